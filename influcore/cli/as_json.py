"""Contents as JSON, streamed row by row. The field names are a promise: see docs/reference/json.md."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from influcore.contributions import (
    Board,
    Calendar,
    Card,
    Cards,
    Chart,
    Column,
    Compare,
    Content,
    Document,
    Matrix,
    Stack,
    Table,
    Timeline,
    cell_json,
)

from .choice import Choice
from .say import json_text


def json_pieces(content: Content, choice: Choice) -> Iterator[str]:
    """Give the text of one JSON value, piece by piece, in bounded memory."""
    content = choice.of(content)
    if isinstance(content, Stack):
        yield f'{{\n"kind": "stack", "title": {json_text(content.title)},\n"parts": {{'
        for number, (name, part) in enumerate(content.parts.items()):
            yield f"{',' if number else ''}\n{json_text(name)}: "
            yield from json_pieces(part, Choice(**_rows_only(choice)))
        yield "\n}\n}"
    elif isinstance(content, Table):
        yield from _table(content, choice)
    elif choice.is_of_rows:
        yield from _table(content.table(), choice)
    else:
        yield json_text(_WRITERS[type(content)](content))


def _rows_only(choice: Choice) -> dict[str, Any]:
    return {"sort": choice.sort, "descending": choice.descending, "match": choice.match, "limit": choice.limit}


def _table(table: Table, choice: Choice) -> Iterator[str]:
    head = {"kind": "table", "title": table.title, "row": table.row, "columns": [_column(c) for c in table.columns]}
    yield json_text(head, indent=None).removesuffix("}") + ',\n"rows": ['
    names = [column.name for column in table.columns]
    for number, row in enumerate(choice.rows(table)):
        cells: dict[str, Any] = {name: cell_json(row.get(name)) for name in names}
        if row.get("_ref") is not None:
            cells["_ref"] = cell_json(row["_ref"])
        yield (",\n" if number else "\n") + json_text(cells, indent=None)
    totals = None if table.totals is None else {name: cell_json(value) for name, value in table.totals.items()}
    yield f'\n],\n"totals": {json_text(totals, indent=None)}\n}}'


def _column(column: Column) -> dict[str, Any]:
    facts = {"name": column.name, "title": column.title, "kind": column.kind, "of": column.of}
    return facts | {k: v for k, v in (("unit", column.unit), ("basis", column.basis)) if v}


def _card(card: Card) -> dict[str, Any]:
    return {
        "name": card.name, "title": card.title, "value": cell_json(card.value), "of": card.of, "note": card.note,
        "mark": cell_json(card.mark),
    }  # fmt: skip


def _matrix(matrix: Matrix) -> dict[str, Any]:
    return {
        "kind": "matrix", "title": matrix.title, "unit": matrix.unit, "labels": cell_json(matrix.labels),
        "values": cell_json(matrix.values),
    }  # fmt: skip


def _chart(chart: Chart) -> dict[str, Any]:
    return {
        "kind": "chart", "title": chart.title, "x": chart.x, "y": chart.y, "unit": chart.unit,
        "series": [{"name": s.name, "points": cell_json(s.points), "bands": cell_json(s.bands)} for s in chart.series],
    }  # fmt: skip


def _calendar(calendar: Calendar) -> dict[str, Any]:
    items = [
        {"day": i.day.isoformat(), "time": i.time, "title": i.title, "mark": cell_json(i.mark), "detail": i.detail,
         "ref": cell_json(i.ref)}
        for i in calendar.items
    ]  # fmt: skip
    days = {name: getattr(calendar, name).isoformat() for name in ("first", "last", "today")}
    return {"kind": "calendar", "title": calendar.title, **days, "items": items}


def _cards(cards: Cards) -> dict[str, Any]:
    return {"kind": "cards", "title": cards.title, "cards": [_card(card) for card in cards.cards]}


def _board(board: Board) -> dict[str, Any]:
    lanes = [{"title": title, "cards": [_card(card) for card in cards]} for title, cards in board.lanes]
    return {"kind": "board", "title": board.title, "lanes": lanes}


def _timeline(timeline: Timeline) -> dict[str, Any]:
    spans = [
        {"title": what, "starts": cell_json(starts), "ends": cell_json(ends), "mark": cell_json(mark),
         "ref": cell_json(ref)}
        for what, starts, ends, mark, ref in timeline.spans
    ]  # fmt: skip
    return {"kind": "timeline", "title": timeline.title, "spans": spans}


def _compare(compare: Compare) -> dict[str, Any]:
    rows = [{"title": what, "values": cell_json(values)} for what, values in compare.rows]
    return {"kind": "compare", "title": compare.title, "options": list(compare.options), "rows": rows}


def _document(document: Document) -> dict[str, Any]:
    paragraphs = [{"heading": heading, "text": text} for heading, text in document.paragraphs]
    return {"kind": "document", "title": document.title, "paragraphs": paragraphs}


_WRITERS: Mapping[type, Callable[[Any], dict[str, Any]]] = {
    Matrix: _matrix, Chart: _chart, Calendar: _calendar, Cards: _cards, Board: _board, Timeline: _timeline,
    Compare: _compare, Document: _document,
}  # fmt: skip


def write_json(content: Content, choice: Choice, write: Callable[[str], Any]) -> None:
    """Write a content as one JSON value with a line end."""
    _write_all(json_pieces(content, choice), write)


def _write_all(pieces: Iterable[str], write: Callable[[str], Any]) -> None:
    for piece in pieces:
        write(piece)
    write("\n")
