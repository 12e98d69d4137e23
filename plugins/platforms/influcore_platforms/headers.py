"""Column names as files write them, made comparable; and rows under them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from influcore import BadFile, Source


def plain(name: str) -> str:
    """Take a column name to lower-case words: ``Engagement average\\r\\n`` → ``engagement average``.

    Soft hyphens, which YouTube's exports carry, are no break between words.
    """
    return re.sub(r"[\W_]+", " ", name.replace("\u00ad", "").casefold()).strip()


def columns(header: Sequence[str], names: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Find the column of each field by its possible names, in order of preference."""
    at: dict[str, int] = {}
    for index, name in enumerate(header):
        at.setdefault(plain(name), index)
    found = {}
    for field, possible in names.items():
        there = [at[name] for name in possible if name in at]
        if there:
            found[field] = there[0]
    return found


def refuse_doubles(header: Sequence[str], used: Iterable[int], file: str) -> None:
    """Refuse a file where a column that counts comes twice. Errors: BadFile."""
    names = [plain(name) for name in header]
    for index in used:
        if names.count(names[index]) > 1:
            raise BadFile(f"{file} has the column “{header[index].strip()}” more than once", hint="rename one of them")


def need(found: Mapping[str, int], wanted: Sequence[str], file: str) -> None:
    """Refuse a file that lacks columns it can not do without. Errors: BadFile names them."""
    missing = [name for name in wanted if name not in found]
    if missing:
        raise BadFile(f"{file} has no column for {', '.join(missing)}", hint="is it the right --connector?")


def opened(source: Source, delimiter: str) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """Give the header of a table and the rows under it. Errors: BadFile where there is no header."""
    rows = source.records(delimiter)
    _, header = next(rows, (0, []))
    if not header:
        raise BadFile(f"{source.name} has no row that can be read")
    return header, rows


def cell(row: Sequence[str], index: int | None) -> str:
    """Give a cell without blanks around it, '' where the row is too short or there is no such column."""
    return row[index].strip() if index is not None and index < len(row) else ""


def delimiter_of(source: Source) -> str:
    """Say what the first line of a table is cut by; ``,`` where nothing cuts it."""
    _, first = next(source.lines(), (1, ""))
    return max((",", ";", "\t", "|"), key=first.count)


def delimiter_in(text: str) -> str:
    """Say what cuts most lines of a text without a header to go by; ``,`` where nothing does."""
    lines = [line for line in text.split("\n")[:200] if line.strip()]
    return max((",", ";", "\t", "|", " "), key=lambda mark: sum(mark in line for line in lines)) if lines else ","
