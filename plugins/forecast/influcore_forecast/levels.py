"""Follow each creator's level through its posts: where it is, how sure that is, and how far pieces scatter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Column = NDArray[np.float64]

    from .grid import Matrix

# Chosen by rolling back-tests on Instagram 2017 and public figures 2020 (pinball loss of the log count; flat optima).
_LONG, _SHORT, _SHORT_SHARE = 0.95, 0.6, 0.3  # a post's weight against the next newer one, in two blended averages
_SPREAD_MEMORY = 0.99
_SPREAD_PSEUDO = 3.0  # posts that the population's spread counts for
_OUTLIER = 2.5  # a post further out than this many sd moves the level no more than that


@frozen(kw_only=True)
class Level:
    """What is believed before each post, and in the last column after all of them. Shape: [profile, post + 1].

    ``mean`` of log counts; ``doubt`` is the variance of the level, ``spread`` that of pieces around it; ``posts`` is
    how many have been seen; ``lean`` is the share of the prior in ``mean``.
    """

    mean: Matrix
    doubt: Matrix
    spread: Matrix
    posts: Matrix
    lean: Matrix


@frozen(kw_only=True)
class Start:
    """What is believed of each profile before its first post. ``doubt`` and ``spread`` are variances."""

    mean: Column
    doubt: Column
    spread: Column


def follow(logs: Matrix, start: Start, step: float) -> Level:
    """Update each profile's level post by post, all profiles at once.

    ``step`` is how much the level moves from post to post, as a share of the spread.
    """
    import numpy as np

    rows, columns = logs.shape
    out = np.full((5, rows, columns + 1), np.nan)
    weight, square, total, recent_weight, recent, scatter, scatter_weight, seen = np.zeros((8, rows))
    for place in range(columns + 1):
        spread = (scatter + _SPREAD_PSEUDO * start.spread) / (scatter_weight + _SPREAD_PSEUDO)
        effective = np.where(square > 0, weight**2 / np.maximum(square, 1e-12), 0.0)
        precision = effective / spread + 1 / start.doubt
        lean = 1 / start.doubt / precision
        own = (1 - _SHORT_SHARE) * _mean(total, weight) + _SHORT_SHARE * _mean(recent, recent_weight)
        mean = (1 - lean) * own + lean * start.mean
        doubt = 1 / precision + step * spread
        out[:, :, place] = mean, doubt, spread, seen, lean
        if place == columns:
            break
        there = np.isfinite(logs[:, place])
        sd = np.sqrt(spread + doubt)
        error = np.where(there, logs[:, place] - mean, 0.0)
        limit = np.where(seen >= 3, _OUTLIER, np.inf) * sd
        taken = mean + np.clip(error, -limit, limit)
        # Pieces scatter around the creator's own mean: against a prior that does not fit them all would look wild.
        around = np.clip(np.where(there, logs[:, place] - own, 0.0), -4 * sd, 4 * sd)
        squared = around**2 * effective / (effective + 1)
        weight = np.where(there, weight * _LONG + 1, weight)
        square = np.where(there, square * _LONG**2 + 1, square)
        total = np.where(there, total * _LONG + taken, total)
        recent_weight = np.where(there, recent_weight * _SHORT + 1, recent_weight)
        recent = np.where(there, recent * _SHORT + taken, recent)
        learns = there & (seen >= 1)
        scatter = np.where(learns, scatter * _SPREAD_MEMORY + squared, scatter)
        scatter_weight = np.where(learns, scatter_weight * _SPREAD_MEMORY + 1, scatter_weight)
        seen = seen + there
    return Level(mean=out[0], doubt=out[1], spread=out[2], posts=out[3], lean=out[4])


def _mean(total: Column, weight: Column) -> Column:
    import numpy as np

    return np.where(weight > 0, total / np.maximum(weight, 1e-12), 0.0)
