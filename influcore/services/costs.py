"""What each piece costs: the ledger split over the pieces, or the budget where nothing is posted yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import Factory, evolve, frozen

from influcore.contributions import Read
from influcore.entities import Campaign, Collaboration, Deliverable, Entry, ExchangeRates, Money, cost_of


@frozen(kw_only=True)
class Costs:
    """``of_piece`` in minor units of the campaign's currency; ``missing`` says why there is none."""

    of_piece: Mapping[str, float] = Factory(dict)
    of_collaboration: Mapping[str, Money] = Factory(dict)
    total: Money | None = None
    basis: str = ""
    missing: str = ""
    notes: tuple[str, ...] = ()


def costs(
    read: Read,
    campaign: Campaign,
    collaborations: Sequence[Collaboration],
    pieces: Mapping[str, Sequence[Deliverable]],
    rates: ExchangeRates,
    posted: Sequence[Entry] | None = None,
) -> Costs:
    """Split what the ledger says of each collaboration over its pieces; entries of one piece go to that piece.

    Who has nothing in the ledger costs nothing in an organic campaign; elsewhere the cost is not known yet.
    Where the ledger is empty and there is a budget, the budget is split evenly over all pieces, and said so.
    ``posted`` are the entries to take instead of those of the workspace.
    """
    entries: dict[str, list[Entry]] = {c.id: [] for c in collaborations}
    listed = ledger(read, collaborations) if posted is None else posted
    foreign = {entry.amount.currency for entry in listed} - {campaign.currency}
    for entry in listed:
        amount = rates.convert(entry.amount, campaign.currency)
        if amount is None:
            needs = f"{entry.amount.currency} to {campaign.currency}"
            return Costs(missing=f"needs an exchange rate from {needs}; state one with `influcore exchange set`")
        entries[entry.collaboration].append(evolve(entry, amount=amount))
    if not listed:
        return _from_budget(campaign, [d for mine in pieces.values() for d in mine])
    return _from_ledger(campaign, entries, pieces, _basis(foreign, campaign.currency, rates))


def _from_ledger(
    campaign: Campaign,
    entries: Mapping[str, Sequence[Entry]],
    pieces: Mapping[str, Sequence[Deliverable]],
    basis: str,
) -> Costs:
    split: dict[str, float] = {}
    sums: dict[str, Money] = {}
    notes = []
    for collaboration, posted in entries.items():
        total = cost_of(posted)
        mine = pieces.get(collaboration, ())
        if total is None:
            if campaign.compensation == "organic":
                split |= {d.id: 0.0 for d in mine}
            continue
        sums[collaboration] = total
        if not mine:
            notes.append(f"{total} is posted for somebody without deliverables; it is in the cost, not in any piece")
        split |= _split(total, posted, mine)
    whole = Money(sum(m.minor for m in sums.values()), campaign.currency)
    return Costs(of_piece=split, of_collaboration=sums, total=whole, basis=basis, notes=tuple(notes))


def ledger(read: Read, collaborations: Sequence[Collaboration]) -> tuple[Entry, ...]:
    """Give what was posted for these collaborations."""
    return read.list(Entry, collaboration=[c.id for c in collaborations])


def _basis(foreign: Iterable[str], currency: str, rates: ExchangeRates) -> str:
    """Say what the cost rests on, with every rate that was used."""
    used = [rate.label for code in sorted(foreign) if (rate := rates.find(code, currency))]
    return f"ledger, {', '.join(used)}" if used else "ledger"


def _split(total: Money, entries: Sequence[Entry], pieces: Sequence[Deliverable]) -> dict[str, float]:
    own = {
        d.id: cost_of([e for e in entries if e.source == f"deliverable:{d.id}"]) or Money(0, total.currency)
        for d in pieces
    }
    rest = total - Money(sum(m.minor for m in own.values()), total.currency)
    shares = rest.allocate([1] * len(pieces)) if pieces else ()
    return {d.id: float((own[d.id] + share).minor) for d, share in zip(pieces, shares, strict=True)}


def _from_budget(campaign: Campaign, pieces: Sequence[Deliverable]) -> Costs:
    if campaign.budget is None:
        return Costs(missing="needs a budget or fees in the ledger")
    shares = campaign.budget.allocate([1] * len(pieces)) if pieces else ()
    return Costs(
        of_piece={d.id: float(share.minor) for d, share in zip(pieces, shares, strict=True)},
        total=campaign.budget,
        basis="the budget, evenly (no fees in the ledger yet)",
    )
