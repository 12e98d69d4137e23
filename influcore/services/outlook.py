"""The outlook of a campaign: forecasts of its pieces folded into influencers and a total, joint world by world."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from attrs import define, field, frozen

from influcore.contributions import ForecastModel
from influcore.entities import Collaboration, Deliverable, Ref, Target, tier
from influcore.measures import (
    Audience,
    Creator,
    Draws,
    Figure,
    History,
    KpiContext,
    Line,
    Outlook,
    Quantity,
    ReachAnswer,
    Worlds,
)

from .evaluate import Book, Piece
from .kpi_sets import Shown
from .planning import Planned
from .projecting import put_counted
from .reach import people_of, summed_up
from .targets import chances

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# An input that is no metric: among the figures, so that what rests on it can be explained, but on no plan.
FOLLOWERS = ("followers",)
ReachOf = Callable[[Sequence[Audience]], ReachAnswer | None]


@frozen(kw_only=True)
class Engine:
    """What an outlook is made with: the model, its state, the KPIs, chance, and who answers for reach."""

    model: ForecastModel
    history: History
    book: Book
    worlds: Worlds
    reach_of: ReachOf
    tier_bounds: Mapping[str, int]
    kpis: tuple[str, ...]
    shown: Shown
    progress: Callable[[int, int], None] = lambda done, of: None
    targets: Sequence[Target] = ()


@define
class _Person:
    """One influencer's pieces while the outlook is worked out."""

    collaboration: Collaboration
    pieces: list[tuple[Deliverable, Piece]] = field(factory=list)
    audiences: list[Audience] = field(factory=list)
    notes: list[str] = field(factory=list)


def outlook(planned: Planned, creators: dict[str, Creator], engine: Engine) -> Outlook:
    """Forecast every piece, creator by creator, and fold them into the influencers and the total."""
    people = _people(planned, creators, engine)
    pieces = [pair for person in people for pair in person.pieces]
    audiences = [a for person in people for a in person.audiences]
    answer = engine.reach_of(audiences) if audiences else None
    together = people_of(answer)
    total = _line(planned, planned.campaign.ref, [p for _, p in pieces], engine, together)
    reach = summed_up(answer, audiences) if answer is not None else None
    return Outlook(
        campaign=planned.campaign.ref,
        currency=planned.campaign.currency,
        model=engine.model.name,
        seed=engine.worlds.seed,
        worlds=engine.worlds.count,
        revision=planned.revision,
        kpis=engine.kpis,
        pieces=tuple(_piece_line(planned, person, d, p, engine) for person in people for d, p in person.pieces),
        influencers=tuple(_person_line(planned, person, engine) for person in people),
        total=total,
        reach=reach,
        reach_missing="" if reach else "needs followers of at least one profile that has a deliverable",
        notes=(*planned.costs.notes, *_unknown_notes(engine.shown)),
        state=_state(pieces),
        targets=tuple(chances(planned, [p for _, p in pieces], engine.book, engine.targets, together)),
        shown=engine.shown.names,
        always=engine.shown.always,
    )


def piece_draws(
    planned: Planned, creators: dict[str, Creator], engine: Engine, names: Sequence[str]
) -> dict[str, dict[str, Quantity]]:
    """Give figures of pieces world by world, those that there are: by name, then by piece in order of due time."""
    pieces = [pair for person in _people(planned, creators, engine) for pair in person.pieces]
    pieces.sort(key=lambda pair: (pair[0].due, pair[0].id))
    return {name: {p.id: p.values[name] for _, p in pieces if name in p.values} for name in names}


def _people(planned: Planned, creators: dict[str, Creator], engine: Engine) -> list[_Person]:
    state = engine.model.fit(engine.history)
    people = []
    for done, collaboration in enumerate(planned.collaborations):
        people.append(_person(planned, collaboration, creators[collaboration.influencer], state, engine))
        engine.progress(done + 1, len(planned.collaborations))
    return people


def _unknown_notes(shown: Shown) -> tuple[str, ...]:
    if not shown.unknown:
        return ()
    return (f"no plugin offers {', '.join(shown.unknown)}, which the KPI set of this plan names (core.kpi_sets)",)


def _state(pieces: Sequence[tuple[Deliverable, Piece]]) -> Literal["complete", "partial", "empty"]:
    if not pieces:
        return "empty"
    return "partial" if any(not piece.values for _, piece in pieces) else "complete"


def _person(planned: Planned, collaboration: Collaboration, creator: Creator, state: object, engine: Engine) -> _Person:
    person = _Person(collaboration)
    asks, refused = planned.asks(collaboration)
    draws = engine.model.draw(state, creator, asks, engine.worlds) if asks else None
    by_id = {d.id: d for d in planned.pieces.get(collaboration.id, ())}
    for row, ask in enumerate(asks):
        profile = creator.profile(ask.profile)
        context = KpiContext(
            platform=ask.platform,
            format=ask.format,
            tier=tier(profile.followers if profile else None, engine.tier_bounds),
            currency=planned.campaign.currency,
            day=ask.due.date(),
            rates=planned.rates,
        )
        piece = _piece(by_id[ask.id], draws, row, context, planned)
        if ask.counted and draws is not None and ask.id not in draws.projected:
            put_counted(piece, ask, planned.counted[ask.id])
        if profile is not None and profile.followers is not None:
            piece.values["followers"] = float(profile.followers)
        else:
            piece.missing["followers"] = "needs a follower count"
        engine.book.complete(piece)
        person.pieces.append((by_id[ask.id], piece))
    for deliverable, reason in refused:
        person.pieces.append((deliverable, _refused(deliverable, reason, planned, engine.book)))
    if draws is not None:
        person.audiences += draws.audiences
        person.notes += draws.notes
    person.pieces.sort(key=lambda pair: (pair[0].due, pair[0].id))
    return person


def _piece(deliverable: Deliverable, draws: Draws | None, row: int, context: KpiContext, planned: Planned) -> Piece:
    import numpy as np

    values: dict[str, Quantity] = {}
    missing: dict[str, str] = {}
    basis: dict[str, str] = {}
    for place, metric in enumerate(draws.metrics if draws else ()):
        assert draws is not None
        key = (deliverable.id, metric)
        numbers = draws.values[row, place].astype(np.float64)
        if np.isnan(numbers).all():
            missing[metric] = draws.missing.get(key, f"needs {metric} history")
            continue
        values[metric] = numbers
        basis[metric] = draws.basis.get(key, "")
    _add_cost(deliverable, values, missing, basis, planned)
    return Piece(deliverable.id, context, values, missing, basis)


def _add_cost(
    deliverable: Deliverable,
    values: dict[str, Quantity],
    missing: dict[str, str],
    basis: dict[str, str],
    planned: Planned,
) -> None:
    if deliverable.id in planned.costs.of_piece:
        values["cost"] = planned.costs.of_piece[deliverable.id]
        basis["cost"] = planned.costs.basis
    else:
        missing["cost"] = planned.costs.missing or "needs a fee in the ledger"


def _refused(deliverable: Deliverable, reason: str, planned: Planned, book: Book) -> Piece:
    context = KpiContext(
        platform=deliverable.platform,
        format=deliverable.format,
        currency=planned.campaign.currency,
        rates=planned.rates,
    )
    piece = _piece(deliverable, None, 0, context, planned)
    piece.missing |= {metric: reason for metric in book.metrics if metric not in piece.values}
    piece.missing["followers"] = reason
    book.complete(piece)
    return piece


def _line(
    planned: Planned, ref: Ref, pieces: Sequence[Piece], engine: Engine, reach: NDArray[np.float64] | None
) -> Line:
    context = KpiContext(currency=planned.campaign.currency, rates=planned.rates)
    figures = {name: engine.book.total(name, pieces, context, reach) for name in (*engine.kpis, *FOLLOWERS)}
    return Line(ref=ref, parts=len(pieces), figures=figures)


def _piece_line(planned: Planned, person: _Person, deliverable: Deliverable, piece: Piece, engine: Engine) -> Line:
    figures: dict[str, Figure] = {name: engine.book.figure(name, piece) for name in (*engine.kpis, *FOLLOWERS)}
    known = planned.counted.get(deliverable.id)
    return Line(
        ref=deliverable.ref,
        influencer=planned.influencers[person.collaboration.influencer].ref,
        platform=deliverable.platform,
        format=deliverable.format,
        due=deliverable.due,
        figures=figures,
        actual=known.counts if known else {},
        counted=known.at if known else None,
    )


def _person_line(planned: Planned, person: _Person, engine: Engine) -> Line:
    answer = engine.reach_of(person.audiences) if person.audiences else None
    influencer = planned.influencers[person.collaboration.influencer]
    line = _line(planned, influencer.ref, [p for _, p in person.pieces], engine, people_of(answer))
    return Line(
        ref=line.ref,
        influencer=influencer.ref,
        parts=line.parts,
        figures=line.figures,
        notes=tuple(dict.fromkeys(person.notes)),
    )
