"""How right would the forecasts have been? Rolling origins over a history, against the creator's own last ten posts.

Each forecast uses only the posts before it; what creators have in common comes from creators of other folds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from influcore.measures import History, Worlds

from .cleaning import medians
from .fitting import Series, State, fit
from .grid import FOLDS, fold_of
from .shapes import CLASSES, normal_knots, probabilities

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from .grid import Matrix

LEVELS = (0.5, 0.8, 0.95)
QUANTILES = (0.1, 0.5, 0.9)
_LATEST = 10


@frozen(kw_only=True)
class Score:
    """How one metric of one platform was forecast. Pinball losses are means over QUANTILES of the log count.

    ``coverage`` holds the share of counts inside the intervals of LEVELS, ``sums`` that of totals of the next posts
    inside 80 %. ``error`` and ``plain_error`` are median absolute percentage errors of the middles. ``tier`` '' is all.
    """

    platform: str
    metric: str
    creators: int
    forecasts: int
    pinball: float
    plain_pinball: float
    coverage: tuple[float, ...]
    plain_coverage: tuple[float, ...]
    sums: float
    error: float
    plain_error: float
    tier: str = ""

    @property
    def ratio(self) -> float:
        """Say how large the loss is against the last ten posts'; below 1 is better."""
        return self.pinball / self.plain_pinball


def backtest(history: History, *, fewest: int = 3, together: int = 5) -> tuple[Score, ...]:
    """Score every metric whose posts are known, on posts with at least ``fewest`` earlier ones."""
    state = fit(history)
    scores = (score(state, series, fewest=fewest, together=together) for series in state.series.values())
    return tuple(s for s in scores if s is not None)


def by_tier(history: History, *, fewest: int = 3) -> tuple[Score, ...]:
    """Score every metric for each size of creator by itself."""
    state = fit(history)
    found = (
        score(state, series, fewest=fewest, tier=tier)
        for series in state.series.values()
        for tier in sorted({p.tier for p in series.grid.profiles if p.tier})
    )
    return tuple(s for s in found if s is not None)


def score(state: State, series: Series, *, fewest: int = 3, together: int = 5, tier: str = "") -> Score | None:
    """Score one series, of one ``tier`` or of all creators; None where nothing can be forecast."""
    import numpy as np

    columns = series.logs.shape[1]
    if series.grid.kind != "feed" or not columns:
        return None
    raw = series.logs + series.effects
    use = np.isfinite(raw) & (series.level.posts[:, :columns] >= fewest)
    if tier:
        use &= np.array([p.tier == tier for p in series.grid.profiles])[:, None]
    if not use.any():
        return None
    truth = raw[use]
    tails = [(1 - level) / 2 for level in LEVELS]
    wanted = (*QUANTILES, *tails, *(1 - t for t in tails))
    model = _quantiles(series, use, wanted) + series.effects[use][:, None]
    plain = _recent(raw, use, wanted)
    inside = len(QUANTILES)
    return Score(
        platform=series.grid.platform,
        metric=series.metric,
        creators=int(use.any(axis=1).sum()),
        forecasts=int(use.sum()),
        pinball=pinball(truth, model[:, :inside]),
        plain_pinball=pinball(truth, plain[:, :inside]),
        coverage=_coverage(truth, model[:, inside:]),
        plain_coverage=_coverage(truth, plain[:, inside:]),
        sums=_sums(series, raw, use, together),
        error=_error(truth, model[:, 1]),
        plain_error=_error(truth, plain[:, 1]),
        tier=tier,
    )


def pinball(truth: NDArray[np.float64], quantiles: Matrix) -> float:
    """Give the mean pinball loss over QUANTILES. Shape: ``quantiles`` is [forecast, quantile]."""
    import numpy as np

    gap = truth[:, None] - quantiles
    level = np.array(QUANTILES)
    return float(np.maximum(level * gap, (level - 1) * gap).mean())


def _coverage(truth: NDArray[np.float64], bounds: Matrix) -> tuple[float, ...]:
    half = len(LEVELS)
    return tuple(float(((truth >= bounds[:, i]) & (truth <= bounds[:, half + i])).mean()) for i in range(half))


def _error(truth: NDArray[np.float64], middle: NDArray[np.float64]) -> float:
    import numpy as np

    actual = np.expm1(truth)
    some = actual > 0
    off = np.abs(np.expm1(middle[some]) - actual[some]) / actual[some]
    return float(medians(off[None, :])[0])


def _rows(series: Series) -> tuple[NDArray[np.int32], NDArray[np.intp]]:
    """Give each profile's fold, and the class of each place of its level."""
    import numpy as np

    folds = np.array([fold_of(p.id) for p in series.grid.profiles], dtype=np.int32)
    return folds, np.searchsorted([last for _, last in CLASSES], series.level.posts)


def _quantiles(series: Series, use: NDArray[np.bool_], wanted: tuple[float, ...]) -> Matrix:
    import numpy as np

    columns = series.logs.shape[1]
    folds, classes = _rows(series)
    sd = np.sqrt(series.level.doubt + series.level.spread)[:, :columns]
    out = np.empty((int(use.sum()), len(wanted)))
    fold, kind = np.broadcast_to(folds[:, None], use.shape)[use], classes[:, :columns][use]
    for number in range(len(CLASSES)):
        for left_out in range(FOLDS):
            here = (fold == left_out) & (kind == number)
            out[here] = np.interp(wanted, probabilities(), series.shapes[number, left_out][1:-1])
    middle: Matrix = series.level.mean[:, :columns][use][:, None] + sd[use][:, None] * out
    return middle


def _recent(raw: Matrix, use: NDArray[np.bool_], wanted: tuple[float, ...]) -> Matrix:
    """Give the quantiles of each profile's last ten known counts before each place."""
    import numpy as np

    out = []
    for row in np.flatnonzero(use.any(axis=1)):
        known = np.flatnonzero(np.isfinite(raw[row]))
        for place in np.flatnonzero(use[row]):
            before = known[known < place][-_LATEST:]
            out.append(np.quantile(raw[row, before], wanted))
    return np.array(out)


def _sums(series: Series, raw: Matrix, use: NDArray[np.bool_], together: int) -> float:
    """Give the share of totals of the next posts inside 80 %, drawn as the model draws them; nan if there are none."""
    import numpy as np

    worlds = Worlds(500, 1)
    level = worlds.normal("backtest/level")
    pieces = np.stack([worlds.normal(f"backtest/piece/{i}") for i in range(together)])
    folds, classes = _rows(series)
    hits = []
    for row in np.flatnonzero(use.any(axis=1)):
        places = np.flatnonzero(use[row])
        for place in places[: max(len(places) - together + 1, 0) : together]:
            ahead = places[places >= place][:together]
            doubt, spread = series.level.doubt[row, place], series.level.spread[row, place]
            sd = np.sqrt(doubt + spread)
            where = (np.sqrt(doubt) * level + np.sqrt(spread) * pieces) / sd
            shape = series.shapes[int(classes[row, place]), int(folds[row])]
            logs = series.level.mean[row, place] + sd * np.interp(where, normal_knots(), shape)
            total = np.expm1(logs + series.effects[row, ahead][:, None]).sum(axis=0)
            low, high = np.quantile(total, (0.1, 0.9))
            hits.append(low <= np.expm1(raw[row, ahead]).sum() <= high)
    return float(np.mean(hits)) if hits else float("nan")
