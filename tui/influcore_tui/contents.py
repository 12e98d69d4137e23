"""Which view shows which content; what has none of its own is shown as the table it can give.

Views are imported when the first content of their kind comes: a list of campaigns needs the table only.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from influcore.contributions import Calendar, Column, Mark, Matrix, Stack, Table, Timeline, small_table

from .views import Setting
from .window_table import WindowTable

# Contents that are painted as lines: the module and the function that paints them.
_PAINTERS = {
    "Cards": ("painters", "paint_cards"), "Chart": ("painters", "paint_chart"),
    "Document": ("painters", "paint_document"), "Board": ("painters", "paint_board"),
    "Matrix": ("heat", "paint_matrix"),
}  # fmt: skip


def view_for(content: Any, setting: Setting) -> Any:
    """Make the widget for a content. Errors: whatever a plugin's own content raises."""
    content = unfolded(content)
    if isinstance(content, Stack):
        from .stack import StackView

        return StackView(content, setting)
    if isinstance(content, Calendar):
        from .calendar_view import CalendarView

        return CalendarView(content, setting)
    if is_painted(content):
        from .lines_view import LinesView

        module, name = _PAINTERS[type(content).__name__]
        return LinesView(content, getattr(import_module(f".{module}", __package__), name))
    return WindowTable(table_of(content), setting)


def show_in(view: Any, content: Any) -> None:
    """Show a content of the same shape in a view that is there."""
    view.show(table_of(content) if isinstance(view, WindowTable) else unfolded(content))


def shape_of(content: Any) -> tuple[Any, ...]:
    """Say what a view must be like to show this; the same shape can be shown in place."""
    content = unfolded(content)
    if isinstance(content, Stack):
        return (Stack, *((name, shape_of(part)) for name, part in content.parts.items()))
    if is_painted(content) or isinstance(content, Calendar):
        return (type(content),)
    return (Table, tuple(column.name for column in table_of(content).columns))


def is_painted(content: Any) -> bool:
    """Say whether this is shown as lines of text, with its title among them."""
    return type(content).__name__ in _PAINTERS


def unfolded(content: Any) -> Any:
    """Take a matrix with the table of its pairs as the two parts it is."""
    if not isinstance(content, Matrix) or content.details is None or not content.labels:
        return content
    from attrs import evolve

    return Stack(parts={"matrix": evolve(content, details=None), "details": content.details})


def table_of(content: Any) -> Table:
    """Give a content as a table; spans of days also as bars."""
    if not isinstance(content, Timeline):
        table: Table = content.table()
        return table
    from .spans import span_bar

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
