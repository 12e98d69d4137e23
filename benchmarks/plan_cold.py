"""How long does the plan of the sample campaign take, as a whole process from a cold start?

The workspace and the manifest of the plugins are there already; the forecast is made anew each time, for it is kept in
memory only. Beside it `python -c "import numpy"`, which no forecast can do without, in turns.

    python benchmarks/plan_cold.py [ROUNDS]
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TARGET = 1.0
INFLUCORE = str(Path(sys.executable).with_name("influcore"))
PLAN = [INFLUCORE, "plan", "rosee-launch"]
BARE = [sys.executable, "-c", "import numpy"]


def seconds(command: list[str], env: dict[str, str]) -> float:
    """Run a command and give how long it took."""
    start = time.perf_counter()
    subprocess.run(command, env=env, stdin=subprocess.DEVNULL, capture_output=True, check=True)
    return time.perf_counter() - start


def main() -> int:
    """Measure, print, and say by the exit code whether the target was met."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    with tempfile.TemporaryDirectory() as place:
        env = {name: value for name, value in os.environ.items() if not name.startswith("INFLUCORE_")}
        env |= {f"INFLUCORE_{use}_DIR": str(Path(place) / use.lower()) for use in ("CONFIG", "DATA", "CACHE")}
        env["INFLUCORE_WORKSPACE"] = str(Path(place) / "data" / "demo.influcore")
        seconds([INFLUCORE, "demo"], env)
        pairs = [(seconds(PLAN, env), seconds(BARE, env)) for _ in range(rounds)]
    plan, bare = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    print(f"plan {plan:.2f} s (target {TARGET} s), import numpy {bare:.2f} s, median ratio {ratio:.1f}")
    return 0 if plan <= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
