"""Two models to compare with: a creator's own last ten posts as they were, and followers times a published rate."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from influcore.measures import Ask, Audience, Creator, CreatorProfile, Draws, History, Worlds, stack

from .audience import audience
from .cleaning import cleaned
from .fitting import settings_of
from .grid import grids, kind_of
from .rates import METRICS, parts, rate
from .sources import Priors, priors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Counts = NDArray[np.float64]

_LATEST, _FEWEST = 10, 3
_Columns = dict[str, "NDArray[np.float32]"]


@frozen(kw_only=True)
class Recent:
    """The latest counts of each (profile, kind, metric), smallest first."""

    counts: Mapping[tuple[str, str, str], Counts]
    figures: Priors


def fit_recent(history: History) -> Recent:
    """Keep each profile's last ten usable counts."""
    import numpy as np

    figures = priors(settings_of(history).data_dir)
    found = {}
    for grid in grids(history):
        for metric, logs in cleaned(grid, figures)[0].items():
            for row, profile in enumerate(grid.profiles):
                known = logs[row][np.isfinite(logs[row])][-_LATEST:]
                if known.size:
                    found[profile.id, grid.kind, metric] = np.sort(np.expm1(known))
    return Recent(counts=found, figures=figures)


def draw_recent(state: Recent, creator: Creator, asks: Sequence[Ask], worlds: Worlds) -> Draws:
    """Draw each piece from the quantiles of the last ten, one place in them for all its metrics."""
    import numpy as np

    columns: list[_Columns] = []
    basis: dict[tuple[str, str], str] = {}
    missing: dict[tuple[str, str], str] = {}
    for ask in asks:
        column: _Columns = {}
        place = worlds.uniform(f"creator/{creator.id}/recent/{ask.id}")
        for metric in METRICS:
            counts = state.counts.get((ask.profile, kind_of(ask.format), metric))
            if counts is None or counts.size < _FEWEST:
                missing[ask.id, metric] = f"needs {_FEWEST} posts with {metric}"
                continue
            column[metric] = np.quantile(counts, place).astype(np.float32)
            basis[ask.id, metric] = f"last {counts.size} posts"
        columns.append(_with_engagements(ask, column, basis, missing))
    return _draws(creator, asks, columns, basis, missing, worlds, state.figures)


def _with_engagements(
    ask: Ask, column: _Columns, basis: dict[tuple[str, str], str], missing: dict[tuple[str, str], str]
) -> _Columns:
    known = [part for part in parts(ask.platform) if part in column]
    if "engagements" in column or not known or known[0] != parts(ask.platform)[0]:
        return column
    missing.pop((ask.id, "engagements"), None)
    basis[ask.id, "engagements"] = " + ".join(known)
    total = column[known[0]]
    for part in known[1:]:
        total = total + column[part]
    return column | {"engagements": total}


def fit_followers(history: History) -> Priors:
    """Take the published figures; nothing is learned."""
    return priors(settings_of(history).data_dir)


def draw_followers(state: Priors, creator: Creator, asks: Sequence[Ask], worlds: Worlds) -> Draws:
    """Multiply followers by published rates: points, the same in every world."""
    import numpy as np

    columns: list[_Columns] = []
    basis: dict[tuple[str, str], str] = {}
    missing: dict[tuple[str, str], str] = {}
    for ask in asks:
        profile = creator.profile(ask.profile)
        followers = profile.followers if profile else None
        column: _Columns = {}
        for metric in METRICS:
            known = rate(state, ask.platform, kind_of(ask.format), metric, followers) if followers else None
            if known is None or not followers:
                missing[ask.id, metric] = "needs a follower count" if not followers else f"no published {metric} rate"
                continue
            column[metric] = np.full(worlds.count, followers * math.exp(known.log), dtype=np.float32)
            basis[ask.id, metric] = f"followers × {known.basis.removeprefix('prior: ')}"
        columns.append(column)
    return _draws(creator, asks, columns, basis, missing, worlds, state)


def _draws(
    creator: Creator,
    asks: Sequence[Ask],
    columns: Sequence[_Columns],
    basis: Mapping[tuple[str, str], str],
    missing: Mapping[tuple[str, str], str],
    worlds: Worlds,
    figures: Priors,
) -> Draws:
    return Draws(
        asks=tuple(ask.id for ask in asks),
        metrics=METRICS,
        values=stack(METRICS, columns, worlds.count),
        basis=basis,
        missing=missing,
        audiences=tuple(_audiences(creator.profiles, asks, columns, figures)),
    )


def _audiences(
    profiles: Sequence[CreatorProfile], asks: Sequence[Ask], columns: Sequence[_Columns], figures: Priors
) -> list[Audience]:
    found = []
    for profile in profiles:
        reached = [
            column["reach"][None, :].astype("float64")
            for ask, column in zip(asks, columns, strict=True)
            if ask.profile == profile.id and "reach" in column
        ]
        part = audience(profile, reached, figures)
        if part is not None:
            found.append(part)
    return found
