"""The line that filters a table as one types."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.timer import Timer
from textual.widgets import Input, Static

from .text import display
from .window_table import WindowTable

DELAY = 0.06


class FilterLine(Horizontal):
    """Enter keeps the filter, Escape takes it off."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "keep", "Keep it", id="filter.keep", show=False),
        Binding("escape", "drop", "Take the filter off", id="filter.drop"),
    ]

    def __init__(self, table: WindowTable) -> None:
        super().__init__()
        self._table = table
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        yield Static(display(" / "))
        match = self._table.model.wanted.match
        yield Input(
            match,
            placeholder="filter as you type; Enter keeps it, Esc takes it off",
            compact=True,
            select_on_focus=False,
        )

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(DELAY, self._apply)

    def on_input_submitted(self, event: Any) -> None:
        event.stop()
        self.action_keep()

    def _apply(self) -> None:
        self._table.filter(self.query_one(Input).value)

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
