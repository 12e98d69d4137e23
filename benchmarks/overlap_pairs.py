"""How long does the whole overlap of some creators take, against `numpy.sort` of as many 64-bit numbers?

All pairs, exclusive, deduplicated, frequency, order by new people and the full subset histogram, from sorted lists in
memory. Audiences are skewed: a few creators have most of the edges, a few people follow most of the creators.

    python benchmarks/overlap_pairs.py [EDGES] [--creators N] [--people N] [--rounds N]
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time

import numpy as np

from influcore_overlap import answers
from influcore_overlap.packing import cut, pack
from influcore_overlap.subsets import subsets

TARGET = 2.0


def draw_lists(creators: int, edges: int, people: int) -> list[np.ndarray]:
    """Draw sorted lists of hashes."""
    chance = np.random.default_rng(0)
    hashes = chance.integers(1, 2**64, people, np.uint64)
    share = 1 / np.arange(1, creators + 1) ** 0.8
    lists = []
    for wanted in (edges * share / share.sum()).astype(int):
        followers = np.empty(0, np.intp)
        while len(followers) < wanted:
            more = (people * chance.random(int(wanted * 1.3)) ** 2).astype(np.intp)
            followers = np.unique(np.concatenate((followers, more)))
        lists.append(np.sort(hashes[chance.permutation(followers)[:wanted]]))
    return lists


def everything(lists: list[np.ndarray]) -> int:
    """Work out all answers; gives the number of different subsets."""
    found = subsets(lists)
    answers.pairs(found), answers.exclusive(found), answers.frequencies(found), answers.by_new_people(found)
    return len(found.counts)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("edges", nargs="?", type=lambda text: int(float(text)), default=5_000_000)
    parser.add_argument("--creators", type=int, default=20)
    parser.add_argument("--people", type=lambda text: int(float(text)), default=0, help="default: 0.4 of the edges")
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    lists = draw_lists(given.creators, given.edges, given.people or int(0.4 * given.edges))
    numbers = np.concatenate(lists)
    np.random.default_rng(1).shuffle(numbers)
    pairs, groups = [], everything(lists)
    for _ in range(given.rounds):
        copy = numbers.copy()
        start = time.perf_counter()
        copy.sort()
        middle = time.perf_counter()
        everything(lists)
        pairs.append((time.perf_counter() - middle, middle - start))
    packed = sum(len(pack(part)) for ids in lists for part in cut(ids)) / len(numbers)
    ours, sort = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    print(
        f"{given.creators} creators, {len(numbers):,} edges, {groups:,} subsets: overlap {ours:.3f} s, "
        f"numpy.sort {sort:.3f} s, median ratio {ratio:.2f} (target ≤ {TARGET}); {packed:.2f} bytes an edge stored"
    )
    return 0 if ratio <= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
