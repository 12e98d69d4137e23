"""In which calendar year an influencer gets what the ledger says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from influcore import Entry
from influcore.entities.facts import Phase
from influcore.entities.ledger import COMMITMENTS

# Pay is counted when it is paid, a gift when it is handed over (the decree: "versées", "accordés"); what has not come
# so far counts by the last step that is known.
_PAY: tuple[Phase, ...] = ("paid", "invoiced", "delivered")
_IN_KIND: tuple[Phase, ...] = ("delivered", "paid", "invoiced")


def standing(entries: Iterable[Entry]) -> Sequence[Entry]:
    """Leave out what was reversed, and the reversals."""
    listed = list(entries)
    reversed_ids = {e.reverses for e in listed if e.reverses}
    return [e for e in listed if not e.reverses and e.id not in reversed_ids]


def minor_by_year(entries: Iterable[Entry], *, in_kind: bool, committed: bool = True) -> Mapping[int, int]:
    """Spread one kind of cost of one collaboration, in one currency, over calendar years.

    Each phase adds only what the phases before it in the list have not covered, latest entries first, since the
    earliest instalments are settled first. So a fee that is agreed in December and paid in January counts once, in
    January's year, and the years add up to what `influcore.entities.cost_by_kind` says.
    Units: minor units. ``committed=False`` leaves out what was only planned, offered or agreed.
    """
    phases: dict[Phase, list[Entry]] = defaultdict(list)
    for entry in standing(entries):
        phases[entry.phase].append(entry)
    order = [*(_IN_KIND if in_kind else _PAY)]
    order += [phase for phase in reversed(COMMITMENTS) if committed and phase in phases][:1]
    years: dict[int, int] = defaultdict(int)
    covered = 0
    for phase in order:
        total = sum(e.amount.minor for e in phases[phase])
        _spread(phases[phase], total - covered, years)
        covered = max(covered, total)
    return years


def _spread(entries: Iterable[Entry], excess: int, years: dict[int, int]) -> None:
    for entry in sorted(entries, key=lambda e: (e.day, e.id), reverse=True):
        if excess <= 0:
            return
        share = min(excess, max(entry.amount.minor, 0))
        if share:
            years[entry.day.year] += share
        excess -= share
