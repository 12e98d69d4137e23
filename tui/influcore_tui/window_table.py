"""The table for any number of rows: it knows the sixty it shows, and asks for more as one moves."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.strip import Strip

from influcore.contributions import Table
from influcore.entities import Ref

from .row_cursor import RowCursor
from .table_model import TableModel
from .views import Broken, FilterAsked, MenuAsked, Opened, Refused, Setting, Told, View
from .window import PAGE, Item, Page, Wanted, fetch


class Rowed(RowCursor):
    """The reading half of a table: pages of rows come from a reader's thread as they are needed."""

    def __init__(self, table: Table, setting: Setting) -> None:
        super().__init__()
        self.model = TableModel(table, setting.start(table.row))
        self._reader = setting.reader
        self._fetching: set[int] = set()
        self._good = self.model.wanted

    @property
    def rows(self) -> int:
        return self.model.count or 0

    @property
    def feet(self) -> int:
        return self.model.feet

    @property
    def item(self) -> Item | None:
        """The row under the cursor, if it is here."""
        return self.model.item(self.cursor)

    def on_mount(self) -> None:
        self.load()

    def look(self, wanted: Wanted) -> None:
        """Filter or sort anew, from the first row on."""
        if wanted != self.model.wanted:
            self.model.wanted = wanted
            self.cursor = 0
            self.load()

    def load(self, stay_on: Ref | None = None) -> None:
        self.run_worker(self._begin(stay_on), group="table.load", exclusive=True)

    async def _begin(self, stay_on: Ref | None) -> None:
        """Count, and read what is around the cursor; then show all of it at once."""
        table, wanted, cursor = self.model.table, self.model.wanted, self.cursor
        try:
            pages = await self._reader.run(lambda: _around(table, wanted, cursor))
        except Exception as error:  # noqa: BLE001 - lazy rows are a plugin's; the pane around says why
            self._refused(error)
            return
        self._good = wanted
        self._fetching.clear()
        self.model.begin(pages)
        found = self.model.find(stay_on)
        self.cursor = max(0, min(self.cursor if found is None else found, self.rows - 1))
        self.lay_out()

    def _refused(self, error: Exception) -> None:
        """Go back to the order that worked where a new one can not be had."""
        if isinstance(error, ValueError) and self.model.wanted.sort != self._good.sort:
            self.model.wanted = self._good
            self.post_message(Refused(str(error)))
            self.load()
        else:
            self.post_message(Broken(error))

    def fill(self) -> None:
        """Ask for pages that are in sight, or soon may be."""
        top = self.scroll_offset.y
        for number in self.model.missing(top, top + self.size.height):
            if number not in self._fetching:
                self._fetching.add(number)
                self.run_worker(self._add(number), group=f"table.page.{number}")

    async def _add(self, number: int) -> None:
        table, wanted = self.model.table, self.model.wanted
        try:
            page = await self._reader.run(lambda: fetch(table.rows, table.columns, wanted, number))
        except Exception as error:  # noqa: BLE001 - as above
            self.post_message(Broken(error))
            return
        if table is self.model.table and wanted == self.model.wanted:
            self._fetching.discard(number)
            self.model.add(page)
            self.model.arrange(self.inner_width)
            self.refresh()

    def lay_out(self) -> None:
        """Give the columns their places, the scrollbar its size, and bring the cursor into sight."""
        self.model.arrange(self.inner_width)
        self.hint_height(self.model.height)
        self.follow()
        self.refresh()
        self.post_message(Told())


class WindowTable(View, Rowed, can_focus=True):
    """Rows by window; sorting and filtering are pushed into the rows, never done here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", id="table.open"),
        Binding("slash", "filter", "Filter", id="table.filter"),
        Binding("s", "sort", "Sort", id="table.sort"),
        Binding("m,space", "menu", "Menu", id="table.menu"),
        Binding("v", "view", "View the whole row", id="table.view", show=False),
        Binding("S", "reverse", "Reverse the order", id="table.reverse", show=False),
        Binding("l,shift+right", "columns(1)", "Columns to the right", id="table.columns-right", show=False),
        Binding("h,shift+left", "columns(-1)", "Columns to the left", id="table.columns-left", show=False),
    ]

    def __init__(self, table: Table, setting: Setting) -> None:
        super().__init__(table, setting)
        self.kind = table.row

    # what others ask

    def show(self, content: Any) -> None:
        """Take a newer table; the cursor stays on the row it was on."""
        here = self.selected()
        self.model.take(content)
        self.kind = content.row
        self.load(here)

    def filter(self, match: str) -> None:
        self.look(self.model.wanted._replace(match=match.strip()))

    def refs(self) -> tuple[Ref, ...]:
        return self.item.refs if self.item is not None else ()

    def status(self) -> str:
        return self.model.status(self.cursor)

    def copied(self) -> str:
        return "\t".join(cell.text for cell in self.item.cells) if self.item is not None else ""

    # painting

    def on_resize(self, event: events.Resize) -> None:
        self.lay_out()

    def render_line(self, y: int) -> Strip:
        model, width = self.model, self.inner_width
        if model.width != width:
            model.arrange(width)
        if y == 0:
            return self.strip_of(model.header(width), width)
        if not model.count:
            lines = model.nothing(width)
            return self.strip_of(lines[y - 1] if y <= len(lines) else (), width)
        if model.feet and y == 1 + min(self.room, model.count):
            return self.strip_of(model.foot(), width)
        index = self.scroll_offset.y + y - 1
        if index >= model.count:
            return self.strip_of((), width)
        here = index == self.cursor and (self.has_focus or not self.is_part)
        return self.strip_of(model.row(index, here), width, "cursor" if here and self.has_focus else "")

    # doing

    def action_open(self) -> None:
        if self.item is None or self.item.ref is None:
            return
        if self.item.mend:
            self.action_menu()
        else:
            self.post_message(Opened(self.item.refs))

    def action_menu(self) -> None:
        if self.item is not None and self.item.refs:
            self.post_message(MenuAsked(self.item.refs, self.item.mend, self.item.row.get("_form")))

    def action_view(self) -> None:
        """Show every column of the row, those that do not fit included."""
        from .dialogs import Notice

        if self.item is not None:
            lines = [f"{title}: {cell.text}" for title, cell in zip(self.model.titles, self.item.cells, strict=True)]
            self.app.push_screen(Notice(self.item.ref.label if self.item.ref else "This row", lines))

    def action_filter(self) -> None:
        self.post_message(FilterAsked(self))

    def action_columns(self, step: int) -> None:
        if self.model.scroll_columns(step):
            self.refresh()
            self.post_message(Told())

    def action_reverse(self) -> None:
        if self.model.wanted.sort:
            self._sort(self.model.wanted.sort)

    def action_sort(self) -> None:
        from .dialogs import Choice

        names = [column.name for column in self.model.table.columns]
        options = list(zip(names, self.model.titles, strict=True))
        self.app.push_screen(Choice("Sort by", options, now=self.model.wanted.sort), self._sort)

    def _sort(self, name: str | None) -> None:
        if name:
            self.look(self.model.sorted_by(name))

    def on_click(self, event: events.Click) -> None:
        index = self.scroll_offset.y + event.y - 1
        if event.y == 0:
            self._sort(self.model.column_at(event.x))
        elif self.model.item(index) is not None:
            self.cursor = index
            if event.chain > 1:
                self.action_open()


def _around(table: Table, wanted: Wanted, cursor: int) -> list[Page]:
    """Read the page of the cursor with the count, and the page nearest to it; runs on the reader's thread."""
    number = cursor // PAGE
    first = fetch(table.rows, table.columns, wanted, number, counting=True)
    last = max(0, (first.total or 0) - 1) // PAGE
    if number > last:
        return [fetch(table.rows, table.columns, wanted, last, counting=True)]
    near = number + 1 if cursor % PAGE > PAGE // 2 else number - 1
    return [first, fetch(table.rows, table.columns, wanted, near)] if 0 <= near <= last else [first]
