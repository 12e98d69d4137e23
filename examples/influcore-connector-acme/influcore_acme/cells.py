"""What both versions of the export share: cells of a row, each read or refused under the name of its column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from influcore import BadFile, Reject
from influcore.contributions.numbers import parse_count

from .platform import ACME

T = TypeVar("T")
FORMATS = frozenset(format.name for format in ACME.formats)


class BadCell(ValueError):
    """A cell that can not be used, with its column."""

    def __init__(self, column: str, value: str, reason: str) -> None:
        super().__init__(reason)
        self.column = column
        self.value = value

    def reject(self, line: int) -> Reject:
        return Reject(line, str(self), column=self.column, value=self.value[:80])


def named(columns: Sequence[str], row: Sequence[str]) -> Mapping[str, str]:
    """Put the cells of a row under their columns. Errors: BadCell where there are too few or too many."""
    if len(row) != len(columns):
        raise BadCell("", ",".join(row), f"has {len(row)} cells instead of {len(columns)}")
    return {column: cell.strip() for column, cell in zip(columns, row, strict=True)}


def filled(cells: Mapping[str, str], column: str) -> str:
    """Give a text that must be there. Errors: BadCell."""
    if not cells[column]:
        raise BadCell(column, "", "is empty")
    return cells[column]


def count(cells: Mapping[str, str], column: str, decimal: str = "") -> float | None:
    """Read a count, None where the cell says that there is none. Errors: BadCell."""
    try:
        value = parse_count(cells[column], decimal)
    except ValueError as error:
        raise BadCell(column, cells[column], str(error)) from error
    return None if value is None else float(value)


def format_of(cells: Mapping[str, str], column: str) -> str:
    """Read the kind of piece. Errors: BadCell names those there are."""
    kind = cells[column].casefold()
    if kind not in FORMATS:
        raise BadCell(column, cells[column], f"is none of {', '.join(sorted(FORMATS))}")
    return kind


def same_columns(name: str, header: Sequence[str], columns: Sequence[str]) -> None:
    """Refuse a file with other columns. Errors: BadFile."""
    if tuple(cell.strip().casefold() for cell in header) != tuple(columns):
        raise BadFile(f"{name} has not the columns {', '.join(columns)}", hint="is it Acme's export of clips?")
