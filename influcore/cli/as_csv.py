"""Contents as CSV that a spreadsheet can open without running anything."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from typing import Any

from influcore.contributions import Cell, Column, Content, clean
from influcore.entities import Money
from influcore.measures import Estimate

from .choice import Choice

# What makes a spreadsheet take a text for a formula, full-width forms included.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")


class _Pipe:
    """Hands what the csv writer makes to a function."""

    def __init__(self, write: Callable[[str], Any]) -> None:
        self.write = write


def write_csv(content: Content, choice: Choice, write: Callable[[str], Any]) -> None:
    """Write a content's table, a header first, row by row.

    Money becomes an exact amount and its currency, an estimate its median, low and high, each in a column of its own.
    """
    table = choice.of(content).table()
    writer = csv.writer(_Pipe(write), lineterminator="\n")
    writer.writerow([text_cell(name) for column in table.columns for name in _names(column)])
    for row in choice.rows(table):
        writer.writerow([cell for column in table.columns for cell in _cells(row.get(column.name), column)])


def text_cell(text: str) -> str:
    """Make a text safe for a spreadsheet and a terminal."""
    return "'" + clean(text) if text.startswith(_FORMULA) else clean(text)


def _names(column: Column) -> tuple[str, ...]:
    if column.kind == "money":
        return column.name, f"{column.name}_currency"
    if column.kind == "estimate":
        return column.name, f"{column.name}_low", f"{column.name}_high"
    return (column.name,)


def _cells(value: Cell, column: Column) -> Iterator[str]:
    if column.kind == "money":
        yield _amount(value) if isinstance(value, Money) else _one(value)
        yield value.currency if isinstance(value, Money) else ""
    elif column.kind == "estimate":
        parts = (value.median, value.low, value.high) if isinstance(value, Estimate) else (value, None, None)
        yield from (_one(part) for part in parts)
    else:
        yield _one(value)


def _amount(money: Money) -> str:
    return str(money).removesuffix(money.currency).strip()


def _one(value: Cell) -> str:
    """Write one cell: numbers bare, unknown and none empty, the rest as safe text."""
    if value is None or hasattr(value, "reason"):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return repr(value) if value == value and abs(value) != float("inf") else ""
    if isinstance(value, Estimate):
        return repr(value.median)
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    if isinstance(value, tuple | list):
        return text_cell(", ".join(str(v) for v in value))
    return text_cell(str(getattr(value, "word", getattr(value, "label", value))))
