"""The contracts of a campaign: their list, the French counter, the clocks of exclusivity and rights, and the law."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from attrs import frozen

from influcore import (
    Campaign,
    Collaboration,
    Column,
    Content,
    Document,
    Influencer,
    Panel,
    Ref,
    Row,
    Session,
    SqlRows,
    Stack,
    Table,
    Timeline,
    opt,
)
from influcore.contributions import Mark

from .counter import threshold_table
from .entities import Contract
from .exclusivity import clashes
from .law import current_law
from .reading import today_of
from .states import BINDING, ENDED

EMPTY = "No contracts yet. Make one with “contracts.create”."
COLUMNS = (
    Column(name="influencer", title="Influencer", kind="ref"),
    Column(name="title", title="Contract", wide=1),
    Column(name="status", title="Status", kind="mark"),
    Column(name="signed_on", title="Signed", kind="date"),
    Column(name="valid_to", title="Valid to", kind="date"),
    Column(name="exclusivity", title="Exclusivity"),
    Column(name="rights_to", title="Rights to", kind="date", wide=1),
    Column(name="law", title="Law", wide=2),
    Column(name="id", title="Id", wide=2),
)
_SELECT = """SELECT k.id, k.title, k.status, k.signed_on, k.valid_to, k.exclusivity, k.exclusivity_category,
 k.rights_to, k.law, i.id AS person, i.name AS influencer
 FROM contracts_contract k JOIN collaboration c ON c.id = k.collaboration JOIN influencer i ON i.id = c.influencer"""
_SORTS = {
    "influencer": "i.name COLLATE NOCASE", "title": "k.title COLLATE NOCASE", "status": "k.status",
    "signed_on": "k.signed_on", "valid_to": "k.valid_to", "exclusivity": "k.exclusivity", "rights_to": "k.rights_to",
    "law": "k.law", "id": "k.id",
}  # fmt: skip


@frozen(kw_only=True)
class ContractsOf:
    campaign: str = opt("Which campaign.", ref="campaign", arg=True)


def read_register(session: Session, params: ContractsOf) -> Content:
    """Show everything about the contracts of a campaign."""
    campaign = session.get(Campaign, params.campaign)
    held = _held(session, campaign)
    return Stack(
        parts={
            "contracts": _contracts(session, campaign),
            "threshold": threshold_table(session, campaign.id),
            "exclusivity": _exclusivity(session, campaign, held),
            "rights": _rights(today_of(session, campaign), held),
            "law": _law(),
        },
        title=f"Contracts of {campaign.name}",
    )


def status_mark(status: str) -> Mark:
    """Say a status with its tone."""
    if status == "signed":
        return Mark(status, "good")
    return Mark(status, "bad" if status in ENDED else "plain" if status == "draft" else "warn")


def _contracts(session: Session, campaign: Campaign) -> Table:
    rows = SqlRows(
        session,
        _SELECT,
        (campaign.id,),
        where="c.campaign = ?",
        columns=_SORTS,
        search=("i.name", "i.slug", "k.title", "k.status", "k.exclusivity_category"),
        order="k.id",
        shape=_shaped,
    )
    return Table(columns=COLUMNS, rows=rows, key="id", row=Contract.KIND, empty=EMPTY, title="Contracts")


def _shaped(row: Row) -> Row:
    scope = row["exclusivity"]
    category = row["exclusivity_category"]
    days: dict[str, Any] = {
        name: dt.date.fromisoformat(row[name]) if row[name] else None for name in ("signed_on", "valid_to", "rights_to")
    }
    return days | {
        "influencer": Ref("influencer", row["person"], row["influencer"]),
        "title": row["title"],
        "status": status_mark(row["status"]),
        "exclusivity": f"{scope}: {category}" if scope == "category" else scope,
        "law": row["law"],
        "id": row["id"][-8:],
        "_ref": Ref(Contract.KIND, row["id"], row["title"]),
    }


def _held(session: Session, campaign: Campaign) -> Sequence[tuple[Contract, Influencer]]:
    collaborations = {c.id: c for c in session.list(Collaboration, campaign=campaign.id)}
    people = {i.id: i for i in session.list(Influencer, id={c.influencer for c in collaborations.values()})}
    contracts = session.list(Contract, collaboration=tuple(collaborations))
    return [(c, people[collaborations[c.collaboration].influencer]) for c in contracts if c.status not in ENDED]


def _exclusivity(session: Session, campaign: Campaign, held: Sequence[tuple[Contract, Influencer]]) -> Timeline:
    """Show the exclusivities of this campaign's contracts, and those of others that it breaks."""
    found = clashes(session, (campaign.id,))
    broken = {clash.contract.id for clash in found}
    spans = [
        (_bound(contract, person), *contract.exclusive_span, _clock(contract, contract.id in broken), contract.ref)
        for contract, person in held
        if contract.exclusivity != "none"
    ]
    spans += [
        (
            f"{clash.bound.influencer.name}: {clash.reason}, for {clash.bound.advertiser.name}",
            *clash.contract.exclusive_span,
            _clock(clash.contract, True),
            clash.contract.ref,
        )
        for clash in found
        if clash.bound.campaign.id != campaign.id
    ]
    return Timeline(spans=tuple(spans), title="Exclusivity", empty="Nobody is bound to anybody.")


def _bound(contract: Contract, person: Influencer) -> str:
    if contract.exclusivity == "category":
        return f"{person.name}: category {contract.exclusivity_category}"
    return f"{person.name}: not for {', '.join(contract.exclusivity_competitors)}"


def _clock(contract: Contract, is_broken: bool) -> Mark:
    if contract.status not in BINDING:
        return Mark("conflict if signed" if is_broken else "not signed", "warn")
    return Mark("conflict", "bad") if is_broken else Mark("binding", "good")


def _rights(today: dt.date, held: Sequence[tuple[Contract, Influencer]]) -> Timeline:
    spans = []
    for contract, person in held:
        if contract.rights_scope or contract.rights_to:
            ended = contract.rights_to is not None and contract.rights_to < today
            mark = Mark("ended", "bad") if ended else Mark("held", "good") if contract.status == "signed" else None
            what = ", ".join(part for part in (contract.rights_scope, contract.rights_territory) if part) or "rights"
            state = mark or Mark("not signed", "warn")
            spans.append((f"{person.name}: {what}", contract.rights_from, contract.rights_to, state, contract.ref))
    return Timeline(spans=tuple(spans), title="Rights to the content", empty="No rights are agreed.")


def _law() -> Document:
    law = current_law()
    written = law.written
    kinds = ", ".join(f"{kind} ({why})" for kind, why in written.counted.items())
    paragraphs = [
        ("", f"{law.disclaimer} As of {law.as_of}."),
        ("Rule", f"{written.rule} Threshold: {written.threshold}. {written.cited}."),
        ("Counted", f"{kinds}; by calendar year of payment or handing over, else of the last step that is known."),
        ("Not counted", "; ".join(f"{kind} {why}" for kind, why in written.left_out.items()) + "."),
        ("Where", f"market, influencer or advertiser in {', '.join(sorted(written.territories))}."),
        ("The contract names", "; ".join(written.content) + "."),
        ("Source", written.source),
    ]
    paragraphs += [(f"Disclosure, {', '.join(sorted(d.markets))}", f"{d.wants}. {d.source}.") for d in law.disclosures]
    return Document(paragraphs=tuple(paragraphs), title="The law behind the checks")


REGISTER = Panel(
    name="contracts.register",
    title="Contracts",
    help="Contracts of a campaign, the French threshold, exclusivities and rights.",
    read=read_register,
    subject="campaign",
    phase="plan",
    params=ContractsOf,
    watches=frozenset({"contracts_contract", "entry", "collaboration", "campaign", "influencer", "advertiser"}),
    order=60,
)
