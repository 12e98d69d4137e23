"""What the counts so far of pieces that are out will become, by the dated growth factors."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from attrs import frozen

from influcore.measures import Ask

from .chance import Chance
from .coherence import AT_MOST
from .rates import METRICS, parts
from .sources import Priors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from .piecework import Piecework

    Draw = NDArray[np.float64]


@frozen
class Projection:
    """One metric of one piece: its final count in each world, and what that rests on."""

    values: Draw
    basis: str


Projections = Mapping[tuple[int, str], Projection]


def projections(priors: Priors, platform: str, asks: list[Ask], chance: Chance) -> Projections:
    """Grow the counts of each piece: count × factor of its age, with an sd of a share of that growth.

    A count never falls, so growth below 1 is cut; where no factor is published the count stays as it is, said so.
    Keys are (place of the ask, metric).
    """
    found: dict[tuple[int, str], Projection] = {}
    for row, ask in enumerate(asks):
        for metric, count in ask.counted.items():
            if metric in METRICS and 0 <= count < math.inf:
                found[row, metric] = _grown(priors, platform, metric, asks, row, chance)
    return found


def _grown(priors: Priors, platform: str, metric: str, asks: list[Ask], row: int, chance: Chance) -> Projection:
    import numpy as np

    ask, table = asks[row], priors.maturity(platform, metric)
    factor = next((times for below, times in sorted(table) if ask.age < below), 1.0)
    still = math.log(factor)
    noise = chance.pieces(asks, metric)[row] if still else np.zeros(1)
    growth = np.maximum(still * (1 + priors.number("maturity", "unsure") * noise), 0.0)
    return Projection(np.full(chance.worlds, ask.counted[metric]) * np.exp(growth), _words(ask, factor, bool(table)))


def _words(ask: Ask, factor: float, known: bool) -> str:
    if math.isnan(ask.age):
        return "counted, age unknown"
    at = f"counted at {ask.age:.0f} day{'' if round(ask.age) == 1 else 's'}"
    if factor > 1:
        return f"{at}, × {factor:g} still to come"
    return at if known else f"{at}, later growth unknown"


def take_counts(work: Piecework) -> None:
    """Put counts in the place of forecasts, before ratios lead from them to what was not counted."""
    for (row, metric), known in work.counted.items():
        if metric in work.values:
            work.values[metric][row] = known.values


def settle(work: Piecework) -> None:
    """Make every world of a piece that is out agree with its counts: they stay, forecasts give way to them."""
    for row in sorted({row for row, _ in work.counted}):
        own = {metric: known for (place, metric), known in work.counted.items() if place == row}
        for metric, known in own.items():
            _room(work, metric)[row] = known.values
            work.said[work.asks[row].id, metric] = known.basis
        for _ in range(2):  # the second round settles what the first one moved
            for low, high in AT_MOST:
                _order(work, row, low, high, own)
        _add_up(work, row, own)


def _room(work: Piecework, metric: str) -> Draw:
    import numpy as np

    if metric not in work.values:
        work.values[metric] = np.full((len(work.asks), work.chance.worlds), np.nan)
    return work.values[metric]


def _order(work: Piecework, row: int, low: str, high: str, own: Mapping[str, Projection]) -> None:
    import numpy as np

    if low not in work.values or high not in work.values or (low in own and high in own):
        return
    less, more = work.values[low], work.values[high]
    if high in own:
        less[row] = np.minimum(less[row], more[row])
    else:
        more[row] = np.maximum(less[row], more[row])


def _add_up(work: Piecework, row: int, own: Mapping[str, Projection]) -> None:
    import numpy as np

    names = parts(work.profile.platform)
    there = [part for part in names if part in work.values and np.isfinite(work.values[part][row]).all()]
    first = next((part for part in names if part in own), "")
    if "engagements" in own or not first or names[0] not in there:
        return
    _room(work, "engagements")[row] = np.sum([work.values[part][row] for part in there], axis=0)
    work.said[work.asks[row].id, "engagements"] = f"{' + '.join(there)} ({first} {own[first].basis})"
