"""A view of painted lines, scrolled by keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.strip import Strip

from .brush import Painted
from .paint import Line, text_of
from .views import Broken, Edge, View

Paint = Callable[[Any, int], list[Line]]


class LinesView(View, Painted, can_focus=True):
    """Shows what a painter makes of a content; painted anew when the width changes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "scroll_by(1)", "Down", id="lines.down", show=False),
        Binding("k,up", "scroll_by(-1)", "Up", id="lines.up", show=False),
        Binding("ctrl+d,pagedown", "scroll_pages(1)", "Page down", id="lines.page-down", show=False),
        Binding("ctrl+u,pageup", "scroll_pages(-1)", "Page up", id="lines.page-up", show=False),
        Binding("g,home", "ends(0)", "First line", id="lines.first", show=False),
        Binding("G,end", "ends(1)", "Last line", id="lines.last", show=False),
    ]

    def __init__(self, content: Any, paint: Paint, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._content = content
        self._paint = paint
        self._lines: list[Line] = []
        self._width = 0

    def show(self, content: Any) -> None:
        self._content, self._width = content, 0
        self._redraw()
        self.refresh(layout=True)

    def copied(self) -> str:
        return "\n".join(text_of(line).rstrip() for line in self._lines)

    def on_mount(self) -> None:
        self._redraw()

    def on_resize(self, event: events.Resize) -> None:
        self._redraw()

    def _redraw(self) -> None:
        width = self.inner_width
        if width:
            self.hint_height(len(self._painted(width)))
            self.refresh()

    def _painted(self, width: int) -> list[Line]:
        """Paint, or take what was painted for this width."""
        if width != self._width:
            self._width = width
            try:
                self._lines = self._paint(self._content, width)
            except Exception as error:  # noqa: BLE001 - a plugin's content may hold anything; its pane says so
                self._lines = []
                self.post_message(Broken(error))
        return self._lines

    def get_content_height(self, container: Any, viewport: Any, width: int) -> int:
        """Paint for the width asked about, since a height of its own depends on it."""
        return max(1, len(self._painted(width))) if width else 1

    def render_line(self, y: int) -> Strip:
        at, width = self.scroll_offset.y + y, self.inner_width
        lines = self._painted(width)
        return self.strip_of(lines[at] if at < len(lines) else (), width)

    def action_scroll_by(self, step: int) -> None:
        before = self.scroll_offset.y
        self.scroll_to(y=before + step, animate=False)
        if not 0 <= before + step <= self.max_scroll_y:
            self.post_message(Edge(self, step))

    def action_scroll_pages(self, pages: int) -> None:
        self.action_scroll_by(pages * max(1, self.size.height - 1))

    def action_ends(self, last: int) -> None:
        self.scroll_to(y=self.max_scroll_y if last else 0, animate=False)
