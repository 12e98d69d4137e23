"""Pairs of ids out of text: in bulk where all lines are whole numbers, line by line where they are not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import eq

from attrs import frozen

from influcore import Reject, Source

from .edge_columns import Layout

_LONGEST_ID = 100


@frozen
class Pairs:
    """Two equal columns of ids, and the line of the first."""

    accounts: list[str]
    viewers: list[str]
    line: int

    def without_loops(self) -> tuple[Pairs, int]:
        """Leave out pairs of an id with itself; gives how many there were."""
        loops = sum(map(eq, self.accounts, self.viewers))
        if not loops:
            return self, 0
        kept = [(a, v) for a, v in zip(self.accounts, self.viewers, strict=True) if a != v]
        return Pairs([a for a, _ in kept], [v for _, v in kept], self.line), loops


def read_pairs(source: Source, layout: Layout) -> Iterator[Pairs | Reject]:
    """Give the pairs of a file, with rejects for lines that are none."""
    column = re.escape(layout.delimiter)
    plain = re.compile(
        rf"[0-9]++(?:{column}[0-9]++){{{layout.width - 1}}}(?:\n[0-9]++(?:{column}[0-9]++){{{layout.width - 1}}})*+\n?"
    )
    line, skip = 1, layout.header_lines
    for chunk in source.chunks():
        while skip and chunk:
            blank, _, chunk = chunk.partition("\n")
            skip -= bool(blank.strip())
            line += 1
        if not chunk:
            continue
        if plain.fullmatch(chunk):
            yield _in_bulk(chunk, layout, line)
        else:
            yield from _line_by_line(chunk, layout, line)
        line += chunk.count("\n")


def _in_bulk(chunk: str, layout: Layout, line: int) -> Pairs:
    flat = chunk.removesuffix("\n").replace("\n", layout.delimiter).split(layout.delimiter)
    return Pairs(flat[layout.account :: layout.width], flat[layout.viewer :: layout.width], line)


def _line_by_line(chunk: str, layout: Layout, line: int) -> Iterator[Pairs | Reject]:
    accounts: list[str] = []
    viewers: list[str] = []
    first = line
    for text in chunk.removesuffix("\n").split("\n"):
        cells = [cell.strip().strip('"').strip() for cell in text.split(layout.delimiter)]
        reason = _fault(cells, layout)
        if reason and text.strip():
            yield Reject(line, reason, value=text[:80])
        elif not reason:
            accounts.append(cells[layout.account])
            viewers.append(cells[layout.viewer])
        line += 1
    if accounts:
        yield Pairs(accounts, viewers, first)


def _fault(cells: list[str], layout: Layout) -> str:
    if len(cells) != layout.width:
        return f"the line has {len(cells)} values, the others {layout.width}"
    for place in (layout.account, layout.viewer):
        if not cells[place]:
            return "an id is missing"
        if len(cells[place]) > _LONGEST_ID or not cells[place].isprintable() or '"' in cells[place]:
            return "this is no id"
    return ""
