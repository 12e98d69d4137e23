"""What a collaboration costs, read from its ledger entries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from .facts import Entry, EntryKind, Phase
from .money import Money

COMMITMENTS: tuple[Phase, ...] = ("planned", "offered", "agreed")
PROGRESS: tuple[Phase, ...] = ("delivered", "invoiced", "paid")


def cost_by_kind(entries: Iterable[Entry]) -> Mapping[EntryKind, Money]:
    """Say what each kind of cost comes to, without counting one fee again as it moves from planned to paid.

    The cost of a kind is the sum of its latest commitment (agreed before offered before planned) or, where that is
    more, what was delivered, invoiced or paid. A reversal is an entry of the opposite amount in the same phase.
    Errors: ValueError where one kind has entries of two currencies.
    """
    phases: dict[EntryKind, dict[Phase, Money]] = defaultdict(dict)
    reversed_ids: set[str] = set()
    listed = list(entries)
    reversed_ids.update(e.reverses for e in listed if e.reverses)
    for entry in listed:
        if entry.reverses or entry.id in reversed_ids:
            continue
        sums = phases[entry.kind]
        sums[entry.phase] = sums[entry.phase] + entry.amount if entry.phase in sums else entry.amount
    return {kind: _furthest(sums) for kind, sums in phases.items()}


def cost_of(entries: Iterable[Entry], *, without: frozenset[EntryKind] = frozenset({"vat"})) -> Money | None:
    """Add up the cost of one collaboration over all kinds but those in ``without``; None where nothing is posted."""
    total: Money | None = None
    for kind, amount in cost_by_kind(entries).items():
        if kind not in without:
            total = amount if total is None else total + amount
    return total


def _furthest(sums: Mapping[Phase, Money]) -> Money:
    committed = next((sums[phase] for phase in reversed(COMMITMENTS) if phase in sums), None)
    done = [sums[phase] for phase in PROGRESS if phase in sums]
    candidates = [committed, *done] if committed is not None else done
    return max(candidates, key=lambda money: money.minor)
