"""What is certain of a union, and what is likely, when some of its lists can not be seen."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
_GOLDEN = 0.6180339887498949


def frechet(sizes: Numbers) -> tuple[Numbers, Numbers]:
    """Bound a union by the largest part and by the sum: max|Aᵢ| ≤ |∪A| ≤ Σ|Aᵢ|.

    Source: Fréchet 1935. Shape: ``sizes`` is [part, world]; both bounds are [world].
    """
    return sizes.max(axis=0), sizes.sum(axis=0)


def hunter(sizes: Sequence[float], shared: Mapping[tuple[int, int], float]) -> float:
    """Bound a union from above where some pairs are known: Σ|Aᵢ| − the maximum spanning forest of |Aᵢ ∩ Aⱼ|.

    Source: Hunter, *An upper bound for the probability of a union*, J. Appl. Prob. 13 (1976). Pairs that are not known
    count as disjoint, so without any it is Fréchet's bound.
    """
    return sum(sizes) - sum(shared[pair] for pair in forest(len(sizes), shared))


def forest(nodes: int, weights: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """Choose the edges of the maximum spanning forest. Source: Kruskal 1956."""
    root = list(range(nodes))

    def find(at: int) -> int:
        while root[at] != at:
            root[at] = at = root[root[at]]
        return at

    chosen = []
    for a, b in sorted(weights, key=lambda pair: -weights[pair]):
        if find(a) != find(b):
            root[find(a)] = find(b)
            chosen.append((a, b))
    return chosen


def sainsbury(sizes: Numbers, universe: float) -> Numbers:
    """Estimate a union as if the parts were drawn independently from a universe: N·(1 − Π(1 − |Aᵢ|/N)).

    Source: Sainsbury's formula for the reach of several media (Caffyn and Sagovsky 1963). Shape: as `frechet`.
    In an infinite universe nobody is met twice.
    """
    if math.isinf(universe):
        return np.asarray(sizes.sum(axis=0))
    with np.errstate(divide="ignore"):
        left: Numbers = np.log1p(-np.minimum(sizes / universe, 1.0)).sum(axis=0)
    return np.asarray(-universe * np.expm1(left))


def implied_universe(sizes: Sequence[int], union: int) -> float:
    """Find the universe in which Sainsbury's formula gives a union that was counted; infinite if nothing is shared.

    So lists that are known say how strongly audiences of this kind overlap. Found by bisection: the estimate grows with
    the universe, from the largest part to the sum.
    """
    parts = np.array(sizes, np.float64)[:, None]
    low, high = float(max(sizes)), float(max(sizes))
    if union >= sum(sizes):
        return math.inf
    while sainsbury(parts, high)[0] < union:
        high *= 2
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if sainsbury(parts, middle)[0] < union else (low, middle)
    return high


def spread(low: Numbers, high: Numbers) -> Numbers:
    """Place worlds evenly between two bounds, for want of any knowledge; a single world lies in the middle."""
    return low + (high - low) * ((0.5 + _GOLDEN * np.arange(low.size)) % 1.0)
