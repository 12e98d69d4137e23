"""The one question behind every answer about overlap: how many people follow exactly these, and nobody else here?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import frozen

from .merging import Ragged, each_range

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .packing import Ids

    Counts = NDArray[np.int64]
_BITS = 64
_ROWS = 1 << 16


@frozen(eq=False)
class Subsets:
    """The subset histogram of several lists: ``counts[s]`` people are in exactly the lists ``members[starts[s]:…]``.

    Shape: ``sizes`` has one place a list; ``starts`` one more than there are subsets; members ascend within a subset.
    Subsets of one list come first, by list. None is empty, and nobody is counted twice.
    """

    sizes: Counts
    counts: Counts
    starts: NDArray[np.intp]
    members: NDArray[np.intp]

    @property
    def lengths(self) -> NDArray[np.intp]:
        """How many lists each subset has."""
        return np.diff(self.starts)

    def of(self, subset: int) -> tuple[int, ...]:
        """Give the lists of one subset."""
        return tuple(self.members[self.starts[subset] : self.starts[subset + 1]].tolist())

    def largest(self, limit: int) -> list[tuple[tuple[int, ...], int]]:
        """Give the subsets with the most people, and how many."""
        order = np.argsort(-self.counts, kind="stable")[:limit]
        return [(self.of(s), int(self.counts[s])) for s in order.tolist()]


def subsets(lists: Sequence[Ids]) -> Subsets:
    """Count everybody by the lists they are in. ``lists`` are sorted and without doubles."""
    sizes = np.array([len(ids) for ids in lists], np.int64)
    return _by_masks(lists, sizes) if len(lists) <= _BITS else _by_sums(lists, sizes)


def _by_masks(lists: Sequence[Ids], sizes: Counts) -> Subsets:
    """Count by bit masks: bit *i* is set for who is in list *i*."""

    def count(ranges: Iterator[Ragged]) -> tuple[Ids, Counts]:
        sums = np.concatenate([_sums(_masks(people), people) for people in ranges])
        sums.sort()
        first = _firsts(sums)
        return sums[first], np.diff(first, append=len(sums))

    masks, counts, _ = _added(each_range(lists, count))
    return from_masks([masks], counts, sizes, _BITS)


def from_masks(masks: Sequence[Ids], counts: Counts, sizes: Counts, bits: int) -> Subsets:
    """Make the histogram from bit masks, one array for each ``bits`` lists. Shape: [subset] each."""
    lengths = np.sum([np.bitwise_count(mask).astype(np.intp) for mask in masks], axis=0)
    order = np.argsort(lengths > 1, kind="stable")
    lengths = lengths[order]
    ordered = [mask[order] for mask in masks]
    places = np.arange(bits, dtype=np.uint64)
    members = [
        np.nonzero(np.hstack([(mask[at : at + _ROWS, None] >> places) & np.uint64(1) for mask in ordered]))[1]
        for at in range(0, max(1, len(order)), _ROWS)
    ]
    starts = np.concatenate(([0], np.cumsum(lengths)))
    return Subsets(sizes=sizes, counts=counts[order], starts=starts, members=np.concatenate(members))


def _by_sums(lists: Sequence[Ids], sizes: Counts) -> Subsets:
    """Count more lists than a mask has bits by the sum of one random 64-bit number a list.

    Exact unless two of *m* subsets have one sum, a chance below m² ÷ 2⁶⁵. Whoever is in one list only, often most
    people, is counted by list; sums are made range by range, while the range is in the cache.
    """
    signs = np.random.Generator(np.random.PCG64(0)).integers(1, 1 << 64, len(lists), np.uint64)

    def count(ranges: Iterator[Ragged]) -> tuple[Ids, Counts, Ragged, Counts]:
        alone, several, found = np.zeros(len(lists), np.int64), [], []
        for people in ranges:
            lengths = people.lengths
            single = people.owners[people.starts[:-1][lengths == 1]]
            alone += np.bincount(single.astype(np.intp), minlength=len(lists))
            rest = _kept(people, lengths > 1, kind)
            several.append(rest)
            found.append(_sums(signs[rest.owners], rest))
        table, sums = _stacked(several), np.concatenate(found)
        order = np.argsort(sums)
        sums = sums[order]
        first = _firsts(sums)
        return sums[first], np.diff(first, append=len(sums)), select(table, order[first]), alone

    kind = np.uint16 if len(lists) < 1 << 16 else np.uint32
    tallies = each_range(lists, count)
    _, counts, first = _added([(found, count) for found, count, _, _ in tallies])
    rows = select(_stacked([examples for _, _, examples, _ in tallies]), first)
    alone = np.sum([single for _, _, _, single in tallies], axis=0)
    there = np.flatnonzero(alone)
    return Subsets(
        sizes=sizes,
        counts=np.concatenate((alone[there], counts)),
        starts=np.concatenate((np.arange(len(there)), rows.starts + len(there))),
        members=np.concatenate((there, rows.owners.astype(np.intp))),
    )


def _masks(people: Ragged) -> Ids:
    return np.uint64(1) << people.owners.astype(np.uint64, copy=False)


def _sums(numbers: Ids, people: Ragged) -> Ids:
    """Add up one number a place for each person. Differences of running sums, twice as fast as ``reduceat``."""
    running = np.concatenate((np.zeros(1, np.uint64), np.cumsum(numbers, out=numbers)))
    return np.diff(running[people.starts])


def _firsts(keys: Ids) -> NDArray[np.intp]:
    """Say where each key comes first in a sorted array."""
    return np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))[: len(keys)])


def _added(tallies: Sequence[tuple[Ids, Counts]]) -> tuple[Ids, Counts, NDArray[np.intp]]:
    """Add up counts by key over spans, each with its keys in order; gives also where each key comes first."""
    keys = np.concatenate([found for found, _ in tallies])
    order = np.argsort(keys, kind="stable")  # merges what is in order already
    keys = keys[order]
    first = _firsts(keys)
    running = np.concatenate(([0], np.cumsum(np.concatenate([counts for _, counts in tallies])[order])))
    return keys[first], np.diff(running[np.append(first, len(keys))]), order[first]


def _kept(rows: Ragged, wanted: NDArray[np.bool_], kind: type[np.integer[Any]]) -> Ragged:
    """Keep some rows in their order: cheaper than `select`, which can change it."""
    lengths = rows.lengths
    owners = rows.owners[np.repeat(wanted, lengths)].astype(kind)
    return Ragged(owners, np.concatenate(([0], np.cumsum(lengths[wanted]))))


def _stacked(tables: Sequence[Ragged]) -> Ragged:
    offsets = np.cumsum([0] + [len(t.owners) for t in tables])
    starts = [t.starts[:-1] + offset for t, offset in zip(tables, offsets, strict=False)]
    return Ragged(np.concatenate([t.owners for t in tables]), np.concatenate([*starts, offsets[-1:]]))


def select(rows: Ragged, which: NDArray[np.intp]) -> Ragged:
    """Take some rows of a ragged table."""
    lengths = rows.lengths[which]
    starts = np.concatenate(([0], np.cumsum(lengths)))
    places = np.repeat(rows.starts[which] - starts[:-1], lengths) + np.arange(starts[-1])
    return Ragged(rows.owners[places], starts)
