"""The shape of errors: pooled, cross-fitted quantiles of standardised one-step forecasts, over the dated file's."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from statistics import NormalDist
from typing import TYPE_CHECKING

from .grid import FOLDS
from .levels import Level
from .sources import Priors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Knots = NDArray[np.float64]

    from .grid import Matrix

# Errors are pooled by how many posts had been seen: (first, last).
CLASSES = ((0, 0), (1, 1), (2, 3), (4, 1 << 30))
AHEAD = 3  # plans are rarely about the very next post, so errors of the next three count
_PSEUDO = 100.0  # errors that the file's shape counts for
_MOST = 8_000  # errors pooled of a class: sorting more costs time and moves no quantile
_END, _STEP = 3.5, 0.01
Shapes = Mapping[tuple[int, int], "Knots"]


@lru_cache(maxsize=1)
def probabilities() -> tuple[float, ...]:
    return (0.005, 0.01, *(round(0.025 * i, 3) for i in range(1, 40)), 0.99, 0.995)


@lru_cache(maxsize=1)
def normal_knots() -> Knots:
    """Give the standard normal places of the knots of a shape, with one more at each end."""
    import numpy as np

    return np.array([-_END, *(NormalDist().inv_cdf(p) for p in probabilities()), _END])


def file_shape(priors: Priors) -> Knots:
    """Give the dated file's shape at the knots."""
    import numpy as np

    places = [NormalDist().inv_cdf(p) for p in priors.numbers("shape", "probabilities")]
    inner = np.interp(normal_knots()[1:-1], places, priors.numbers("shape", "quantiles"))
    return _with_ends(inner)


def errors_at(shape: Knots, places: NDArray[np.float32]) -> NDArray[np.float32]:
    """Turn standard normal places into errors; a fine lattice is three times faster than a search among the knots."""
    import numpy as np

    steps = int(2 * _END / _STEP)
    lattice = np.interp(np.linspace(-_END, _END, steps + 1), normal_knots(), shape).astype(np.float32)
    at = np.clip((places + np.float32(_END)) / np.float32(_STEP), 0, steps - 1e-3).astype(np.float32)
    low = at.astype(np.int32)
    below = lattice[low]
    found: NDArray[np.float32] = below + (lattice[low + 1] - below) * (at - low)
    return found


def class_of(posts: float) -> int:
    """Say to which class a profile with so many posts belongs."""
    return next(number for number, (_, last) in enumerate(CLASSES) if posts <= last)


def shapes(logs: Matrix, level: Level, known: NDArray[np.bool_], folds: NDArray[np.int32], priors: Priors) -> Shapes:
    """Pool standardised errors by class and fold; fold f holds everybody's but those of fold f, FOLDS all of them."""
    import numpy as np

    errors, seen, fold = _errors(logs, level, known, folds)
    plain = file_shape(priors)
    found = {}
    for number, (first, last) in enumerate(CLASSES):
        inside = np.flatnonzero((seen >= first) & (seen <= last))
        inside = inside[:: max(1, len(inside) // _MOST)]
        own, of_fold = errors[inside], fold[inside]
        for left_out in range(FOLDS + 1):
            found[number, left_out] = _blend(own[of_fold != left_out], plain)
    return found


def _errors(
    logs: Matrix, level: Level, known: NDArray[np.bool_], folds: NDArray[np.int32]
) -> tuple[Matrix, Matrix, NDArray[np.int32]]:
    import numpy as np

    sd = np.sqrt(level.doubt + level.spread)
    groups: list[tuple[Matrix, Matrix, NDArray[np.int32]]] = []
    for ahead in range(min(AHEAD, logs.shape[1])):
        columns = logs.shape[1] - ahead
        error = (logs[:, ahead:] - level.mean[:, :columns]) / sd[:, :columns]
        seen = level.posts[:, :columns]
        # Before the first post an error says something only where a prior said something.
        use = np.isfinite(error) & ((seen > 0) | known[:, None])
        groups.append((error[use], seen[use], np.broadcast_to(folds[:, None], error.shape)[use]))
    if not groups:
        return np.empty(0), np.empty(0), np.empty(0, dtype=np.int32)
    errors, seen, fold = (np.concatenate(column) for column in zip(*groups, strict=True))
    return errors, seen, fold


def _blend(errors: Matrix, plain: Knots) -> Knots:
    import numpy as np

    if not errors.size:
        return plain
    own = np.quantile(errors, probabilities())
    share = errors.size / (errors.size + _PSEUDO)
    return _with_ends(share * own + (1 - share) * plain[1:-1])


def _with_ends(inner: Knots) -> Knots:
    """Carry the outermost slope on to ±3.5 sd, so that no tail stops at the last quantile."""
    import numpy as np

    places = normal_knots()
    low = inner[0] - (places[1] - places[0]) * max((inner[2] - inner[0]) / (places[3] - places[1]), 0.1)
    high = inner[-1] + (places[-1] - places[-2]) * max((inner[-1] - inner[-3]) / (places[-2] - places[-4]), 0.1)
    return np.array([low, *inner, high])
