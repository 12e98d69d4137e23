"""Means over recent posts, as lists and media kits state them: evidence of a level where posts are missing."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from attrs import frozen

from influcore.measures import History

from .grid import Grid
from .levels import Start
from .sources import Priors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from .levels import Column

_MOST_SKEW = 1.0  # a mean above its median by more than this spread's says little about the spread


@frozen(kw_only=True)
class Told:
    """Beliefs after the averages, before any post. ``given`` marks whose; ``day`` when it was stated; ``lean`` as in
    `Level`."""

    mean: Column
    doubt: Column
    given: NDArray[np.bool_]
    day: Column
    lean: Column


def told(history: History, grid: Grid, metric: str, start: Start, priors: Priors) -> Told:
    """Move the prior of profiles that have an average and next to no posts.

    A mean of n log-normal counts estimates median × exp(spread ÷ 2), with a variance of (exp(spread) − 1) ÷ n on the
    logarithm; since then the level has drifted back towards the prior.
    """
    import numpy as np

    answer = Told(
        mean=start.mean.copy(),
        doubt=start.doubt.copy(),
        given=np.zeros(len(grid.profiles), dtype=bool),
        day=np.full(len(grid.profiles), np.nan),
        lean=np.ones(len(grid.profiles)),
    )
    if grid.kind != "feed":
        return answer
    counts = grid.counts.get(metric)
    posts = np.isfinite(counts).sum(axis=1) if counts is not None else np.zeros(len(grid.profiles))
    for row, profile in enumerate(grid.profiles):
        mean, day = history.averages.get((profile.id, metric), (0.0, math.nan))
        if posts[row] >= 3 or not 0 < mean < math.inf:
            continue
        spread = min(float(start.spread[row]), _MOST_SKEW)
        noise = (math.exp(spread) - 1) / priors.number("averages", "posts")
        precision = 1 / noise + 1 / start.doubt[row]
        answer.lean[row] = 1 / start.doubt[row] / precision
        answer.mean[row] = (1 - answer.lean[row]) * (math.log1p(mean) - spread / 2) + (
            answer.lean[row] * start.mean[row]
        )
        answer.doubt[row] = 1 / precision
        answer.given[row], answer.day[row] = True, day
    return answer
