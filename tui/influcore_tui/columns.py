"""Which columns of a table fit a width, and how wide each is."""

# No `from __future__ import annotations` here: NamedTuple would compile each annotation anew at every start.
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from influcore.contributions import Cell, Column, Mark, Unknown
from influcore.contributions.cells import cell_text
from influcore.terminal import clean

from .paint import Line, Span, fit, signed, width_of

GAP = 2
TEXT_WIDEST, TEXT_NARROWEST, SCROLLED_LEAST, TITLE_WIDEST = 60, 8, 14, 40
# No column of lesser weight is shown at the cost of a text that is always shown, below this; nor itself below that.
ALWAYS_LEAST, LESSER_LEAST = 40, 16
_RIGHT = frozenset({"int", "number", "share", "multiple", "money", "estimate"})
_FLEXIBLE = frozenset({"text", "ref", "url", "mark"})


class Shown(NamedTuple):
    """One cell ready to be painted."""

    text: str
    style: str = "plain"


class Place(NamedTuple):
    """A column that is shown: its index in the table, its width in cells, and to which side it is set."""

    column: int
    width: int
    right: bool


def shown(value: Cell, column: Column) -> Shown:
    """Write one cell: a mark with the sign of its tone, what is unknown dimmed."""
    if isinstance(value, Mark):
        return Shown(signed(cell_text(value, column), value.tone), value.tone)
    if value is None or isinstance(value, Unknown):
        return Shown(cell_text(value, column), "dim")
    return Shown(cell_text(value, column))


def shown_row(row: Mapping[str, Cell], columns: Sequence[Column]) -> tuple[Shown, ...]:
    """Write the cells of a row in the order of the columns."""
    return tuple(shown(row.get(column.name), column) for column in columns)


def is_right(column: Column) -> bool:
    return column.kind in _RIGHT


def titles_of(columns: Sequence[Column]) -> list[str]:
    """Write the headings; a rate says what it is a rate of."""
    titles = [clean(f"{c.title} ({c.basis})" if c.basis else c.title) for c in columns]
    return [title if width_of(title) <= TITLE_WIDEST else fit(title, TITLE_WIDEST) for title in titles]


def natural_widths(titles: Sequence[str], rows: Iterable[Sequence[Shown]]) -> list[int]:
    """Measure what each column would take if there were room without end."""
    widths = [width_of(title) for title in titles]
    for row in rows:
        for at, cell in enumerate(row):
            widths[at] = max(widths[at], width_of(cell.text))
    return widths


def place(columns: Sequence[Column], widths: Sequence[int], room: int, first: int = 0) -> tuple[Place, ...]:
    """Choose columns by ``wide`` until they fit, then let texts shrink; the rest is reached by scrolling.

    :param first: how many of the columns after the leading one are scrolled away.
    """
    best = [min(w, TEXT_WIDEST) if c.kind in _FLEXIBLE else w for c, w in zip(columns, widths, strict=True)]
    chosen: list[int] = []
    narrowed: dict[int, int] = {}
    for level in (2, 1, 0):
        chosen = [at for at, column in enumerate(columns) if column.wide <= level]
        floors = [TEXT_NARROWEST if not level else LESSER_LEAST if c.wide else ALWAYS_LEAST for c in columns]
        narrowed = _shrink(columns, best, chosen, room, floors)
        if _total(narrowed.values()) <= room:
            break
    visible = chosen[:1] + chosen[1 + first :]
    if first or _total(narrowed.values()) > room:  # it scrolls anyway: then what is shown can as well be read
        narrowed = _shrink(columns, best, visible, room, [SCROLLED_LEAST] * len(columns))
    return tuple(_cut(columns, narrowed, visible, room))


def _shrink(
    columns: Sequence[Column], best: Sequence[int], chosen: Sequence[int], room: int, floors: Sequence[int]
) -> dict[int, int]:
    """Take cells from the widest flexible columns until all fit or none can give."""
    widths = {at: best[at] for at in chosen}
    excess = _total(widths.values()) - room
    while excess > 0:
        giving = [at for at in chosen if columns[at].kind in _FLEXIBLE and widths[at] > floors[at]]
        if not giving:
            break
        widths[max(giving, key=lambda at: widths[at])] -= 1
        excess -= 1
    return widths


def _total(widths: Iterable[int]) -> int:
    sizes = list(widths)
    return sum(sizes) + GAP * max(0, len(sizes) - 1)


def _cut(columns: Sequence[Column], widths: Mapping[int, int], visible: Sequence[int], room: int) -> Iterable[Place]:
    """Give columns from the left while there is room; a last one that is a text may be cut."""
    used = 0
    for at in visible:
        left = room - used
        width = widths[at]
        if width > left:
            if used and (columns[at].kind not in _FLEXIBLE or left < TEXT_NARROWEST):
                return
            width = max(1, left)
        yield Place(at, width, is_right(columns[at]))
        used += width + GAP


def row_line(places: Sequence[Place], cells: Sequence[Shown], lead: str, style: str = "") -> Line:
    """Lay the cells of one row side by side after the two cells of ``lead``."""
    spans: list[Span] = [(lead, style or "key")]
    for at, spot in enumerate(places):
        cell = cells[spot.column]
        spans.append((fit(cell.text, spot.width, spot.right), style or cell.style))
        if at + 1 < len(places):
            spans.append((" " * GAP, style or "plain"))
    return tuple(spans)
