"""What a table shows, worked out without a screen: which rows are here, which columns fit, and every line of it."""

from __future__ import annotations

from collections.abc import Sequence

from influcore.contributions import Table
from influcore.entities import Ref

from .columns import GAP, Place, Shown, natural_widths, place, row_line, shown_row, titles_of
from .paint import Line, fit, width_of, wrap
from .window import PAGE, Item, Page, Pages, Wanted

LEAD = 2
UP, DOWN = "▲", "▼"


class TableModel:
    """A table as far as it has been read. Line 0 is the heading, then rows, then totals."""

    def __init__(self, table: Table, start: str = "") -> None:
        self.wanted = Wanted()
        self.count: int | None = None
        self.places: tuple[Place, ...] = ()
        self.scrolled = 0
        self.width = 0
        self._pages = Pages()
        self._start = start
        self._widths: list[int] = []
        self.take(table)

    def take(self, table: Table) -> None:
        """Use a newer table; rows stay until those of the new one have come."""
        self.table = table
        self.titles = titles_of(table.columns)
        self.totals = _written_totals(table)
        if len(self._widths) != len(self.titles):
            self._widths = [width_of(title) for title in self.titles]

    # rows

    def begin(self, pages: Sequence[Page]) -> None:
        """Replace everything by what a fresh reading gave; the first page has the count."""
        self._pages.clear()
        for page in pages:
            self._pages.put(page)
        self.count = pages[0].total or 0
        self._measure(fresh=True)

    def add(self, page: Page) -> None:
        self._pages.put(page)
        self._measure()

    def item(self, index: int) -> Item | None:
        return self._pages.item(index)

    def missing(self, first: int, last: int) -> list[int]:
        """Name the pages that are not here, of these rows and of a page to either side."""
        if not self.count:
            return []
        return self._pages.missing(max(0, first - PAGE), min(self.count - 1, last + PAGE))

    def find(self, ref: Ref | None) -> int | None:
        """Find a row again by what it stands for, among those that are here."""
        return None if ref is None else self._pages.find(lambda item: item.ref == ref)

    @property
    def height(self) -> int:
        """Lines there are to show, heading and totals included."""
        return 1 + self.count + self.feet if self.count else 4

    @property
    def feet(self) -> int:
        return 1 if self.totals and self.count else 0

    # columns

    def arrange(self, width: int) -> None:
        """Give the columns their places in a width."""
        self.width = width
        self._room = max(1, width - LEAD)
        self.places = place(self.table.columns, self._widths, self._room, self.scrolled)

    def scroll_columns(self, step: int) -> bool:
        """Move the columns after the first one; says whether anything moved."""
        always = sum(1 for column in self.table.columns if column.wide == 0)
        to = max(0, min(self.scrolled + step, always - 2))
        if to == self.scrolled or (step > 0 and not self.has_more_right):
            return False
        self.scrolled = to
        self.arrange(self._room + LEAD)
        return True

    @property
    def has_more_right(self) -> bool:
        always = [at for at, column in enumerate(self.table.columns) if column.wide == 0]
        return bool(always and self.places) and self.places[-1].column < always[-1]

    def column_at(self, x: int) -> str:
        """Name the column whose heading is at cell ``x``, or ''."""
        left = LEAD
        for spot in self.places:
            if left <= x < left + spot.width:
                return self.table.columns[spot.column].name
            left += spot.width + GAP
        return ""

    def sorted_by(self, name: str) -> Wanted:
        """Say what to want when a column is chosen for sorting: numbers large first, the same again reversed."""
        column = next(c for c in self.table.columns if c.name == name)
        again = name == self.wanted.sort
        large_first = column.kind in ("int", "number", "share", "multiple", "money", "estimate")
        return Wanted(self.wanted.match, name, not self.wanted.descending if again else large_first)

    def _measure(self, fresh: bool = False) -> None:
        """Measure columns by what has been seen; they only grow while one scrolls, so that nothing dances."""
        rows = [item.cells for item in self._pages.items()]
        seen = natural_widths(self.titles, [*rows, self.totals] if self.totals else rows)
        for at, column in enumerate(self.table.columns):
            if column.name == self.wanted.sort:
                seen[at] = max(seen[at], width_of(self.titles[at]) + 2)
        self._widths = seen if fresh else [max(a, b) for a, b in zip(seen, self._widths, strict=True)]

    # lines

    def header(self, width: int) -> Line:
        spans = [("‹ " if self.scrolled else "  ", "head")]
        for at, spot in enumerate(self.places):
            gap = "" if at + 1 == len(self.places) else " " * GAP
            spans.append((fit(self._heading(spot.column), spot.width, spot.right) + gap, "head"))
        used = sum(width_of(text) for text, _ in spans)
        spans.append((("›" if self.has_more_right else "").rjust(max(0, width - used)), "head"))
        return tuple(spans)

    def _heading(self, index: int) -> str:
        if self.table.columns[index].name != self.wanted.sort:
            return self.titles[index]
        return f"{self.titles[index]} {DOWN if self.wanted.descending else UP}"

    def row(self, index: int, here: bool) -> Line:
        lead = "▸ " if here else "  "
        item = self.item(index)
        return ((lead, "key"), ("·", "dim")) if item is None else row_line(self.places, item.cells, lead)

    def foot(self) -> Line:
        return row_line(self.places, self.totals, "  ", "total")

    def nothing(self, width: int) -> list[Line]:
        """Say why there are no rows, and how to get some."""
        if self.count is None:
            return []
        text = f"No row holds “{self.wanted.match}”. Esc clears the filter."
        if not self.wanted.match:
            text = f"{self.table.empty} {self._start}".strip()
        return [(), *((("  ", "plain"), (line, "dim")) for line in wrap(text, max(10, width - 4)))]

    def status(self, cursor: int) -> str:
        if self.count is None:
            return "reading …"
        parts = [f"{min(cursor + 1, self.count):,} of {self.count:,}"]
        for column in self.table.columns:
            if column.name == self.wanted.sort:
                parts.append(f"by {column.title} {DOWN if self.wanted.descending else UP}")
        if self.wanted.match:
            parts.append(f"filter “{self.wanted.match}” (Esc clears)")
        if self.has_more_right or self.scrolled:
            parts.append("h l more columns")
        return " · ".join(parts)


def _written_totals(table: Table) -> tuple[Shown, ...]:
    """Write the totals; what has none stays empty, and the line says what it is."""
    if table.totals is None or not table.columns:
        return ()
    written = shown_row(table.totals, table.columns)
    cells = [cell if c.name in table.totals else Shown("") for cell, c in zip(written, table.columns, strict=True)]
    if not cells[0].text:
        cells[0] = Shown("Total")
    return tuple(cells)
