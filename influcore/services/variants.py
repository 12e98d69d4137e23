"""Changing a plan in thought, before anything is worked out of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from attrs import evolve

from influcore.contributions import Read
from influcore.entities import Campaign, Collaboration, Deliverable, Entry, Influencer, Money
from influcore.entities.facts import PHASES, Phase
from influcore.errors import InvalidInput
from influcore.measures import Added, Variant

from .costs import Costs

Pieces = Mapping[str, tuple[Deliverable, ...]]


def with_people(
    read: Read, campaign: Campaign, there: Sequence[Collaboration], variant: Variant
) -> list[Collaboration]:
    """Give who takes part: without those dropped, and with those whose pieces are added."""
    kept = [c for c in there if c.influencer not in variant.drop]
    for added in variant.add:
        if not any(c.influencer == added.influencer for c in kept):
            person = read.get(Influencer, added.influencer)
            kept.append(Collaboration(id=f"new/{person.id}", campaign=campaign.id, influencer=person.id))
    return kept


def with_pieces(pieces: Sequence[Deliverable], people: Sequence[Collaboration], variant: Variant) -> list[Deliverable]:
    """Give the pieces: dropped ones gone, open ones moved, new ones added."""
    kept = [
        evolve(p, due=p.due + dt.timedelta(days=variant.shift)) if variant.shift and p.status != "published" else p
        for p in pieces
        if p.id not in variant.drop
    ]
    homes = {c.influencer: c.id for c in people}
    for number, added in enumerate(variant.add):
        kept += [_piece(added, homes[added.influencer], f"new/{number}/{i}") for i in range(added.count)]
    return kept


def _piece(added: Added, collaboration: str, key: str) -> Deliverable:
    try:
        return Deliverable(
            id=key, collaboration=collaboration, platform=added.platform, format=added.format, due=added.due
        )
    except ValueError as error:
        raise InvalidInput("this piece can not be added", problems=[("add", str(error))]) from error


def with_fees(entries: Sequence[Entry], pieces: Sequence[Deliverable], variant: Variant, today: dt.date) -> list[Entry]:
    """Give the ledger: fees of dropped pieces gone, the others multiplied, those of new pieces as they were given."""
    gone = {f"deliverable:{key}" for key in variant.drop}
    kept = [
        e
        if variant.fee_factor == 1
        else evolve(e, amount=Money(round(e.amount.minor * variant.fee_factor), e.amount.currency))
        for e in entries
        if e.source not in gone
    ]
    fees = {f"new/{n}/{i}": added.fee for n, added in enumerate(variant.add) for i in range(added.count)}
    for piece in pieces:
        fee = fees.get(piece.id)
        if fee is None:
            continue
        # The furthest phase is the cost, so a new fee must be in each that is in use to count.
        phases: set[Phase] = {e.phase for e in entries if (e.collaboration, e.kind) == (piece.collaboration, "fee")}
        for phase in (known for known in PHASES if known in (phases or {"planned"})):
            kept.append(
                Entry(id=f"fee/{piece.id}/{phase}", phase=phase, collaboration=piece.collaboration, amount=fee,
                      day=today, source=f"deliverable:{piece.id}")
            )  # fmt: skip
    return kept


def repeated(pieces: Pieces, costs: Costs, times: int) -> tuple[Pieces, Costs]:
    """Repeat the plan: copies of a piece come right after it, and cost what it costs."""
    if times == 1:
        return pieces, costs
    copies = {
        key: tuple(evolve(d, id=copy_of(d.id, n), post="", url="") if n else d for d in mine for n in range(times))
        for key, mine in pieces.items()
    }
    prices = {copy_of(key, n): price for key, price in costs.of_piece.items() for n in range(times)}
    whole = None if costs.total is None else Money(costs.total.minor * times, costs.total.currency)
    return copies, evolve(costs, of_piece=prices, total=whole)


def copy_of(piece: str, number: int) -> str:
    """Name the nth copy of a piece; the 0th is the piece itself."""
    return f"{piece}~{number}" if number else piece
