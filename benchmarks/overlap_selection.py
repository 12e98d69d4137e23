"""How long does it take to choose 30 of 500 creators, from their sorted lists in memory?

The subset histogram, the greedy choice, its bound and the order by new people. Wall time, and time of the processor:
on a busy machine the latter tells more.

    python benchmarks/overlap_selection.py [--creators N] [--count N] [--edges N] [--rounds N]
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time

import numpy as np
from overlap_pairs import draw_lists

from influcore_overlap.choosing import Limits, Pool, choose, steps
from influcore_overlap.subsets import subsets

TARGET = 2.0


def select(lists: list[np.ndarray], count: int) -> float:
    """Choose; gives the share of the best possible that is reached at least."""
    nothing = np.zeros(len(lists))
    pool = Pool(found=subsets(lists), hidden=nothing, costs=nothing)
    choice = choose(pool, Limits(count=count))
    list(steps(pool, choice.chosen))
    return choice.of_best


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--creators", type=int, default=500)
    parser.add_argument("--count", type=int, default=30)
    parser.add_argument("--edges", type=lambda text: int(float(text)), default=10_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    lists = draw_lists(given.creators, given.edges, given.edges // 2)
    times = []
    for _ in range(given.rounds):
        wall, cpu = time.perf_counter(), time.process_time()
        of_best = select(lists, given.count)
        times.append((time.perf_counter() - wall, time.process_time() - cpu))
    wall, cpu = (statistics.median(column) for column in zip(*times, strict=True))
    print(
        f"{given.count} of {given.creators} creators, {sum(map(len, lists)):,} edges: {wall:.2f} s "
        f"(target ≤ {TARGET}), {cpu:.2f} s of processor time; at least {of_best:.1%} of the best possible"
    )
    return 0 if wall <= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
