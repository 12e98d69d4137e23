"""A content as every face shows it, and what is wrong with that."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from influcore.contributions import Column, Content, Mark, Stack, Table, Unknown, cell_text
from influcore.contributions.content import Plain
from influcore.entities import Money, Ref
from influcore.measures import Estimate

CELLS = (str, bool, int, float, Money, dt.date, Ref, Estimate, Mark, Unknown, tuple)
# What may stand in a column that says what it holds; None and Unknown may stand anywhere.
OF_KIND: Mapping[str, tuple[type, ...]] = {
    "int": (int,), "number": (int, float), "share": (int, float, Estimate), "multiple": (int, float, Estimate),
    "money": (Money,), "date": (dt.date,), "datetime": (dt.datetime,), "ref": (Ref,),
    "estimate": (Estimate, int, float), "flag": (bool,), "mark": (Mark,), "url": (str,),
}  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")


def parts_of(content: Content) -> Iterator[tuple[str, Plain]]:
    """Give each part of a content with its name; '' where it is no stack."""
    if isinstance(content, Stack):
        yield from content.parts.items()
    else:
        yield "", content


def tables_of(content: Content) -> Iterator[tuple[str, Table]]:
    """Give each part of a content as a table, with words for it."""
    for name, part in parts_of(content):
        yield (f"part “{name}”" if name else "the table"), part.table()


def json_of(content: Content) -> Any:
    """Give a content as ``--json`` does, read back."""
    from influcore.cli.as_json import write_json
    from influcore.cli.choice import Choice

    out = io.StringIO()
    write_json(content, Choice(), out.write)
    return json.loads(out.getvalue())


def csv_of(content: Content, part: str = "") -> list[list[str]]:
    """Give a content as ``--csv`` does, read back."""
    from influcore.cli.as_csv import write_csv
    from influcore.cli.choice import Choice

    out = io.StringIO()
    write_csv(content, Choice(part=part), out.write)
    return list(csv.reader(io.StringIO(out.getvalue())))


def odd_cells(what: str, table: Table) -> Iterator[str]:
    """Say which cells are not what their column says they are."""
    rows = list(table.rows.stream())
    if table.key and table.key not in {column.name for column in table.columns}:
        yield f"{what}: key “{table.key}” is no column"
    if table.row and any(not isinstance(row.get("_ref"), Ref) for row in rows):
        yield f"{what}: rows stand for a {table.row}, and some have no `_ref`"
    for column in table.columns:
        yield from _odd(what, column, [*rows, *([table.totals] if table.totals else ())])


def _odd(what: str, column: Column, rows: list[Mapping[str, Any]]) -> Iterator[str]:
    for row in rows:
        value = row.get(column.name)
        if value is None or isinstance(value, Unknown):
            continue
        if not isinstance(value, CELLS):
            yield f"{what}, column {column.name}: a cell is a {type(value).__name__}; expected text, number, Money, …"
            return
        wanted = OF_KIND.get(column.kind)
        wrong = wanted is not None and not isinstance(value, wanted)
        if wrong or (isinstance(value, bool) and wanted in ((int,), (int, float))):
            names = " or ".join(kind.__name__ for kind in wanted or ())
            yield f"{what}, column {column.name} of kind {column.kind}: a cell is {value!r:.60}; expected {names}"
            return


def loose_texts(content: Content) -> Iterator[str]:
    """Say which cells would reach a terminal or a spreadsheet as more than text."""
    for what, table in tables_of(content):
        for row in table.rows.stream():
            for column in table.columns:
                text = cell_text(row.get(column.name), column)
                if not text.isprintable():
                    yield f"{what}, column {column.name}: {text!r:.80} holds what a terminal obeys"
    for name, _ in parts_of(content):
        for line in csv_of(content, name)[1:]:
            for cell in line:
                if cell.startswith(FORMULA) and not _is_number(cell):
                    yield f"CSV: {cell!r:.60} would be a formula in a spreadsheet"


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
