"""The line that filters a table as one types."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.timer import Timer
from textual.widgets import Input

from .window_table import WindowTable

DELAY = 0.06


class FilterLine(Input):
    """Enter keeps the filter, Escape takes it off."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "drop", "Take the filter off", id="filter.drop"),
        Binding("enter,down", "keep", "Keep it", id="filter.keep"),
    ]

    def __init__(self, table: WindowTable) -> None:
        super().__init__(
            table.model.wanted.match, placeholder="filter as you type", compact=True, select_on_focus=False
        )
        self._table = table
        self._timer: Timer | None = None

    def on_mount(self) -> None:
        self.focus()

    def on_input_changed(self, event: Any) -> None:
        event.stop()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(DELAY, self._apply)

    def _apply(self) -> None:
        self._table.filter(self.value)

    def action_keep(self) -> None:
        self._apply()
        self._leave()

    def action_drop(self) -> None:
        self._table.filter("")
        self._leave()

    def _leave(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._table.focus()
        self.remove()
