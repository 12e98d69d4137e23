"""Fit the hierarchical model: every platform, kind and metric of a history, with what its creators share."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from attrs import Factory, frozen

from influcore.measures import History

from .averages import Told, told
from .cleaning import cleaned, told as in_words
from .grid import FOLDS, Grid, fold_of, grids
from .levels import Level, Start, follow
from .population import FLAT, Facts, Population, facts, population, start_of
from .rates import METRICS
from .settings import ForecastSettings
from .shapes import shapes
from .sources import Priors, priors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from .grid import Matrix
    from .shapes import Shapes

ENGAGING = ("engagements", "likes", "comments", "shares", "saves")
_FORMAT_PSEUDO = 50.0  # posts that "formats do not differ" counts for


@frozen(kw_only=True)
class Series:
    """One metric of one grid, fitted. ``logs`` are free of ``effects`` of ads and formats; shapes [profile, post].

    ``rated`` says whose prior is a rate by followers; ``known`` whose prior says anything.
    """

    grid: Grid
    metric: str
    logs: Matrix
    effects: Matrix
    start: Start
    rated: NDArray[np.bool_]
    known: NDArray[np.bool_]
    told: Told
    level: Level
    shapes: Shapes
    everybody: Population
    formats: Mapping[str, float]
    ad: float
    row: Mapping[str, int]


@frozen(kw_only=True)
class State:
    """A fitted model: by (platform, kind, metric) its series, and what was left out of each profile's history.

    ``ratios[platform, metric]`` compares with likes (mean, sd, creators). ``kept`` are draws that all creators share.
    """

    priors: Priors
    series: Mapping[tuple[str, str, str], Series]
    faults: Mapping[str, tuple[str, ...]]
    ratios: Mapping[tuple[str, str], tuple[float, float, int]] = Factory(dict)
    now: float = 0.0
    kept: dict[str, NDArray[np.float32]] = Factory(dict)

    def find(self, platform: str, kind: str, metric: str) -> Series | None:
        return self.series.get((platform, kind, metric))


def fit(history: History) -> State:
    """Learn levels and spreads of everything that was counted."""
    figures = priors(settings_of(history).data_dir)
    found: dict[tuple[str, str, str], Series] = {}
    faults: dict[str, list[str]] = {}
    for grid in grids(history):
        logs, wrong = cleaned(grid, figures)
        for profile, words in in_words(wrong).items():
            faults.setdefault(profile, []).extend(words)
        listed = _listed(history, grid) if grid.kind == "feed" else set()
        for metric in (m for m in METRICS if m in logs or m in listed):
            found[grid.platform, grid.kind, metric] = _series(history, grid, metric, logs.get(metric), figures)
    return State(
        priors=figures,
        series=found,
        faults={profile: tuple(words) for profile, words in faults.items()},
        ratios=_ratios(found),
        now=history.now,
    )


def settings_of(history: History) -> ForecastSettings:
    """Give the settings that came with a history, or the defaults."""
    return history.settings if isinstance(history.settings, ForecastSettings) else ForecastSettings()


def _listed(history: History, grid: Grid) -> set[str]:
    there = {p.id for p in grid.profiles}
    return {m for (profile, m), (mean, _) in history.averages.items() if profile in there and 0 < mean < math.inf}


def _series(history: History, grid: Grid, metric: str, logs: Matrix | None, figures: Priors) -> Series:
    import numpy as np

    if logs is None:
        logs = np.full((len(grid.profiles), 0), np.nan)
    ad = math.log(figures.number("advertising", "value")) if metric in ENGAGING else 0.0
    paid, codes = grid.paid[:, : logs.shape[1]], grid.codes[:, : logs.shape[1]]
    formats = _formats(grid, logs - ad * paid)
    effects = ad * paid + np.array([formats[name] for name in grid.formats] or [0.0])[codes]
    logs = logs - effects
    of = facts(grid, metric, logs, figures)
    folds = np.array([fold_of(p.id) for p in grid.profiles], dtype=np.int32)
    spread = figures.number("spread", grid.platform, "default")
    start, rated, everybody = _start(of, folds, spread)
    known = start.doubt < FLAT
    listed = told(history, grid, metric, start, figures)
    begun = Start(mean=listed.mean, doubt=listed.doubt, spread=start.spread)
    level = follow(logs, begun, figures.number("drift", "step"))
    return Series(
        grid=grid,
        metric=metric,
        logs=logs,
        effects=effects,
        start=start,
        rated=rated,
        known=known,
        told=listed,
        level=level,
        shapes=shapes(logs, level, known | listed.given, folds, figures),
        everybody=everybody,
        formats=formats,
        ad=ad,
        row={p.id: row for row, p in enumerate(grid.profiles)},
    )


def _start(of: Facts, folds: NDArray[np.int32], spread: float) -> tuple[Start, NDArray[np.bool_], Population]:
    """Give each profile the prior of the others' folds; a profile without posts gets everybody's."""
    import numpy as np

    size = len(folds)
    start = Start(mean=np.zeros(size), doubt=np.full(size, FLAT), spread=np.full(size, spread**2))
    rated = np.zeros(size, dtype=bool)
    everybody = population(of, np.ones(size, dtype=bool), spread)
    start_of(of, everybody, of.posts == 0, start, rated)
    for fold in range(FOLDS):
        rows = (folds == fold) & (of.posts > 0)
        if rows.any():
            start_of(of, population(of, folds != fold, spread), rows, start, rated)
    return start, rated, everybody


def _formats(grid: Grid, logs: Matrix) -> dict[str, float]:
    """Estimate how formats differ within creators who use several, shrunk towards no difference."""
    import numpy as np

    counted = np.isfinite(logs)
    codes = grid.codes[:, : logs.shape[1]]
    if len(grid.formats) < 2 or not counted.any():
        return dict.fromkeys(grid.formats, 0.0)
    posts = counted.sum(axis=1)
    mean = np.nansum(logs, axis=1) / np.maximum(posts, 1)
    gap = np.where(counted, np.clip(logs - mean[:, None], -3, 3), 0.0)
    found = {}
    for code, name in enumerate(grid.formats):
        here = counted & (codes == code)
        mixed = here & (posts > here.sum(axis=1))[:, None]
        # A creator's mean already holds this format's own posts, so only the share of others shows.
        others = 1 - here.sum(axis=1) / np.maximum(posts, 1)
        weight = (mixed * others[:, None]).sum()
        found[name] = float(np.where(mixed, gap, 0.0).sum() / (weight + _FORMAT_PSEUDO)) if name else 0.0
    return found


def _ratios(series: Mapping[tuple[str, str, str], Series]) -> dict[tuple[str, str], tuple[float, float, int]]:
    """Compare metrics with likes over creators who have both: mean and sd of the log ratio, and how many."""

    found = {}
    for (platform, kind, metric), one in series.items():
        likes = series.get((platform, kind, "likes"))
        if kind != "feed" or metric == "likes" or likes is None:
            continue
        both = (one.level.posts[:, -1] >= 3) & (likes.level.posts[:, -1] >= 3)
        if both.sum() >= 3:
            gap = (one.level.mean[:, -1] - likes.level.mean[:, -1])[both]
            found[platform, metric] = (float(gap.mean()), float(gap.std(ddof=1)), int(both.sum()))
    return found


def last(level: Level, row: int) -> tuple[float, float, float, float, float]:
    """Give mean, doubt, spread, posts and lean of a profile after all its posts."""
    return tuple(  # type: ignore[return-value]
        float(part[row, -1]) for part in (level.mean, level.doubt, level.spread, level.posts, level.lean)
    )
