"""How long until the terminal application shows the sample workspace, against an empty Textual application?

Whole processes in a pseudo-terminal of 120×40, in turns; the clock stops when the text looked for has been written.

    python benchmarks/first_paint.py [ROUNDS]
"""

from __future__ import annotations

import contextlib
import os
import pty
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from fcntl import ioctl
from pathlib import Path

TARGET = 2.0
PATIENCE = 30.0
INFLUCORE = str(Path(sys.executable).with_name("influcore"))
EMPTY = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("all is painted")
Empty().run()
"""


def until(command: list[str], text: bytes, env: dict[str, str]) -> float:
    """Start a command in a terminal and give how long it takes until it has written a text; then end it."""
    start = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.execve(command[0], command, env)
    ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    seen = b""
    try:
        while text not in seen:
            if not select.select([terminal], [], [], PATIENCE)[0]:
                raise TimeoutError(f"{text!r} was not painted within {PATIENCE} s")
            seen += os.read(terminal, 65536)
        return time.perf_counter() - start
    finally:
        os.kill(child, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(child, 0)
        os.close(terminal)


def main() -> int:
    """Measure, print, and say by the exit code whether the target was met."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    with tempfile.TemporaryDirectory() as place:
        env = {name: value for name, value in os.environ.items() if not name.startswith("INFLUCORE_")}
        env |= {f"INFLUCORE_{use}_DIR": str(Path(place) / use.lower()) for use in ("CONFIG", "DATA", "CACHE")}
        env |= {"TERM": "xterm-256color", "INFLUCORE_WORKSPACE": str(Path(place) / "data" / "demo.influcore")}
        subprocess.run([INFLUCORE, "demo"], env=env, stdin=subprocess.DEVNULL, capture_output=True, check=True)
        ours, empty = [INFLUCORE, "tui"], [sys.executable, "-c", EMPTY]
        pairs = [(until(ours, "Rosée".encode(), env), until(empty, b"painted", env)) for _ in range(rounds)]
    mine, bare = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    print(f"first paint {mine:.2f} s, an empty application {bare:.2f} s, median ratio {ratio:.2f} (target ≤ {TARGET})")
    return 0 if ratio <= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
