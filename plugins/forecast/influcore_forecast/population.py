"""What creators have in common: how far published figures are off here, how creators differ, how pieces scatter.

Each is the dated file's figure, moved by the workspace's own histories as far as they weigh; a creator is never
judged by a population that it is part of itself (five folds by profile).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from attrs import frozen

from .cleaning import medians
from .grid import Grid
from .levels import Start
from .rates import rate, steps
from .sources import Priors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from .grid import Matrix
    from .levels import Column

FLAT = 1e4  # variance of a level about which nothing is known
_PSEUDO = 5.0  # creators that a figure of the file counts for, where it is not given by the figure's uncertainty
_FEWEST = 3.0  # creators needed where there is no published figure
_PLAIN_SD = 1.0  # sd of creators where nobody has published one (our assumption)


@frozen(kw_only=True)
class Facts:
    """Plain facts of each profile for one metric. Shape: [profile]."""

    mean: Column
    variance: Column
    posts: Column
    weight: Column
    followers: Column
    base: Column
    sd_shared: Column
    sd_creator: Column
    tiers: tuple[str, ...]
    tier: NDArray[np.int32]


@frozen(kw_only=True)
class Population:
    """What a set of creators says. ``offset`` moves published rates; ``doubt`` and ``shared`` are variances.

    ``plain`` is (mean, variance) of levels regardless of followers, or None where there are too few creators.
    """

    offset: float
    tiers: dict[str, float]
    doubt: float
    shared: float
    spread: float
    plain: tuple[float, float] | None
    creators: float
    rated: bool


def facts(grid: Grid, metric: str, logs: Matrix, priors: Priors) -> Facts:
    """Gather what the population is estimated from. Old histories weigh less: tastes and algorithms move on."""
    import numpy as np

    posts = np.isfinite(logs).sum(axis=1).astype(np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.nansum(logs, axis=1) / posts
        variance = np.nansum((logs - mean[:, None]) ** 2, axis=1) / (posts - 1)
    years = np.nan_to_num(grid.now - grid.last, nan=priors.number("drift", "population_halflife"))
    weight = 0.5 ** (np.maximum(years, 0) / priors.number("drift", "population_halflife"))
    followers = np.array([p.followers or np.nan for p in grid.profiles], dtype=np.float64)
    names = tuple(sorted({p.tier for p in grid.profiles}))
    base, sd_shared, sd_creator = _published(grid, metric, followers, priors)
    return Facts(
        mean=mean,
        variance=np.where(posts >= 4, variance, np.nan),
        posts=posts,
        weight=np.where(posts > 0, weight, 0.0),
        followers=np.log(followers),
        base=base,
        sd_shared=sd_shared,
        sd_creator=sd_creator,
        tiers=names,
        tier=np.array([names.index(p.tier) for p in grid.profiles], dtype=np.int32),
    )


def _published(grid: Grid, metric: str, followers: Column, priors: Priors) -> tuple[Column, Column, Column]:
    """Look the published rates up, once for each band of followers: log rate, and its two uncertainties."""
    import numpy as np

    cuts = steps(priors, grid.platform, grid.kind)
    within = (*cuts, 2 * cuts[-1]) if cuts else (1.0,)
    rates = [rate(priors, grid.platform, grid.kind, metric, above - 0.5) for above in within]
    table = np.array([(r.log, r.sd_shared, r.sd_creator) if r else (np.nan,) * 3 for r in rates])
    found = table[np.digitize(followers, cuts)] if cuts else np.repeat(table, len(followers), axis=0)
    found[~np.isfinite(followers)] = np.nan
    return found[:, 0], found[:, 1], found[:, 2]


def population(of: Facts, chosen: NDArray[np.bool_], file_spread: float) -> Population:
    """Estimate what the chosen creators have in common."""
    import numpy as np

    spread = _spread(of, chosen, file_spread)
    weight = np.where(chosen & (of.posts > 0), of.weight, 0.0)
    plain = _plain(of.mean, weight)
    has_rate = bool(np.isfinite(of.base).any())
    base = of.base if has_rate else np.zeros_like(of.base)
    gap = of.mean - of.followers - base
    use = np.where(np.isfinite(gap), weight, 0.0)
    gap = np.where(use > 0, gap, 0.0)
    total = float(use.sum())
    file_sd = max(float(np.nanmedian(of.sd_creator)), 0.1) if has_rate else _PLAIN_SD
    shared = float(np.nanmedian(of.sd_shared)) ** 2 if has_rate else 0.0
    pseudo = file_sd**2 / shared if shared else 0.0
    if total + pseudo == 0:
        return Population(offset=0.0, tiers={}, doubt=FLAT, shared=0.0, spread=spread, plain=plain, creators=0.0,
                          rated=False)  # fmt: skip
    offset = float((use * gap).sum() / (total + pseudo))
    tiers = _tiers(of, use, gap - offset)
    rest = gap - offset - column(tiers, of)
    noise = spread**2 / np.maximum(of.posts, 1.0)
    doubt = ((use * (rest**2 - noise)).sum() + _PSEUDO * file_sd**2) / (total + _PSEUDO)
    doubt = max(float(doubt), (0.2 * file_sd) ** 2)
    return Population(
        offset=offset,
        tiers=tiers,
        doubt=doubt,
        shared=shared * pseudo / (total + pseudo) if shared else doubt / max(total, 1e-9),
        spread=spread,
        plain=plain,
        creators=total,
        rated=has_rate or total >= _FEWEST,
    )


def start_of(of: Facts, told: Population, rows: NDArray[np.bool_], start: Start, rated: NDArray[np.bool_]) -> None:
    """Write what a population says of these profiles into ``start``, and into ``rated`` whether by followers."""
    import numpy as np

    base = np.where(np.isfinite(of.base), of.base, np.nan if np.isfinite(of.base).any() else 0.0)
    mean = of.followers + base + told.offset + column(told.tiers, of)
    by_rate = np.isfinite(mean) & told.rated
    flat_mean, flat_doubt = told.plain or (0.0, FLAT)
    start.mean[rows] = np.where(by_rate, mean, flat_mean)[rows]
    start.doubt[rows] = np.where(by_rate, told.doubt, flat_doubt)[rows]
    start.spread[rows] = told.spread**2
    rated[rows] = by_rate[rows]


def _spread(of: Facts, chosen: NDArray[np.bool_], file_spread: float) -> float:
    """Blend the typical spread of creators' pieces with the file's, on the logarithm."""
    import numpy as np

    own = of.variance[chosen & np.isfinite(of.variance)]
    if not own.size:
        return file_spread
    typical = float(np.sqrt(medians(own[None, :])[0])) * 1.05
    blended = (own.size * np.log(max(typical, 0.02)) + _PSEUDO * np.log(file_spread)) / (own.size + _PSEUDO)
    return float(np.exp(blended))


def _plain(mean: Column, weight: Column) -> tuple[float, float] | None:
    import numpy as np

    weight = (weight > 0).astype(np.float64)  # levels regardless of followers: a matter of who is here, not of when
    total = float(weight.sum())
    if total < _PSEUDO:
        return None
    middle = float(np.nansum(weight * mean) / total)
    return middle, float(np.nansum(weight * (mean - middle) ** 2) / (total - 1)) + _PLAIN_SD**2 / total


def _tiers(of: Facts, use: Column, gap: Column) -> dict[str, float]:
    import numpy as np

    size = len(of.tiers)
    weight = np.bincount(of.tier, use, size)
    total = np.bincount(of.tier, use * gap, size)
    return {name: float(total[i] / (weight[i] + _PSEUDO)) for i, name in enumerate(of.tiers) if weight[i] > 0}


def column(tiers: Mapping[str, float], of: Facts) -> Column:
    """Give each profile its tier's number, 0 where the tier has none."""
    import numpy as np

    return np.array([tiers.get(name, 0.0) for name in of.tiers] or [0.0])[of.tier]
