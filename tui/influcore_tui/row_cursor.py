"""A cursor over rows of one line each, below a heading, that is always kept in sight."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.reactive import reactive
from textual.widget import Widget

from .brush import Painted
from .views import Edge, Told


class RowCursor(Painted):
    """Line 0 of the window is the heading; the last ``feet`` lines are kept free of rows."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", "Down", id="table.down", show=False),
        Binding("k,up", "move(-1)", "Up", id="table.up", show=False),
        Binding("g,home", "jump(0)", "First row", id="table.first", show=False),
        Binding("G,end", "jump(1)", "Last row", id="table.last", show=False),
        Binding("ctrl+d,pagedown", "page(1)", "Page down", id="table.page-down", show=False),
        Binding("ctrl+u,pageup", "page(-1)", "Page up", id="table.page-up", show=False),
    ]
    cursor: reactive[int] = reactive(0, repaint=False)

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return 0

    @property
    def feet(self) -> int:
        return 0

    @property
    def room(self) -> int:
        """Lines for rows, between the heading and the feet."""
        return max(1, self.size.height - 1 - self.feet)

    @property
    def is_part(self) -> bool:
        """Say whether it stands among others, where only the one with the focus shows its cursor."""
        return isinstance(self.parent, Widget) and self.parent.has_class("stack")

    def fill(self) -> None:
        """Fetch what has come into sight."""

    def watch_cursor(self, before: int, now: int) -> None:
        for index in (before, now):
            self.refresh(Region(0, index - self.scroll_offset.y + 1, self.size.width, 1))
        self.post_message(Told())

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self.fill()

    def follow(self) -> None:
        """Scroll so that the cursor is in sight."""
        top, room = self.scroll_offset.y, self.room
        if self.cursor < top or self.cursor >= top + room:
            to = self.cursor if self.cursor < top else self.cursor - room + 1
            self.scroll_to(y=to, animate=False)
        self.fill()

    def moved_to(self, index: int) -> None:
        """Put the cursor on a row because the user wants it there."""
        self.cursor = max(0, min(index, self.rows - 1))
        self.follow()
        if self.is_part:
            self.call_after_refresh(self._into_sight)

    def _into_sight(self) -> None:
        """Within a stack, bring the line under the cursor (and the heading above the first) into its window."""
        line = self.cursor - self.scroll_offset.y + 1
        first = 0 if line == 1 else line
        if isinstance(self.parent, Widget):
            region = Region(0, self.virtual_region.y + first, 1, line - first + 1)
            self.parent.scroll_to_region(region, animate=False)

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def action_move(self, step: int) -> None:
        if 0 <= self.cursor + step < self.rows:
            self.moved_to(self.cursor + step)
        else:
            self.post_message(Edge(self, step))

    def action_jump(self, last: int) -> None:
        self.moved_to(self.rows - 1 if last else 0)

    def action_page(self, pages: int) -> None:
        self.moved_to(self.cursor + self.room * pages)
