"""A progress bar on standard error, for work that takes more than a second before a terminal."""

from __future__ import annotations

import sys
import time

from influcore.terminal import clean, cut

DELAY = 1.0
EVERY = 0.1
WIDTH = 30


class Bar:
    """Call it with how far things are; it draws at most ten times a second, and only where somebody looks."""

    def __init__(self) -> None:
        self._begun = time.monotonic()
        self._last = 0.0
        self._drawn = False
        self._is_seen = sys.stderr is not None and sys.stderr.isatty()

    def __call__(self, what: str, done: int, total: int) -> None:
        now = time.monotonic()
        if not self._is_seen or now - self._begun < DELAY or now - self._last < EVERY:
            return
        self._last, self._drawn = now, True
        share = min(done / total, 1.0) if total else 0.0
        bar = "█" * round(share * WIDTH) + "░" * (WIDTH - round(share * WIDTH))
        sys.stderr.write(f"\r{bar} {share * 100:3.0f} % {cut(clean(what), 40)}\x1b[K")
        sys.stderr.flush()

    def close(self) -> None:
        """Take the bar away."""
        if self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
