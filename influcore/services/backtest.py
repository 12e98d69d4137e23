"""Back-tests of KPIs: the newest posts are held back and forecast from the older ones, formulas and all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import define, evolve, field

from influcore.contributions import ForecastModel
from influcore.entities import Platform, platform_named
from influcore.measures import Ask, Creator, CreatorProfile, Draws, History, KpiContext, KpiScore, Quantity, Worlds

from .evaluate import Book, Piece

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Of each creator the newest so many are held back, if so many older ones remain; of so many creators (our choice).
HELD, FEWEST, MOST, WORLDS = 3, 3, 300, 300
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_APART = ("story", "live")


@define
class _Tally:
    """What became of the forecasts of one KPI on one platform."""

    creators: set[str] = field(factory=set)
    hits: list[bool] = field(factory=list)
    errors: list[float] = field(factory=list)


def kpi_scores(
    history: History, model: ForecastModel, book: Book, platforms: Sequence[Platform], around: KpiContext, seed: int = 1
) -> tuple[KpiScore, ...]:
    """Score every KPI that posts alone can tell: those that need a cost, clicks or orders of nobody are left out.

    ``around`` is what formulas may know of all posts: currency and exchange rates. The counts of the posts that are
    held back are hidden from the model, everybody's at once.
    """
    held = _held_back(history)
    if not held:
        return ()
    state, worlds = model.fit(_without(history, [i for rows in held.values() for i in rows])), Worlds(WORLDS, seed)
    tallies: dict[tuple[str, str], _Tally] = {}
    for place, rows in held.items():
        profile = history.profiles[place]
        creator = Creator(id=profile.id, label=profile.label, profiles=(profile,))
        asks = [_ask(history, profile, row) for row in rows]
        draws = model.draw(state, creator, asks, worlds)
        for number, row in enumerate(rows):
            context = evolve(
                around, platform=profile.platform, format=history.format[row], tier=profile.tier,
                day=asks[number].due.date(),
            )  # fmt: skip
            expected = _piece(book, context, profile, _drawn(draws, number))
            actual = _piece(book, context, profile, _counted(history, row, platform_named(profile.platform, platforms)))
            _compare(tallies, book, profile, expected, actual)
    return tuple(_score(book, key, tally) for key, tally in sorted(tallies.items()))


def _held_back(history: History) -> Mapping[int, list[int]]:
    """Give for each profile, by its place, the rows that are to be forecast."""
    import numpy as np

    usable = np.isfinite(history.day) & np.array([kind not in _APART for kind in history.format], dtype=bool)
    rows: dict[int, list[int]] = {}
    for row in np.flatnonzero(usable).tolist():
        rows.setdefault(int(history.profile[row]), []).append(row)
    known = {place: found for place, found in rows.items() if len(found) >= HELD + FEWEST}
    return {place: known[place][-HELD:] for place in sorted(known, key=lambda p: history.profiles[p].id)[:MOST]}


def _without(history: History, rows: Sequence[int]) -> History:
    """Take rows out, and what could tell of them: averages, and that time went on."""
    import numpy as np

    keep = np.ones(len(history.day), dtype=bool)
    keep[list(rows)] = False
    days = history.day[keep]
    return evolve(
        history,
        profile=history.profile[keep],
        day=days,
        age=history.age[keep],
        format=tuple(kind for kind, kept in zip(history.format, keep, strict=True) if kept),
        paid=history.paid[keep],
        counts={metric: counts[keep] for metric, counts in history.counts.items()},
        averages={},
        now=float(np.nanmax(days)) if np.isfinite(days).any() else history.now,
    )


def _ask(history: History, profile: CreatorProfile, row: int) -> Ask:
    return Ask(
        id=str(row),
        profile=profile.id,
        platform=profile.platform,
        format=history.format[row],
        due=_EPOCH + dt.timedelta(days=float(history.day[row])),
        paid=bool(history.paid[row]),
    )


def _drawn(draws: Draws, number: int) -> dict[str, Quantity]:
    import numpy as np

    values = {metric: draws.values[number, place].astype(np.float64) for place, metric in enumerate(draws.metrics)}
    return {metric: numbers for metric, numbers in values.items() if not np.isnan(numbers).all()}


def _counted(history: History, row: int, platform: Platform) -> dict[str, Quantity]:
    import math

    counts: dict[str, Quantity] = {
        metric: float(values[row]) for metric, values in history.counts.items() if math.isfinite(values[row])
    }
    if "engagements" not in counts and platform.engagement[0] in counts:
        counts["engagements"] = sum(float(counts.get(part, 0.0)) for part in platform.engagement)
    return counts


def _piece(book: Book, context: KpiContext, profile: CreatorProfile, values: dict[str, Quantity]) -> Piece:
    if profile.followers is not None:
        values["followers"] = float(profile.followers)
    piece = Piece(profile.id, context, values, {})
    book.complete(piece)
    return piece


def _compare(
    tallies: dict[tuple[str, str], _Tally], book: Book, profile: CreatorProfile, expected: Piece, actual: Piece
) -> None:
    import numpy as np

    for name in book.kpis:
        if name not in expected.values or name not in actual.values:
            continue
        drawn: NDArray[np.float64] = np.atleast_1d(np.asarray(expected.values[name], dtype=np.float64))
        truth = float(np.asarray(actual.values[name]))
        if not np.isfinite(truth) or not np.isfinite(drawn).all():
            continue
        low, middle, high = np.quantile(drawn, (0.1, 0.5, 0.9))
        tally = tallies.setdefault((name, profile.platform), _Tally())
        tally.creators.add(profile.id)
        tally.hits.append(bool(low <= truth <= high))
        if truth:
            tally.errors.append(abs(float(middle) - truth) / abs(truth))


def _score(book: Book, key: tuple[str, str], tally: _Tally) -> KpiScore:
    import statistics

    name, platform = key
    return KpiScore(
        name=name,
        title=book.kpis[name].title,
        platform=platform,
        creators=len(tally.creators),
        forecasts=len(tally.hits),
        inside=sum(tally.hits) / len(tally.hits),
        error=statistics.median(tally.errors) if tally.errors else None,
    )
