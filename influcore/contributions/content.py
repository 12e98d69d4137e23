"""What there is to look at: a closed set of contents that every face can paint.

Only `Table` needs a full renderer; each of the others can give itself as one by ``table()``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias

from attrs import Factory, frozen

from influcore.entities import Ref

from .rows import ListRows, Rows

ColumnKind = Literal[
    "text", "int", "number", "share", "multiple", "money", "date", "datetime", "ref", "estimate", "flag", "mark", "url"
]


@frozen
class Unknown:
    """Stands in a cell for a value nobody can give, with the reason."""

    reason: str = "unknown"


@frozen
class Mark:
    """A state in words with a tone: colour only ever repeats what the word says."""

    word: str
    tone: Literal["good", "warn", "bad", "plain"] = "plain"


# One of: str, int, float, bool, Money, date, datetime, Ref, Estimate, Mark, Unknown, tuple of str, None.
Cell: TypeAlias = Any


@frozen(kw_only=True)
class Column:
    """A column. ``unit`` is for people (``EUR``, ``%``), ``basis`` says what a rate is of; ``private`` stays at home.

    ``of`` says what a number is a number of, and so how it is written. ``wide`` 0 is always shown, 1 and 2 only where
    there is room.
    """

    name: str
    title: str
    kind: ColumnKind = "text"
    of: Literal["count", "people", "share", "money", "money_each", "multiple", "seconds", "score"] = "count"
    unit: str = ""
    basis: str = ""
    private: bool = False
    wide: int = 0


@frozen(kw_only=True)
class Table:
    """Rows under columns. ``key`` names the column that tells rows apart; ``row`` is the kind a row stands for.

    A row is a mapping of column name to `Cell`; where ``row`` is a kind, the row also has ``_ref``, a `Ref`.
    ``totals`` is such a mapping too. ``empty`` says what to do when there is nothing, and names the action.
    """

    columns: tuple[Column, ...]
    rows: Rows
    key: str = ""
    row: str = ""
    totals: Mapping[str, Cell] | None = None
    empty: str = "Nothing here yet."
    title: str = ""

    def table(self) -> Table:
        return self


def small_table(columns: Sequence[Column], rows: Sequence[Mapping[str, Cell]], **more: Any) -> Table:
    """Make a table of at most 2,000 rows that are already here."""
    return Table(columns=tuple(columns), rows=ListRows(rows), **more)


@frozen(kw_only=True)
class Matrix:
    """A square of numbers, as of overlap: ``values[row][column]``, None on places without meaning.

    ``unit`` says what a number is; ``details`` is a table of the pairs behind it, if there is one.
    """

    labels: tuple[Ref, ...]
    values: tuple[tuple[float | None, ...], ...]
    unit: str
    title: str = ""
    details: Table | None = None
    empty: str = "Nothing here yet."

    def table(self) -> Table:
        if self.details is not None:
            return self.details
        columns = [Column(name="name", title="")]
        columns += [Column(name=f"c{i}", title=ref.label, kind="share") for i, ref in enumerate(self.labels)]
        rows = [
            {"name": ref.label, "_ref": ref} | {f"c{i}": value for i, value in enumerate(self.values[at])}
            for at, ref in enumerate(self.labels)
        ]
        return small_table(columns, rows, title=self.title, empty=self.empty)


@frozen(kw_only=True)
class Series:
    """One line of a chart: ``points`` are (x, y), with an interval where ``bands`` gives (low, high) for each."""

    name: str
    points: tuple[tuple[float | dt.date | str, float], ...]
    bands: tuple[tuple[float, float], ...] = ()


@frozen(kw_only=True)
class Chart:
    """Series to compare by eye. ``form`` is a wish; a face may draw bars instead."""

    series: tuple[Series, ...]
    form: Literal["line", "bar", "interval"] = "bar"
    x: str = ""
    y: str = ""
    unit: str = ""
    title: str = ""

    def table(self) -> Table:
        columns = (
            Column(name="series", title="Series"),
            Column(name="x", title=self.x or "x"),
            Column(name="y", title=self.y or "y", kind="number"),
            Column(name="low", title="low", kind="number"),
            Column(name="high", title="high", kind="number"),
        )
        rows = [
            {
                "series": s.name,
                "x": str(x),
                "y": y,
                "low": s.bands[i][0] if s.bands else None,
                "high": s.bands[i][1] if s.bands else None,
            }
            for s in self.series
            for i, (x, y) in enumerate(s.points)
        ]
        return small_table(columns, rows, title=self.title)


@frozen(kw_only=True)
class CalendarItem:
    """Something on a day. ``mark`` is its state in a word (``overdue``)."""

    day: dt.date
    title: str
    ref: Ref | None = None
    time: str = ""
    mark: Mark = Mark("")
    detail: str = ""


@frozen(kw_only=True)
class Calendar:
    """Items by day; ``today`` and the inclusive span ``first``-``last`` in the campaign's own zone, named ``zone``."""

    items: tuple[CalendarItem, ...]
    first: dt.date
    last: dt.date
    today: dt.date
    row: str = ""
    empty: str = "Nothing here yet."
    title: str = ""
    zone: str = ""

    def table(self) -> Table:
        columns = (
            Column(name="day", title="Day", kind="date"),
            Column(name="time", title="Time"),
            Column(name="what", title="What"),
            Column(name="state", title="State", kind="mark"),
            Column(name="detail", title="Detail", wide=1),
        )
        rows = [
            {"day": i.day, "time": i.time, "what": i.title, "state": i.mark, "detail": i.detail, "_ref": i.ref}
            for i in sorted(self.items, key=lambda i: (i.day, i.time, i.title))
        ]
        return small_table(columns, rows, row=self.row, empty=self.empty, title=self.title)


@frozen(kw_only=True)
class Card:
    """One value under a title, with a line of explanation."""

    title: str
    value: Cell
    of: str = ""
    note: str = ""
    kind: ColumnKind = "text"
    mark: Mark | None = None
    name: str = ""
    unit: str = ""


@frozen(kw_only=True)
class Cards:
    """A handful of values that say how things stand."""

    cards: tuple[Card, ...]
    title: str = ""
    empty: str = "Nothing here yet."

    def table(self) -> Table:
        columns = (Column(name="what", title=""), Column(name="value", title=""), Column(name="note", title="", wide=1))
        rows = [{"what": c.title, "value": c.value, "note": c.note} for c in self.cards]
        return small_table(columns, rows, title=self.title, empty=self.empty)


@frozen(kw_only=True)
class Board:
    """Things in lanes, left to right, as stages of work."""

    lanes: tuple[tuple[str, tuple[Card, ...]], ...]
    title: str = ""

    def table(self) -> Table:
        columns = (
            Column(name="lane", title="Lane"),
            Column(name="what", title="What"),
            Column(name="note", title="Note"),
        )
        rows = [{"lane": lane, "what": c.title, "note": c.note} for lane, cards in self.lanes for c in cards]
        return small_table(columns, rows, title=self.title)


@frozen(kw_only=True)
class Timeline:
    """Spans of days with a label: rights, exclusivities, flights. Both ends are inclusive; None is open."""

    spans: tuple[tuple[str, dt.date | None, dt.date | None, Mark, Ref | None], ...]
    title: str = ""
    empty: str = "Nothing here yet."

    def table(self) -> Table:
        columns = (
            Column(name="what", title="What"),
            Column(name="starts", title="Starts", kind="date"),
            Column(name="ends", title="Ends", kind="date"),
            Column(name="state", title="State", kind="mark"),
        )
        rows = [
            {"what": what, "starts": starts, "ends": ends, "state": mark, "_ref": ref}
            for what, starts, ends, mark, ref in self.spans
        ]
        return small_table(columns, rows, title=self.title, empty=self.empty)


@frozen(kw_only=True)
class Compare:
    """Alternatives side by side: ``values[row][option]``."""

    options: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    title: str = ""

    def table(self) -> Table:
        columns = [Column(name="what", title="")]
        columns += [Column(name=f"o{i}", title=option) for i, option in enumerate(self.options)]
        rows = [{"what": what} | {f"o{i}": cell for i, cell in enumerate(cells)} for what, cells in self.rows]
        return small_table(columns, rows, title=self.title)


@frozen(kw_only=True)
class Document:
    """Plain paragraphs of text, never markup; a paragraph may have a heading."""

    paragraphs: tuple[tuple[str, str], ...]
    title: str = ""

    def table(self) -> Table:
        columns = (Column(name="heading", title=""), Column(name="text", title=""))
        return small_table(columns, [{"heading": h, "text": t} for h, t in self.paragraphs], title=self.title)


@frozen(kw_only=True)
class Stack:
    """Several contents under one another; ``parts`` maps a name (for ``--part``) to each. The first is the main one."""

    parts: Mapping[str, Plain] = Factory(dict)
    title: str = ""

    def table(self) -> Table:
        return next(iter(self.parts.values())).table()


Plain: TypeAlias = Table | Matrix | Chart | Calendar | Cards | Board | Timeline | Compare | Document
Content: TypeAlias = Plain | Stack
