"""The French counter as findings and as rows. Not legal advice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from influcore import Check, Column, Finding, Money, Ref, Session, Table
from influcore.contributions import LIST_LIMIT, Mark, Severity, Unknown, small_table

from .entities import Contract
from .law import current_law
from .states import ENDED
from .threshold import Count, Part, counts

_SEVERITY: Mapping[tuple[str, str], Severity] = {
    ("reached", "applies"): "error",
    ("near", "applies"): "warning",
    ("reached", "unknown"): "warning",
    ("near", "unknown"): "info",
}
COLUMNS = (
    Column(name="influencer", title="Influencer", kind="ref"),
    Column(name="objective", title="Objective"),
    Column(name="year", title="Year"),
    Column(name="counted", title="Counted", kind="money", basis="excluding VAT"),
    Column(name="share", title="Of threshold", kind="share", of="share"),
    Column(name="state", title="State", kind="mark"),
    Column(name="others", title="Not counted", wide=1),
    Column(name="law", title="French law", wide=1),
)


def find_threshold(session: Session, campaigns: tuple[str, ...]) -> Iterable[Finding]:
    """Yield a finding for each collaboration without a signed contract where the threshold is reached or near.

    Where French law may apply and a country is unknown, it is one degree milder and says so. Amounts in other
    currencies are named; on their own they are worth an info.
    """
    for count in counts(session, campaigns, current_law().written):
        severity = _SEVERITY.get((count.level, count.scope.verdict))
        if severity is None and count.others and count.scope.verdict != "does not apply":
            severity = "info"
        for part in count.uncovered if severity else ():
            if severity and part.campaign.id in campaigns:
                yield _finding(count, part, severity)


def threshold_table(session: Session, campaign: str) -> Table:
    """Show how far each influencer of a campaign is from the threshold."""
    law = current_law()
    rows = [_row(count) for count in counts(session, (campaign,), law.written)[:LIST_LIMIT]]
    return small_table(
        COLUMNS,
        rows,
        row="influencer",
        title=f"Written contract, {law.written.country}: {law.written.threshold} a year excluding VAT "
        f"({law.written.cited}). {law.disclaimer}",
        empty="Nothing is in the ledger that counts. Fees and gifts go there with “ledger.post”.",
    )


def _finding(count: Count, part: Part, severity: Severity) -> Finding:
    law, person = current_law(), count.influencer
    open_ones = [c for c in part.contracts if c.status not in ENDED]
    mend, form = ("contracts.create", {"collaboration": f"{part.campaign.slug}/{person.slug}"})
    if open_ones:
        mend, form = ("contracts.move", {"contract": open_ones[-1].id})
    verb = {"reached": "reaches", "near": "is near", "below": "is below"}[count.level]
    doubt = f"if French law applies ({count.scope.why}): " if count.scope.verdict == "unknown" else ""
    others = f"; not counted: {_amounts(count.others)}, for want of a dated exchange rate" if count.others else ""
    return Finding(
        check="contracts.french_threshold",
        severity=severity,
        subject=Ref(part.collaboration.KIND, part.collaboration.id, person.name),
        message=f"{doubt}{person.name} gets {count.counted} from {count.advertiser.name} for “{count.objective}” in "
        f"{count.year}{others}, which {verb} the {law.written.threshold} from which a written contract is needed; "
        f"{_lacks(open_ones)} for {part.campaign.name} ({law.written.cited}). {law.disclaimer}",
        mend=mend,
        form=form,
    )


def _lacks(contracts: list[Contract]) -> str:
    return f"the contract is {contracts[-1].status}" if contracts else "there is no contract"


def _row(count: Count) -> Mapping[str, Any]:
    unknown = Unknown(count.scope.why)
    return {
        "influencer": count.influencer.ref,
        "objective": count.objective,
        "year": str(count.year),
        "counted": count.counted,
        "share": count.share,
        "state": _state(count),
        "others": f"{_amounts(count.others)}: needs a dated rate" if count.others else None,
        "law": unknown if count.scope.verdict == "unknown" else f"{count.scope.verdict}: {count.scope.why}",
        "_ref": count.influencer.ref,
    }


def _state(count: Count) -> Mark:
    if count.scope.verdict == "does not apply":
        return Mark("does not apply")
    if not count.uncovered:
        return Mark("signed", "good")
    if count.level == "below":
        return Mark("below, part not counted" if count.others else "below", "warn" if count.others else "plain")
    word = "reached, no signed contract" if count.level == "reached" else f"near ({count.law.warn_percent} %)"
    sure = count.level == "reached" and count.scope.verdict == "applies"
    return Mark(word if count.scope.verdict == "applies" else f"{word}, country unknown", "bad" if sure else "warn")


def _amounts(amounts: Iterable[Money]) -> str:
    return " and ".join(str(amount) for amount in amounts)


THRESHOLD = Check(
    name="contracts.french_threshold",
    help="Pay and value in kind that reach the French threshold for a written contract.",
    run=find_threshold,
)
