"""Draw joint futures of a creator's planned pieces from a fitted state."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from influcore.measures import Ask, Audience, Creator, CreatorProfile, Draws, Worlds

from .audience import audience
from .chance import Chance
from .coherence import coherent
from .fitting import State
from .grid import kind_of
from .piecework import Piecework
from .projecting import settle
from .proven import doubt
from .rates import METRICS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def draw(state: State, creator: Creator, asks: Sequence[Ask], worlds: Worlds) -> Draws:
    """Draw every metric of these pieces; the same names give the same futures, whoever else takes part."""
    import numpy as np

    values = np.full((len(asks), len(METRICS), worlds.count), np.nan, dtype=np.float32)
    basis: dict[tuple[str, str], str] = {}
    missing: dict[tuple[str, str], str] = {}
    audiences: list[Audience] = []
    notes: list[str] = []
    rows = {ask.id: row for row, ask in enumerate(asks)}
    for profile, mine in _by_profile(creator, asks, missing):
        works = [_work(state, creator, profile, same, worlds) for same in _by_kind(mine)]
        for work in works:
            places = [rows[ask.id] for ask in work.asks]
            for place, metric in enumerate(METRICS):
                _keep(work, metric, values[:, place], places, basis, missing)
        notes += [f"{profile.label}: {words}, left out" for words in state.faults.get(profile.id, ())]
        part = audience(profile, [w.values["reach"] for w in works if "reach" in w.values], state.priors)
        if part is not None:
            audiences.append(part)
    return Draws(
        asks=tuple(rows),
        metrics=METRICS,
        values=values,
        basis=basis,
        missing=missing,
        audiences=tuple(audiences),
        notes=tuple(notes),
        projected=frozenset(ask.id for ask in asks if ask.counted),
    )


def _work(state: State, creator: Creator, profile: CreatorProfile, asks: list[Ask], worlds: Worlds) -> Piecework:
    together = state.priors.number("together", "value")
    chance = Chance(worlds, creator.id, profile, together, state.kept)
    work = Piecework(state, profile, asks, chance)
    work.fill()
    coherent(work)
    settle(work)
    return work


def _keep(
    work: Piecework,
    metric: str,
    values: NDArray[np.float32],
    places: list[int],
    basis: dict[tuple[str, str], str],
    missing: dict[tuple[str, str], str],
) -> None:
    import math

    drawn = work.values.get(metric)
    why = doubt(work, metric) if metric in work.basis else ""
    if drawn is not None:
        values[places] = drawn
    for row, ask in enumerate(work.asks):
        if drawn is not None and not math.isnan(drawn[row, 0]):
            basis[ask.id, metric] = work.said.get((ask.id, metric)) or "; ".join(
                filter(None, (work.basis[metric], why))
            )
        else:
            missing[ask.id, metric] = work.lack(metric)


def _by_profile(
    creator: Creator, asks: Sequence[Ask], missing: dict[tuple[str, str], str]
) -> list[tuple[CreatorProfile, list[Ask]]]:
    found: dict[str, tuple[CreatorProfile, list[Ask]]] = {}
    for ask in asks:
        profile = creator.profile(ask.profile)
        if profile is None:
            missing.update({(ask.id, metric): f"needs a {ask.platform} profile" for metric in METRICS})
            continue
        found.setdefault(profile.id, (profile, []))[1].append(ask)
    return list(found.values())


def _by_kind(asks: list[Ask]) -> list[list[Ask]]:
    found: dict[str, list[Ask]] = {}
    for ask in asks:
        found.setdefault(kind_of(ask.format), []).append(ask)
    return list(found.values())
