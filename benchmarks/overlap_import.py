"""How long does it take to import a file of follower edges, against `sqlite-utils insert --csv` of the same file?

Whole processes, in turns, into a new file each time. Ours recognises the file, counts each edge for both of its ends,
hashes every id under a key and stores one sorted list an account; theirs stores the lines as they are. With their type
detection, which is the default, and without. Without a FILE one of that size is drawn.

    python benchmarks/overlap_import.py [FILE] [--rounds N]
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TARGET = 1.0
EDGES, PEOPLE = 289_003, 37_700


def draw_edges(path: Path) -> Path:
    """Write as many edges between as many people as `audiences/github_followers` has, as skewed."""
    import numpy as np

    chance = np.random.default_rng(0)
    ends = (PEOPLE * chance.random((2, EDGES)) ** 2).astype(int)
    ends[1] = (ends[1] + (ends[0] == ends[1])) % PEOPLE
    lines = [f"{a},{b}" for a, b in zip(*ends.tolist(), strict=True)]
    path.write_text("id_1,id_2\n" + "\n".join(lines) + "\n")
    return path


def seconds(command: list[str], env: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def one_round(file: Path, place: Path, env: dict[str, str], number: int) -> tuple[float, float, float]:
    """Give the seconds of ours, of theirs with types, and of theirs without."""
    programs = Path(sys.executable).parent
    ours, theirs = str(programs / "influcore"), str(programs / "sqlite-utils")
    workspace = str(place / f"{number}.influcore")
    seconds([ours, "init", "-w", workspace], env)
    told = ["--option", "platform=github", "--option", "undirected=yes", "--connector", "platforms.edges"]
    plain = [theirs, "insert", str(place / f"{number}.db"), "edges", str(file), "--csv", "--silent"]
    bare = [theirs, "insert", str(place / f"{number}-bare.db"), *plain[3:], "--no-detect-types"]
    return (
        seconds([ours, "import", "-w", workspace, str(file), *told], env), seconds(plain, env), seconds(bare, env),
    )  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, help="edges of two columns; drawn if left out")
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        file = given.file or draw_edges(place / "edges.csv")
        env = {**os.environ, **{f"INFLUCORE_{use}_DIR": str(place / use) for use in ("CACHE", "CONFIG", "DATA")}}
        one_round(file, place, env, 0)
        rounds = [one_round(file, place, env, number) for number in range(1, given.rounds + 1)]
        size = (place / "1.influcore").stat().st_size / 1e6
    ours, typed, bare = (statistics.median(column) for column in zip(*rounds, strict=True))
    ratio = statistics.median(a / b for a, b, _ in rounds)
    print(
        f"influcore import {ours:.2f} s ({size:.1f} MB), sqlite-utils insert --csv {typed:.2f} s "
        f"(without types {bare:.2f} s), median ratio {ratio:.2f} (target ≤ {TARGET}), "
        f"without types {statistics.median(a / c for a, _, c in rounds):.2f}"
    )
    return 0 if ratio <= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
