"""How long does `influcore --help` take, against `python -c "import click"`? Whole processes, in turns.

Both run with their bytecode already written, as an installed program does, and with the manifest of the plugins
already kept. Prints the median of the ratios of neighbours in time, so that a busy machine harms both alike.

    python benchmarks/help_startup.py [PAIRS] [--strangers N]
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

TARGET = 1.5
PLUGIN = '''"""Count things, number {n}."""
import attrs
from influcore import Action, Metric, Panel, Plan, hookimpl, opt

@attrs.frozen(kw_only=True)
class Form:
    campaign: str = opt("Which campaign.", ref="campaign", arg=True)
    since: str = opt("From when on.", default="")

@hookimpl
def influcore_register_panels():
    return [Panel(name=f"stranger_{n}.p{{i}}", title="P", help="Shows.", read=print, subject="campaign", params=Form)
            for i in range(3)]

@hookimpl
def influcore_register_actions():
    return [Action(name=f"stranger_{n}.a{{i}}", help="Acts.", form=Form, plan=lambda r, f: Plan(lines=()), do=print)
            for i in range(3)]

@hookimpl
def influcore_register_kpis():
    return [Metric(f"things_{n}", "count")]
'''


def environment(place: Path, strangers: int) -> dict[str, str]:
    """Make an environment with caches of its own and ``strangers`` installed plugins beside the tree's."""
    site = place / "site"
    site.mkdir()
    for n in range(strangers):
        info = site / f"stranger_{n}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: stranger-{n}\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(f"[influcore]\nstranger_{n} = stranger_module_{n}\n")
        (site / f"stranger_module_{n}.py").write_text(PLUGIN.format(n=n))
    env = {k: v for k, v in os.environ.items() if k not in ("PYTHONDONTWRITEBYTECODE", "INFLUCORE_NO_PLUGINS")}
    own = {f"INFLUCORE_{use}_DIR": str(place / use.lower()) for use in ("CACHE", "CONFIG", "DATA")}
    return {**env, **own, "PYTHONPYCACHEPREFIX": str(place / "bytecode"), "PYTHONPATH": str(site)}


def seconds(command: list[str], env: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, env=env, cwd="/", stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", nargs="?", type=int, default=40)
    parser.add_argument("--strangers", type=int, default=33, help="installed plugins beside the tree's own")
    given = parser.parse_args()
    ours = [str(Path(sys.executable).with_name("influcore")), "--help"]
    click = [sys.executable, "-c", "import click"]
    with tempfile.TemporaryDirectory() as place:
        env = environment(Path(place), given.strangers)
        for _ in range(3):
            seconds(ours, env), seconds(click, env)
        pairs = [(seconds(ours, env), seconds(click, env)) for _ in range(given.pairs)]
    ratio = statistics.median(a / b for a, b in pairs)
    a, b = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
    print(f"influcore --help {a:.1f} ms, import click {b:.1f} ms, median ratio {ratio:.2f} (target ≤ {TARGET})")
    return 0 if ratio <= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
