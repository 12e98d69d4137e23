"""Which view shows which content; what has none of its own is shown as the table it can give."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from influcore.contributions import (
    Board,
    Calendar,
    Cards,
    Chart,
    Column,
    Document,
    Mark,
    Matrix,
    Stack,
    Table,
    Timeline,
    small_table,
)

from .calendar_view import CalendarView
from .heat import paint_matrix
from .lines_view import LinesView
from .painters import paint_board, paint_cards, paint_chart, paint_document
from .spans import span_bar
from .text import display
from .views import Edge, Setting, View
from .window_table import WindowTable

_PAINTERS: dict[type[Any], Any] = {
    Cards: paint_cards, Chart: paint_chart, Document: paint_document, Board: paint_board, Matrix: paint_matrix,
}  # fmt: skip


def view_for(content: Any, setting: Setting) -> Any:
    """Make the widget for a content. Errors: whatever a plugin's own content raises."""
    if isinstance(content, Stack):
        return StackView(content, setting)
    if isinstance(content, Matrix) and content.details is not None and content.labels:
        return StackView(_with_details(content), setting)
    if isinstance(content, Calendar):
        return CalendarView(content, setting)
    if type(content) in _PAINTERS:
        return LinesView(content, _PAINTERS[type(content)])
    return WindowTable(table_of(content), setting)


def shape_of(content: Any) -> tuple[Any, ...]:
    """Say what a view must be like to show this; the same shape can be shown in place."""
    if isinstance(content, Matrix) and content.details is not None and content.labels:
        content = _with_details(content)
    if isinstance(content, Stack):
        return (Stack, *((name, shape_of(part)) for name, part in content.parts.items()))
    if type(content) in _PAINTERS or isinstance(content, Calendar):
        return (type(content),)
    return (Table, tuple(column.name for column in table_of(content).columns))


def table_of(content: Any) -> Table:
    """Give a content as a table; spans of days also as bars."""
    if not isinstance(content, Timeline):
        table: Table = content.table()
        return table
    columns = (
        Column(name="what", title="What", kind="ref"),
        Column(name="bar", title="", kind="flag", wide=1),  # no text: a bar that is cut would lie
        Column(name="starts", title="Starts", kind="date"),
        Column(name="ends", title="Ends", kind="date"),
        Column(name="state", title="State", kind="mark"),
    )
    known = [day for _, starts, ends, _, _ in content.spans for day in (starts, ends) if day is not None]
    rows = [
        {"what": what, "bar": span_bar(starts, ends, known), "starts": starts or Mark("open"),
         "ends": ends or Mark("open"), "state": mark, "_ref": ref}
        for what, starts, ends, mark, ref in content.spans
    ]  # fmt: skip
    return small_table(columns, rows, title=content.title, empty=content.empty)


def _with_details(content: Matrix) -> Stack:
    assert content.details is not None
    from attrs import evolve

    return Stack(parts={"matrix": evolve(content, details=None), "details": content.details})


class StackView(View, VerticalScroll, can_focus=False):
    """Several contents under one another; the cursor walks from one into the next."""

    DEFAULT_CLASSES: ClassVar[str] = "stack"

    def __init__(self, content: Stack, setting: Setting) -> None:
        super().__init__()
        self._content = content
        self._setting = setting

    def compose(self) -> ComposeResult:
        for name, part in self._content.parts.items():
            title = getattr(part, "title", "") or name.replace("_", " ").capitalize()
            if len(self._content.parts) > 1 and not isinstance(part, (Cards, Chart, Matrix, Document, Board)):
                yield Static(display(title), classes="part-title")
            yield view_for(part, self._setting)

    def show(self, content: Any) -> None:
        self._content = _with_details(content) if isinstance(content, Matrix) else content
        for view, part in zip(self.views, self._content.parts.values(), strict=True):
            view.show(part if not isinstance(view, WindowTable) else table_of(part))

    @property
    def views(self) -> list[Any]:
        return [child for child in self.children if isinstance(child, View)]

    def on_edge(self, message: Edge) -> None:
        """Go on into the neighbour, and scroll past it where it has nothing to stop at."""
        message.stop()
        views = self.views
        at = views.index(message.sender) + message.direction if message.sender in views else -1
        if 0 <= at < len(views):
            neighbour: Widget = views[at]
            neighbour.focus(scroll_visible=False)
            self.scroll_to_widget(neighbour, animate=False, top=message.direction < 0)
        else:
            self.scroll_relative(y=message.direction * 3, animate=False)
