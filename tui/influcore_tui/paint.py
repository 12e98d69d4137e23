"""Lines of coloured text as plain data: what painters make, and what a test can look at without Textual.

A line is a tuple of spans, a span is (text, style); the styles are named in `STYLES` and coloured in the stylesheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from rich.cells import cell_len, set_cell_size

Span: TypeAlias = tuple[str, str]
Line: TypeAlias = tuple[Span, ...]
STYLES = (
    "plain", "dim", "head", "title", "key", "good", "warn", "bad", "total", "accent", "cursor", "tab", "brand",
    "heat0", "heat1", "heat2", "heat3", "heat4",
)  # fmt: skip
SIGNS = {"good": "✓", "warn": "▲", "bad": "!", "plain": ""}
ELLIPSIS = "…"


def width_of(text: str) -> int:
    """Measure in cells: a wide character takes two."""
    return len(text) if text.isascii() else cell_len(text)


def fit(text: str, width: int, right: bool = False) -> str:
    """Make the text exactly ``width`` cells wide; what is cut is shown by an ellipsis."""
    have = width_of(text)
    if have == width:
        return text
    if have > width:
        return set_cell_size(text, width - 1) + ELLIPSIS if width > 0 else ""
    blanks = " " * (width - have)
    return blanks + text if right else text + blanks


def signed(word: str, tone: str) -> str:
    """Put the sign of a tone before a word that has none, so that colour only repeats what is written."""
    sign = SIGNS.get(tone, "")
    return f"{sign} {word}" if sign and word and not word.startswith(sign) else word


def wrap(text: str, width: int) -> list[str]:
    """Break text into lines at blanks; a word that is too long is cut."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        joined = f"{line} {word}" if line else word
        if width_of(joined) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        while width_of(word) > width > 0:
            head = set_cell_size(word, width).rstrip()
            lines.append(head)
            word = word[len(head) :]
        line = word
    return [*lines, line] if line or not lines else lines


def beside(blocks: Sequence[Sequence[Line]], widths: Sequence[int], gap: int = 2) -> list[Line]:
    """Put blocks of lines next to each other, each in a column of its width."""
    height = max((len(block) for block in blocks), default=0)
    return [
        tuple(
            span
            for block, width in zip(blocks, widths, strict=True)
            for span in (*padded(block[at] if at < len(block) else (), width), (" " * gap, "plain"))
        )
        for at in range(height)
    ]


def padded(line: Line, width: int) -> Line:
    """Fill or cut a line to ``width`` cells."""
    out: list[Span] = []
    room = width
    for text, style in line:
        if room <= 0:
            break
        size = width_of(text)
        out.append((text if size <= room else fit(text, room), style))
        room -= min(size, room)
    return (*out, (" " * room, "plain")) if room else tuple(out)


def text_of(line: Line) -> str:
    """Give the bare text of a line."""
    return "".join(text for text, _ in line)
