"""CSV records out of blocks of text: strict about quotes, and one broken row never costs the rest."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Callable, Iterator

from influcore.contributions import Reject

MOST_LINES = 1_000
csv.field_size_limit(1 << 20)

Numbered = tuple[int, list[str]]
Refuse = Callable[[Reject], None]
_Read = tuple[int, list[str], str]  # how many lines it takes, the row, and why it is none ('' if it is one)
_OPEN_QUOTE = "a quote is opened and not closed"


def read_records(blocks: Iterator[str], delimiter: str, refuse: Refuse) -> Iterator[Numbered]:
    """Give each record with the number of its first line; rows without any value are left out.

    A block without quotes is split plainly, any other is given to the csv module. Where that complains, the block is
    read line by line: a quote that stays open costs the line that it begins on, and the next is read afresh.
    """
    line, width = 1, 0
    lines = _Lines(blocks)
    for block in blocks:
        plain = '"' not in block and "\0" not in block
        rows = _split(block, delimiter) if plain else _parsed(block, delimiter, width)
        if rows is None:
            lines.put(block)
            rows = _line_by_line(lines, delimiter, width)
        for used, row, reason in rows:
            if reason:
                refuse(Reject(line, reason, value=row[0][:80]))
            elif any(row):
                width = width or len(row)
                yield line, row
            line += used


def _split(block: str, delimiter: str) -> Iterator[_Read]:
    for text in block.removesuffix("\n").split("\n"):
        yield 1, text.split(delimiter), ""


def _parsed(block: str, delimiter: str, width: int) -> Iterator[_Read] | None:
    """Give the records of a block, or None where any of them is doubtful."""
    if "\0" in block:
        return None
    reader = csv.reader(
        (text + "\n" for text in block.removesuffix("\n").split("\n")), delimiter=delimiter, strict=True
    )
    found: list[_Read] = []
    before = 0
    try:
        for row in reader:
            used, before = reader.line_num - before, reader.line_num
            if used > 1 and (used > MOST_LINES or len(row) < width):
                return None
            width = width or len(row)
            found.append((used, row, ""))
    except csv.Error:
        return None
    return iter(found)


class _Lines:
    """Lines that wait to be read, with a place to put back those that a broken record has eaten."""

    def __init__(self, blocks: Iterator[str]) -> None:
        self._blocks = blocks
        self._waiting: deque[str] = deque()

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def put(self, block: str) -> None:
        self._waiting.extend(block.removesuffix("\n").split("\n"))

    def put_back(self, texts: list[str]) -> None:
        self._waiting.extendleft(reversed(texts))

    def take(self) -> str | None:
        """Give the next line, from the next block if need be; None at the end of the file."""
        if not self._waiting:
            block = next(self._blocks, None)
            if block is None:
                return None
            self.put(block)
        return self._waiting.popleft()


def _line_by_line(lines: _Lines, delimiter: str, width: int) -> Iterator[_Read]:
    """Give the records of the lines that wait; of one that can not be read, its first line with the reason."""
    while lines:
        eaten: list[str] = []
        row, reason = _one_record(lines, delimiter, eaten)
        if not reason and len(eaten) > 1 and len(row) < width:
            reason = _OPEN_QUOTE
        if reason:
            lines.put_back(eaten[1:])
            yield 1, eaten[:1], reason if len(eaten) == 1 else _OPEN_QUOTE
        else:
            width = width or len(row)
            yield len(eaten), row, ""


def _one_record(lines: _Lines, delimiter: str, eaten: list[str]) -> tuple[list[str], str]:
    """Read one record, noting the lines it takes; gives it, or the reason why it can not be read."""

    def feed() -> Iterator[str]:
        while len(eaten) < MOST_LINES and (text := lines.take()) is not None:
            eaten.append(text)
            if "\0" in text:
                raise csv.Error("it holds a NUL character")
            yield text + "\n"

    try:
        return next(csv.reader(feed(), delimiter=delimiter, strict=True)), ""
    except csv.Error as error:
        return [], _in_words(str(error))


def _in_words(error: str) -> str:
    if "unexpected end" in error:
        return _OPEN_QUOTE
    if "expected after" in error:
        return "text follows a closing quote"
    if "field larger" in error:
        return "a value is longer than a million characters"
    return error
