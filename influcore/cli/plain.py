"""Contents as plain text, for people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from influcore.contributions import (
    Calendar,
    Cards,
    Column,
    Content,
    Document,
    Matrix,
    Row,
    Stack,
    Table,
    cell_text,
    clean,
    short_number,
)
from influcore.terminal import pad, width, wrapped

from .choice import Choice
from .grid import Head, grid
from .say import emit, emit_title, room, say

RIGHT = frozenset({"int", "number", "share", "multiple", "money", "estimate"})
READABLE = 100


def print_content(content: Content, choice: Choice) -> None:
    """Print a content; several parts stand under one another, each under its title."""
    content = choice.of(content)
    if isinstance(content, Stack):
        for number, (name, part) in enumerate(content.parts.items()):
            if number:
                emit()
            emit_title(part.title or name.replace("_", " ").capitalize())
            print_content(part, choice)
    elif choice.is_of_rows:
        print_table(content.table(), choice)
    else:
        painter: Callable[..., None] = _PAINTERS.get(type(content), _print_as_table)
        painter(content)


def print_table(table: Table, choice: Choice = Choice(), *, fold: bool = False) -> None:  # noqa: B008 - frozen
    """Print rows under columns; what does not fit is named on standard error."""
    heads = [
        Head(title=_title(c), right=c.kind in RIGHT, wide=c.wide if number else 0)
        for number, c in enumerate(table.columns)
    ]
    rows = _shown(choice.rows(table), table.columns)
    first = next(rows, None)
    if first is None:
        say(f"nothing matches “{choice.match}”" if choice.match else table.empty)
        return
    totals = [cell_text(table.totals[c.name], c) if c.name in table.totals else "" for c in table.columns] if (
        table.totals and not choice.match and choice.limit is None
    ) else None  # fmt: skip
    layout, lines = grid(heads, _put_back(first, rows), totals=totals, room=room(), fold=fold)
    for line in lines:
        (emit_title if line.is_title else emit)(line.text)
    if layout.hidden:
        say(f"no room for: {', '.join(layout.hidden)} (widen the terminal, or use --json or --csv)")


def _title(column: Column) -> str:
    unit = column.unit if column.kind not in ("money", "estimate") and len(column.unit) > 4 else ""
    notes = ", ".join(clean(note) for note in (unit, column.basis) if note)
    return f"{clean(column.title)} ({notes})" if notes else clean(column.title)


def _shown(rows: Iterable[Row], columns: Sequence[Column]) -> Iterator[list[str]]:
    for row in rows:
        yield [cell_text(row.get(c.name), c) for c in columns]


def _put_back(first: Sequence[str], rest: Iterable[Sequence[str]]) -> Iterable[Sequence[str]]:
    yield first
    yield from rest


def _print_as_table(content: Content) -> None:
    print_table(content.table())


def _print_cards(cards: Cards) -> None:
    if not cards.cards:
        say(cards.empty)
        return
    titles = [clean(card.title) for card in cards.cards]
    left = max(width(title) for title in titles)
    for title, card in zip(titles, cards.cards, strict=True):
        value = cell_text(card.value, Column(name="value", title="", kind=card.kind, unit=card.unit, **_of(card.of)))
        notes = [clean(n) for n in (card.mark.word if card.mark else "", card.note) if n]
        _print_hanging(f"{pad(title, left)}  ", value + (f"  ({'; '.join(notes)})" if notes else ""))


def _of(text: str) -> dict[str, Any]:
    known = ("count", "people", "share", "money", "money_each", "multiple", "seconds", "score")
    return {"of": text} if text in known else {}


def _print_hanging(head: str, text: str) -> None:
    """Print a text behind a head, its further lines under its beginning."""
    indent = min(width(head), READABLE // 3)
    for number, line in enumerate(wrapped(text, max((room() or READABLE) - width(head), 30))):
        emit(f"{head}{line}" if not number else " " * indent + line)


def _print_document(document: Document) -> None:
    """Print short facts behind their headings, and longer texts under them."""
    left = max((width(clean(heading)) for heading, text in document.paragraphs if _is_short(text)), default=0)
    for number, (heading, text) in enumerate(document.paragraphs):
        if heading and _is_short(text):
            _print_hanging(f"{pad(clean(heading), left)}  ", clean(text))
            continue
        if number:
            emit()
        if heading:
            emit_title(heading)
        for part in text.splitlines():
            for line in wrapped(clean(part), room() or READABLE):
                emit(line)


def _is_short(text: str) -> bool:
    return len(text) <= READABLE // 2 and len(text.splitlines()) == 1


def _print_matrix(matrix: Matrix) -> None:
    """Number the columns, whose names stand in the rows."""
    if not matrix.labels:
        say(matrix.empty)
        return
    if matrix.details is not None:
        print_table(matrix.details)
        return
    heads = [Head(title=clean(matrix.unit))] + [Head(title=str(i + 1), right=True) for i in range(len(matrix.labels))]
    rows = [
        [f"{at + 1}. {clean(ref.label)}", *(_share(value) for value in matrix.values[at])]
        for at, ref in enumerate(matrix.labels)
    ]
    for line in grid(heads, rows, room=room(), fold=True)[1]:
        (emit_title if line.is_title else emit)(line.text)


def _share(value: float | None) -> str:
    if value is None:
        return ""
    return f"{short_number(value * 100)} %" if 0 <= value <= 1 else short_number(value)


def _print_calendar(calendar: Calendar) -> None:
    if not calendar.items:
        say(calendar.empty)
        return
    say(f"{calendar.first} to {calendar.last}; today is {calendar.today}")
    print_table(calendar.table())


_PAINTERS: Mapping[type, Callable[..., None]] = {
    Cards: _print_cards, Document: _print_document, Matrix: _print_matrix, Calendar: _print_calendar,
}  # fmt: skip
