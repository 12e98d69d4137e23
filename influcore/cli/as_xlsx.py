"""Contents as a workbook: a sheet a table, numbers and dates as such, texts never taken for formulas."""

from __future__ import annotations

import datetime as dt
import math
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from influcore.contributions import Cell, Column, Content, Stack, Table, Unknown, clean
from influcore.entities import Money, exponent
from influcore.errors import Refused
from influcore.measures import Estimate

from .choice import Choice

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_048_575  # a sheet's rows but its header
LONGEST = 32_767  # characters of a cell
_SAFE = {
    "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}  # fmt: skip
_FORMATS = {"int": "#,##0", "money": "#,##0.00", "share": "0.0%", "date": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm"}


def write_xlsx(content: Content, choice: Choice, path: Path) -> None:
    """Write a content as a workbook; each part of several is a sheet. Errors: Refused where a table is too long."""
    from xlsxwriter import Workbook

    content = choice.of(content)
    parts = content.parts if isinstance(content, Stack) else {"": content}
    with Workbook(str(path), _SAFE) as book:
        book.set_properties({"comments": "Made by influcore"})
        formats = {name: book.add_format({"num_format": text}) for name, text in _FORMATS.items()}
        formats["head"] = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        names: set[str] = set()
        for name, part in parts.items():
            table = part.table()
            sheet = book.add_worksheet(_sheet_name(table.title or name, names))
            _Sheet(book, sheet, formats).fill(table, choice)


def _sheet_name(title: str, taken: set[str]) -> str:
    """Give a name that spreadsheets allow and no other sheet has."""
    base = re.sub(r"[\[\]:*?/\\']", " ", clean(title)).strip()[:28] or "Sheet"
    name, number = base, 1
    while name.casefold() in taken or name.casefold() == "history":
        number += 1
        name = f"{base} {number}"
    taken.add(name.casefold())
    return name


class _Sheet:
    """One sheet that is being written, row by row."""

    def __init__(self, book: Workbook, sheet: Worksheet, formats: dict[str, Any]) -> None:
        self._sheet = sheet
        self._formats = formats
        self._widths: dict[int, int] = {}

    def fill(self, table: Table, choice: Choice) -> None:
        """Write header and rows, then what widths they need."""
        titles = [title for column in table.columns for title in _titles(column)]
        for at, title in enumerate(titles):
            self._text(0, at, title, self._formats["head"])
        last = 0
        for last, row in enumerate(choice.rows(table), 1):
            if last > MOST_ROWS:
                raise Refused(f"a sheet holds {MOST_ROWS:,} rows at most", hint="use csv, or --limit")
            at = 0
            for column in table.columns:
                for value in _parts(row.get(column.name), column):
                    self._cell(last, at, value, column)
                    at += 1
        self._sheet.freeze_panes(1, 0)
        if titles:
            self._sheet.autofilter(0, 0, last, len(titles) - 1)
        for at, width in self._widths.items():
            self._sheet.set_column(at, at, min(max(width + 2, 8), 60))

    def _cell(self, row: int, at: int, value: Cell, column: Column) -> None:
        if value is None or isinstance(value, Unknown):
            return
        if isinstance(value, bool):
            self._sheet.write_boolean(row, at, value)
        elif isinstance(value, Money):
            self._number(row, at, value.minor / 10 ** exponent(value.currency), "money")
        elif isinstance(value, int | float):
            self._number(row, at, value, "share" if column.kind == "share" or column.of == "share" else _plain(value))
        elif isinstance(value, dt.datetime):
            utc = value.astimezone(dt.UTC).replace(tzinfo=None) if value.tzinfo else value
            self._sheet.write_datetime(row, at, utc, self._formats["moment"])
            self._wide(at, 16)
        elif isinstance(value, dt.date):
            self._sheet.write_datetime(row, at, dt.datetime.combine(value, dt.time()), self._formats["date"])
            self._wide(at, 10)
        elif isinstance(value, tuple | list):
            self._text(row, at, ", ".join(str(v) for v in value))
        else:
            self._text(row, at, str(getattr(value, "word", getattr(value, "label", value))))

    def _number(self, row: int, at: int, value: float, form: str) -> None:
        if math.isfinite(value):
            self._sheet.write_number(row, at, value, self._formats.get(form))
            self._wide(at, len(f"{value:,.2f}"))

    def _text(self, row: int, at: int, text: str, form: Any = None) -> None:
        shown = clean(text)[:LONGEST]
        self._sheet.write_string(row, at, shown, form)
        self._wide(at, len(shown))

    def _wide(self, at: int, width: int) -> None:
        self._widths[at] = max(self._widths.get(at, 0), width)


def _plain(value: float) -> str:
    return "int" if isinstance(value, int) else ""


def _titles(column: Column) -> tuple[str, ...]:
    title = column.title or column.name
    if column.kind == "datetime":
        return (f"{title} (UTC)",)
    if column.kind == "money":
        return title, f"{title}, currency"
    if column.kind == "estimate":
        unit = f" ({column.unit})" if column.unit else ""
        return f"{title}{unit}", f"{title}, low", f"{title}, high"
    return (f"{title} ({column.unit})" if column.unit else title,)


def _parts(value: Cell, column: Column) -> tuple[Cell, ...]:
    """Give the cells of a value: an amount and its currency, or a median with its interval."""
    if column.kind == "money":
        return (value, value.currency) if isinstance(value, Money) else (value, None)
    if isinstance(value, Estimate):
        step = 10 ** exponent(column.unit) if column.of in ("money", "money_each") and column.unit else 1
        middle, low, high = (v / step for v in (value.median, value.low, value.high))
        return (middle, low, high) if column.kind == "estimate" else (middle,)
    return (value, None, None) if column.kind == "estimate" else (value,)
