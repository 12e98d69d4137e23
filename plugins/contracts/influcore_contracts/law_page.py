"""What the checks know of the law, to be read."""

from __future__ import annotations

from influcore import Content, Document, Panel, Session

from .law import current_law


def read_law(session: Session, params: None) -> Content:
    """Write down what the data file says, with its sources."""
    law = current_law()
    written = law.written
    kinds = ", ".join(f"{kind} ({why})" for kind, why in written.counted.items())
    paragraphs = [
        ("", f"{law.disclaimer} As of {law.as_of}."),
        ("Rule", f"{written.rule} Threshold: {written.threshold}. {written.cited}."),
        ("Counted", f"{kinds}; by calendar year of payment or handing over, else of the last step that is known."),
        ("Not counted", "; ".join(f"{kind}: {why}" for kind, why in written.left_out.items()) + "."),
        ("Where", f"market, influencer or advertiser in {', '.join(sorted(written.territories))}."),
        ("The contract names", "; ".join(written.content) + "."),
        ("Source", written.source),
    ]
    paragraphs += [(f"Disclosure, {', '.join(sorted(d.markets))}", f"{d.wants}. {d.source}.") for d in law.disclosures]
    return Document(paragraphs=tuple(paragraphs), title="The law behind the checks")


LAW = Panel(
    name="contracts.law",
    title="Law behind the checks",
    help="What the checks know of the law, with dates and sources; not legal advice.",
    read=read_law,
    phase="plan",
    order=90,
)
