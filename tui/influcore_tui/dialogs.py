"""Small dialogs: choose one, say yes, read something. Each gives its answer by ``dismiss``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, OptionList, Static
from textual.widgets.option_list import Option

from .text import display, display_lines


class Choice(ModalScreen[str | None]):
    """Choose one of a list. ``options`` are (name, words); gives the name, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "Cancel", id="dialog.cancel"),
        Binding("j", "move('down')", "Down", id="dialog.down", show=False),
        Binding("k", "move('up')", "Up", id="dialog.up", show=False),
    ]

    def __init__(self, title: str, options: Sequence[tuple[str, str]], *, now: str = "") -> None:
        super().__init__()
        self._title = title
        self._options = list(options)
        self._now = now

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog narrow"):
            yield Static(display(self._title), classes="dialog-title")
            marked = [(name, f"{'●' if name == self._now else ' '} {words}") for name, words in self._options]
            yield OptionList(*[Option(display(words)) for _, words in marked], markup=False, compact=True)
            yield Static(display("Enter choose   Esc leave"), classes="dialog-keys")

    def on_mount(self) -> None:
        names = [name for name, _ in self._options]
        self.query_one(OptionList).highlighted = names.index(self._now) if self._now in names else 0

    def action_move(self, way: str) -> None:
        options = self.query_one(OptionList)
        options.action_cursor_down() if way == "down" else options.action_cursor_up()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._options[event.option_index][0])


class Confirm(ModalScreen[bool | None]):
    """Show what would be done, and ask. What can not be taken back is not the default answer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "dismiss(True)", "Yes", id="confirm.yes"),
        Binding("n,escape,q", "dismiss(False)", "No", id="confirm.no"),
        Binding("left,right", "app.focus_next", "Other button", id="confirm.switch", show=False),
    ]

    def __init__(self, title: str, lines: Sequence[str], warnings: Sequence[str] = (), *, irreversible: bool) -> None:
        super().__init__()
        self._title = title
        self._lines = list(lines)
        self._warnings = list(warnings)
        self._irreversible = irreversible

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(display(self._title), classes="dialog-title")
            with VerticalScroll(classes="dialog-body", can_focus=False):
                yield Static(display_lines([f"• {line}" for line in self._lines]))
                if self._warnings:
                    yield Static(display_lines([f"▲ {line}" for line in self._warnings]), classes="warning")
                if self._irreversible:
                    yield Static(display("! This can not be undone."), classes="error")
            with Horizontal(classes="dialog-buttons"):
                yield Button(display("Yes, do it (y)"), id="yes", compact=True)
                yield Button(display("No, leave it (n)"), id="no", compact=True)

    def on_mount(self) -> None:
        self.query_one("#no" if self._irreversible else "#yes", Button).focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.dismiss(event.button.id == "yes")


class Notice(ModalScreen[None]):
    """Lines to read, closed by any of Enter, Escape and q."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter,q", "dismiss(None)", "Close", id="notice.close")]

    def __init__(self, title: str, lines: Sequence[str], *, secret: str = "") -> None:
        super().__init__()
        self._title = title
        self._lines = list(lines)
        self._secret = secret

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(display(self._title), classes="dialog-title")
            with VerticalScroll(classes="dialog-body", can_focus=False):
                yield Static(display_lines(self._lines))
            if self._secret:
                yield Static(display("Shown this once, and kept nowhere. Copy it now (c):"), classes="warning")
                yield Static(display(self._secret), classes="secret")
            yield Static(display("c copy   Esc close" if self._secret else "Esc close"), classes="dialog-keys")

    def key_c(self) -> None:
        if self._secret:
            self.app.copy_to_clipboard(self._secret)


class ContentDialog(ModalScreen[None]):
    """Any content in a dialog of nearly the whole screen."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "dismiss(None)", "Close", id="content.close")]

    def __init__(self, title: str, pane: Any) -> None:
        super().__init__()
        self._title = title
        self._pane = pane

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog wide"):
            yield Static(display(self._title), classes="dialog-title")
            yield self._pane
            yield Static(display("Esc close"), classes="dialog-keys")

    def on_mount(self) -> None:
        self._pane.focus_view()
