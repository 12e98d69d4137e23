"""What the subset histogram says: deduplicated, exclusive, shared, frequency, and the order by new people.

Words: *deduplicated* is the size of the union; *exclusive* follows only this one; *frequency* is the sum of the
audiences ÷ deduplicated; an overlap is a share *of* something, and which is always said: of A, of B, of the smaller
(the overlap coefficient), or of both together (Jaccard).
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import frozen

from .merging import Ragged
from .subsets import Subsets, select

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .subsets import Counts
_BLOCK = 1 << 22  # numbers of a block of subsets x lists: 32 MB
_DENSE = 7  # from a seventh of the lists on, a matrix product beats going through the pairs


@frozen
class Pair:
    """Two audiences. ``shared`` follow both; each share names what it is a share of, 0-1."""

    a: int
    b: int
    shared: int
    of_a: float
    of_b: float
    of_smaller: float
    jaccard: float


@frozen
class Step:
    """One step of the order by new people: ``new`` of them, ``total`` so far."""

    at: int
    new: int
    total: int


def deduplicated(found: Subsets) -> int:
    """Count different people: |A₁ ∪ … ∪ Aₙ|."""
    return int(found.counts.sum())


def frequencies(found: Subsets) -> Counts:
    """Count people by how many of the lists they are in. Shape: place *k* − 1 has those in exactly *k*."""
    return _added(found.lengths, found.counts, len(found.sizes) + 1)[1:]


def exclusive(found: Subsets) -> Counts:
    """Count the people of each list who are in no other: |Aᵢ \\ ∪ⱼ≠ᵢ Aⱼ|."""
    single = found.lengths == 1
    return _added(found.members[found.starts[:-1][single]], found.counts[single], len(found.sizes))


def shared(found: Subsets) -> Counts:
    """Count the people of every pair of lists, |Aᵢ ∩ Aⱼ|; the sizes are on the diagonal. Shape: lists x lists."""
    lists = len(found.sizes)
    lengths = found.lengths
    both = np.zeros((lists, lists), np.int64)
    table = Ragged(found.members, found.starts)
    for length in np.unique(lengths[(lengths > 1) & (lengths * _DENSE < lists)]).tolist():
        same = np.flatnonzero(lengths == length)
        low, high = np.triu_indices(length, 1)
        step = max(1, _BLOCK // len(low))
        for at in range(0, len(same), step):
            some = same[at : at + step]
            rows = select(table, some).owners.astype(np.intp).reshape(-1, length)
            pairs_in = (rows[:, low] * lists + rows[:, high]).ravel()
            both += _added(pairs_in, np.repeat(found.counts[some], len(low)), lists * lists).reshape(lists, lists)
    both += both.T
    for rows_in, weights in blocks(found, np.flatnonzero((lengths > 1) & (lengths * _DENSE >= lists))):
        both += np.rint(rows_in.T @ (rows_in * weights[:, None])).astype(np.int64)
    np.fill_diagonal(both, found.sizes)
    return both


def pairs(found: Subsets) -> tuple[Pair, ...]:
    """Compare every two lists."""
    both, sizes = shared(found), found.sizes.tolist()
    return tuple(
        _pair(a, b, int(both[a, b]), sizes[a], sizes[b]) for a in range(len(sizes)) for b in range(a + 1, len(sizes))
    )


def by_new_people(found: Subsets) -> tuple[Step, ...]:
    """Order the lists so that each adds the most people who are in none before; ties go to the first.

    Source: greedy maximum coverage, at least 1 − 1/e of the best choice of that many (Nemhauser, Wolsey and
    Fisher 1978); evaluated lazily (Minoux 1978), which gives the same order.
    """
    lists = len(found.sizes)
    by_list = np.argsort(found.members.astype(np.uint16), kind="stable")  # radix: 16 bits sort in linear time
    subset_of = np.repeat(np.arange(len(found.counts)), found.lengths)[by_list]
    edges = np.searchsorted(found.members[by_list], np.arange(lists + 1))
    left = found.counts.copy()
    heap = [(-size, at) for at, size in enumerate(found.sizes.tolist())]
    heapq.heapify(heap)
    steps: list[Step] = []
    total = 0
    while heap:
        _, at = heapq.heappop(heap)
        mine = subset_of[edges[at] : edges[at + 1]]
        new = int(left[mine].sum())
        if heap and (-new, at) > heap[0]:  # what was known of it is outdated: gains only ever fall
            heapq.heappush(heap, (-new, at))
            continue
        total += new
        left[mine] = 0
        steps.append(Step(at, new, total))
    return tuple(steps)


def blocks(
    found: Subsets, which: NDArray[np.intp], step: int = 0
) -> Iterator[tuple[NDArray[np.float64], NDArray[np.float64]]]:
    """Give subsets as rows of ones and zeros with their counts, ``step`` at a time.

    Shape: (subsets, lists) and (subsets,).
    """
    step = step or max(1, _BLOCK // max(1, len(found.sizes)))
    table = Ragged(found.members, found.starts)
    for at in range(0, len(which), step):
        some = which[at : at + step]
        rows = select(table, some)
        ones = np.zeros((len(some), len(found.sizes)))
        ones[np.repeat(np.arange(len(some)), rows.lengths), rows.owners] = 1.0
        yield ones, found.counts[some].astype(np.float64)


def _added(places: NDArray[np.integer[Any]], counts: Counts, size: int) -> Counts:
    """Add up counts by place; float64 sums are exact up to 2⁵³ people."""
    return np.bincount(places, weights=counts, minlength=size).astype(np.int64)


def _pair(a: int, b: int, both: int, size_a: int, size_b: int) -> Pair:
    def share(whole: int) -> float:
        return both / whole if whole else 0.0

    return Pair(a, b, both, share(size_a), share(size_b), share(min(size_a, size_b)), share(size_a + size_b - both))
