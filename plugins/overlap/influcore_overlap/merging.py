"""Walk over everybody in several sorted lists at once: who is in which of them.

The lists are cut into ranges of the hash that fit the cache and are worked off independently, by several threads where
it pays; counts of disjoint ranges add up, which is also how the work would split over machines. Within a range the
leading bits are known, so they make room for the number of the list: shift left, put the number into the low bits,
sort. No bit of the hash is lost.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from attrs import frozen

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .packing import Ids

T = TypeVar("T")
_RANGE = 1 << 16  # ids a range: half a megabyte, so that sorting stays in the cache
_SLICES = 1 << 18  # more slices than that cost more than they save
_SPAN = 1 << 23  # ids of a span of ranges, worked off by one thread
_THREADS_FROM = 1 << 20
_FEW = 64  # lists up to which a slice for every list and range is cheap
_PARTED_SPAN = 1 << 20  # ids that are parted at once: 34 MB of temporaries a thread


@frozen
class Ragged:
    """Rows of different lengths: person (or subset) *p* is in the lists ``owners[starts[p]:starts[p + 1]]``, ascending.

    Shape: ``starts`` has one place more than there are rows.
    """

    owners: NDArray[np.integer[Any]]
    starts: NDArray[np.intp]

    @property
    def lengths(self) -> NDArray[np.intp]:
        """How long each row is."""
        return np.diff(self.starts)


def each_range(lists: Sequence[Ids], work: Callable[[Iterator[Ragged]], T]) -> list[T]:
    """Do ``work`` on everybody, some ranges of the hash at a time; gives what it gave, in order of the ranges.

    Memory: ``work`` may keep 8 bytes a person of what it is handed, 8 M ids at most.
    """
    total = sum(map(len, lists))
    tag = max(1, (len(lists) - 1).bit_length())
    bits = max(0, (total // _RANGE).bit_length())
    tagged = bits > 0 and len(lists) << max(bits, tag) <= _SLICES
    bits = max(bits, tag) if tagged else bits
    workers = os.cpu_count() or 1 if total > _THREADS_FROM else 1
    spans = min(1 << bits, max(workers, -(-total // _SPAN)))
    if tagged and len(lists) > _FEW:
        return _each_parted(lists, work, bits, tag, workers)
    edges = _edges(lists, bits)
    merge = _merge_tagged if tagged else _merge

    def one(span: int) -> T:
        ranges = range((span << bits) // spans, ((span + 1) << bits) // spans)
        return work(merge(_piece(lists, edges, at), tag) for at in ranges)

    return _spread(one, spans, workers)


def _spread(one: Callable[[int], T], spans: int, workers: int) -> list[T]:
    if workers == 1:
        return [one(span) for span in range(spans)]
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(one, range(spans)))


def _each_parted(
    lists: Sequence[Ids], work: Callable[[Iterator[Ragged]], T], bits: int, tag: int, workers: int
) -> list[T]:
    """Do as `each_range` for many lists: a slice for every list and range would cost more than the sorting.

    All ids of a span are put together and parted into ranges by a linear sort of their leading bits.
    """
    few = min(bits, max(1, (sum(map(len, lists)) // _PARTED_SPAN).bit_length()))
    edges = _edges(lists, few)

    def ranges(span: int) -> Iterator[Ragged]:
        piece = _piece(lists, edges, span)
        if not piece:
            yield Ragged(np.empty(0, np.uint64), np.zeros(1, np.intp))
            return
        ids = np.concatenate([some for _, some in piece])
        part = (ids >> np.uint64(64 - bits)).astype(np.uint16)
        part -= np.uint16(span << (bits - few))
        ids <<= np.uint64(tag)
        ids |= np.repeat(np.array([n for n, _ in piece], np.uint64), [len(some) for _, some in piece])
        ids = ids[np.argsort(part, kind="stable")]
        at = 0
        for size in np.bincount(part).tolist():
            yield _told_apart(ids[at : at + size], tag)
            at += size

    return _spread(lambda span: work(ranges(span)), 1 << few, workers)


def _edges(lists: Sequence[Ids], bits: int) -> list[list[int]]:
    """Say where each range begins in each list, with the end of the list as one more."""
    bounds = np.arange(1, 1 << bits, dtype=np.uint64) << np.uint64(64 - bits) if bits else np.empty(0, np.uint64)
    return [[0, *np.searchsorted(ids, bounds).tolist(), len(ids)] for ids in lists]


def _piece(lists: Sequence[Ids], edges: list[list[int]], at: int) -> list[tuple[int, Ids]]:
    """Give the slice of each list that has any ids in one range, with the list's number."""
    return [(n, lists[n][e[at] : e[at + 1]]) for n, e in enumerate(edges) if e[at] < e[at + 1]]


def _merge_tagged(piece: list[tuple[int, Ids]], tag: int) -> Ragged:
    """Merge slices of one range, whose ids share at least ``tag`` leading bits."""
    merged = np.empty(sum(len(ids) for _, ids in piece), np.uint64)
    at, shift = 0, np.uint64(tag)
    for number, ids in piece:
        part = merged[at : at + len(ids)]
        np.left_shift(ids, shift, out=part)
        part |= np.uint64(number)
        at += len(ids)
    return _told_apart(merged, tag)


def _told_apart(merged: Ids, tag: int) -> Ragged:
    """Sort tagged ids, in place, and take them apart again."""
    shift = np.uint64(tag)
    merged.sort()
    owners = merged & np.uint64((1 << tag) - 1)
    merged >>= shift
    return Ragged(owners, _starts(merged))


def _merge(piece: list[tuple[int, Ids]], _: int) -> Ragged:
    """Merge slices however many and however spread they are."""
    if not piece:
        return Ragged(np.empty(0, np.uint64), np.zeros(1, np.intp))
    merged = np.concatenate([ids for _, ids in piece])
    numbers = np.repeat(np.array([n for n, _ in piece], np.uint64), [len(ids) for _, ids in piece])
    order = np.argsort(merged, kind="stable")
    return Ragged(numbers[order], _starts(merged[order]))


def _starts(merged: Ids) -> NDArray[np.intp]:
    new = np.flatnonzero(merged[1:] != merged[:-1]) + 1
    return np.concatenate(([0], new, [len(merged)])) if len(merged) else np.zeros(1, np.intp)
