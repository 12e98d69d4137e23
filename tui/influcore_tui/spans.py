"""A span of days as a bar in text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

CELLS = 28


def span_bar(starts: dt.date | None, ends: dt.date | None, known: Sequence[dt.date], cells: int = CELLS) -> str:
    """Draw one span on the scale of all known days; an open end is an arrow."""
    if not known:
        return "◂" + "─" * (cells - 2) + "▸"
    first, last = min(known), max(known)
    days = max(1, (last - first).days)

    def at(day: dt.date) -> int:
        return round((day - first).days / days * (cells - 1))

    left = 0 if starts is None else at(starts)
    right = cells - 1 if ends is None else at(ends)
    bar = ["━"] * max(1, right - left + 1)
    if starts is None:
        bar[0] = "◂"
    if ends is None:
        bar[-1] = "▸"
    return "·" * left + "".join(bar) + "·" * (cells - left - len(bar))
