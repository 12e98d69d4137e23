"""What does the isolation of plugins cost a synchronous call of a hook, against plain pluggy?

Both call the same implementations of ``influcore_after_change``: plain pluggy all at once, where the first exception
would discard every answer; ours each alone, each failure kept to itself, watched by a deadline. The batch that a
deadline needs goes to another thread once; that is measured apart, for it does not grow with the number of calls.
Prints medians of rounds taken in turns.

    python benchmarks/hook_call.py [ROUNDS] [--plugins N]
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable

TARGET = 1.5
CALLS = 2_000


class Plugin:
    """Answers at once."""

    from influcore import hookimpl

    @hookimpl
    def influcore_after_change(self, read: object, action: str, changed: object) -> int:
        return 1


def seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rounds", nargs="?", type=int, default=30)
    parser.add_argument("--plugins", type=int, default=10)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        os.environ["INFLUCORE_CONFIG_DIR"] = os.environ["INFLUCORE_CACHE_DIR"] = place
        return measure(given.rounds, given.plugins)


def measure(rounds: int, count: int) -> int:
    import pluggy

    from influcore import hookspecs
    from influcore.host import Host
    from influcore.host.deadline import Deadlines, Step

    plain, host = pluggy.PluginManager("influcore"), Host()
    plain.add_hookspecs(hookspecs)
    for n in range(count):
        plain.register(Plugin(), name=f"p{n}")
        host.admit(Plugin(), f"p{n}")
    live, plugins, hook = host._live(), host._asked("influcore_after_change"), "influcore_after_change"
    arguments = {"read": None, "action": "x", "changed": ()}
    in_place = [Step("", "", lambda: None)]
    watched, live.deadlines = live.deadlines, Deadlines(0, print)  # the calls alone, on this thread

    def ours() -> None:
        for _ in range(CALLS):
            live.ask(plugins, hook, arguments)

    def theirs() -> None:
        for _ in range(CALLS):
            plain.hook.influcore_after_change(**arguments)

    def hops() -> None:
        for _ in range(CALLS):
            watched.run(in_place)

    ours(), theirs(), hops()
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(rounds)]
    ratio = statistics.median(a / b for a, b in pairs)
    a, b = (statistics.median(column) / CALLS / count * 1e6 for column in zip(*pairs, strict=True))
    hop = statistics.median(seconds(hops) for _ in range(5)) / CALLS * 1e6
    print(f"{count} plugins: ours {a:.2f} µs a call, plain pluggy {b:.2f} µs, ratio {ratio:.2f} (target ≤ {TARGET})")
    print(f"a batch with a deadline: {hop:.0f} µs more, once for all plugins")
    return 0 if ratio <= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
