"""How long until the demo stands on the screen, against an empty Textual application in the same run?

Both as whole processes under a pseudo-terminal of 80 × 24, from the start to the last of the texts that belong to the
full picture. The kept manifest is warm, as at every start but the first.

    python benchmarks/tui_first_paint.py [--rounds N]
"""

from __future__ import annotations

import argparse
import fcntl
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
from pathlib import Path

TARGET = 2.0
EMPTY = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("nothing")
Empty().run()
"""


class Terminal:
    """A process under a pseudo-terminal; ``seen`` is all it has written."""

    def __init__(self, argv: list[str], size: tuple[int, int] = (80, 24)) -> None:
        self.begun = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
            os.execv(argv[0], argv)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.seen = b""

    def read(self, wait: float) -> bytes:
        """Take what is there, waiting at most so many seconds for it to come."""
        if not select.select([self.fd], [], [], wait)[0]:
            return b""
        try:
            got = os.read(self.fd, 1 << 16)
        except OSError:
            got = b""
        self.seen += got
        return got

    def wait_for(self, *texts: str, limit: float = 30.0) -> float:
        """Wait until all of these have been written; gives the seconds since the start."""
        while time.perf_counter() - self.begun < limit:
            self.read(0.05)
            if all(text.encode() in self.seen for text in texts):
                return time.perf_counter() - self.begun
        raise SystemExit(f"{texts} did not come; the last that did: {self.seen[-500:]!r}")

    def close(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def seconds(argv: list[str], *texts: str) -> float:
    terminal = Terminal(argv)
    try:
        return terminal.wait_for(*texts)
    finally:
        terminal.close()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    chosen = parser.parse_args()
    influcore = str(Path(sys.executable).with_name("influcore"))
    with tempfile.TemporaryDirectory() as folder:
        # As installed: with compiled modules and a kept manifest, both in a place of their own.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "bytecode")
        os.environ["INFLUCORE_CACHE_DIR"] = str(Path(folder) / "cache")
        workspace = str(Path(folder) / "demo.influcore")
        subprocess.run([influcore, "-w", workspace, "demo"], check=True, capture_output=True, stdin=subprocess.DEVNULL)
        ours = [influcore, "-w", workspace, "tui"]
        for warm_up in (ours, [sys.executable, "-c", EMPTY]):
            seconds(warm_up, "Help" if warm_up is ours else "nothing")
        pairs = [
            (seconds([sys.executable, "-c", EMPTY], "nothing"), seconds(ours, "Trail season", "Rosée launch", "Help"))
            for _ in range(chosen.rounds)
        ]
    empty, full = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = statistics.median(b / a for a, b in pairs)
    print(f"empty Textual app {empty * 1000:.0f} ms, demo {full * 1000:.0f} ms, ratio {ratio:.2f} (target {TARGET})")
    return 0 if ratio <= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
