"""The month grid: arrows move the day, Enter opens what is on it."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.strip import Strip

from influcore.contributions import Calendar, CalendarItem
from influcore.entities import Ref

from .brush import Painted
from .month import Grid, by_day, grid_of, moved, paint_day, paint_grid
from .paint import Line
from .views import MenuAsked, Opened, Setting, Told, View


class CalendarView(View, Painted, can_focus=True):
    """A month of a calendar, and the list of the chosen day."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", id="calendar.open"),
        Binding("m,space", "menu", "Menu", id="calendar.menu"),
        Binding("n", "item_day(1)", "Next item", id="calendar.next-item"),
        Binding("N,p", "item_day(-1)", "Item before", id="calendar.previous-item", show=False),
        Binding("t", "today", "Today", id="calendar.today"),
        Binding("pagedown", "month(1)", "Month", id="calendar.next-month", key_display="PgUp PgDn"),
        Binding("pageup", "month(-1)", "Month before", id="calendar.previous-month", show=False),
        Binding("left,h", "day(-1)", "Day before", id="calendar.left", show=False),
        Binding("right,l", "day(1)", "Day after", id="calendar.right", show=False),
        Binding("up", "day(-7)", "Week before", id="calendar.up", show=False),
        Binding("down", "day(7)", "Week after", id="calendar.down", show=False),
        Binding("j", "item(1)", "Item below", id="calendar.item-down", show=False),
        Binding("k", "item(-1)", "Item above", id="calendar.item-up", show=False),
    ]

    def __init__(self, content: Calendar, setting: Setting) -> None:
        super().__init__()
        self._setting = setting
        self._chosen = content.today if content.first <= content.today <= content.last else content.first
        self._at = 0
        self._lines: list[Line] = []
        self._grid: Grid | None = None
        self.show(content)

    def show(self, content: Any) -> None:
        here = self.selected() if hasattr(self, "_days") else None
        self._content: Calendar = content
        self._days = by_day(content)
        self.kind = content.row
        refs = [item.ref for item in self._items]
        self._at = refs.index(here) if here in refs else 0
        self._redraw()

    @property
    def _items(self) -> list[CalendarItem]:
        return self._days.get(self._chosen, [])

    def refs(self) -> tuple[Ref, ...]:
        ref = self._items[self._at].ref if self._at < len(self._items) else None
        return () if ref is None else (ref,)

    def day(self) -> dt.date | None:
        return self._chosen

    def status(self) -> str:
        return f"{self._chosen} · {len(self._items)} of {len(self._content.items)} items on this day"

    def copied(self) -> str:
        items = [f"{self._chosen} {item.time} {item.title} {item.mark.word}" for item in self._items]
        return "\n".join(items)

    # painting

    def on_resize(self, event: events.Resize) -> None:
        self._redraw()

    def _redraw(self) -> None:
        width, height = self.size
        if not width:
            return
        self._grid = grid_of(self._chosen, width, height)
        lines = paint_grid(self._content, self._days, self._grid, self._chosen)
        lines.append(())
        room = max(2, height - len(lines))
        lines += paint_day(
            self._content,
            self._items,
            self._chosen,
            self._at,
            room=room,
            width=width,
            start=self._setting.start(self.kind),
        )
        self._lines = lines
        self.refresh()
        self.post_message(Told())

    def render_line(self, y: int) -> Strip:
        return self.strip_of(self._lines[y] if y < len(self._lines) else (), self.size.width)

    # moving

    def _go(self, day: dt.date) -> None:
        self._chosen, self._at = day, 0
        self._redraw()

    def action_day(self, step: int) -> None:
        try:
            self._go(self._chosen + dt.timedelta(days=step))
        except OverflowError:
            return

    def action_month(self, step: int) -> None:
        self._go(moved(self._chosen, step))

    def action_today(self) -> None:
        self._go(self._content.today)

    def action_item(self, step: int) -> None:
        self._at = max(0, min(self._at + step, len(self._items) - 1))
        self._redraw()

    def action_item_day(self, step: int) -> None:
        """Go to the nearest day with anything on it, in that direction."""
        days = [d for d in self._days if (d > self._chosen if step > 0 else d < self._chosen)]
        if days:
            self._go(min(days) if step > 0 else max(days))

    # doing

    def action_open(self) -> None:
        if self.refs():
            self.post_message(Opened(self.refs()))

    def action_menu(self) -> None:
        if self.refs():
            self.post_message(MenuAsked(self.refs()))

    def on_click(self, event: events.Click) -> None:
        if self._grid is None:
            return
        day = self._grid.day_at(event.x, event.y)
        row = event.y - self._grid.bottom - 2
        if day is not None:
            self._go(day)
        elif 0 <= row < len(self._items):
            self._at = row
            self._redraw()
            if event.chain > 1:
                self.action_open()
