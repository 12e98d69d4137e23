"""The fields of a form: one widget for each kind of param, all of them giving text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, ClassVar

from attrs import frozen
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Checkbox, Input, Select, Static, TextArea

from influcore.contributions.params import Param, emptied

from .month import moved
from .reference import RefInput
from .text import display

Given = str | bool | None


@frozen(kw_only=True)
class Filled:
    """What a field starts with: its text, and for a reference the words shown instead of an id."""

    text: str
    words: str = ""


class DateInput(Input):
    """A date or time; the arrows step by a day, Page keys by a month."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(1, 0)", "Day later", id="date.up", show=False),
        Binding("down", "step(-1, 0)", "Day earlier", id="date.down", show=False),
        Binding("pageup", "step(0, 1)", "Month later", id="date.month-up", show=False),
        Binding("pagedown", "step(0, -1)", "Month earlier", id="date.month-down", show=False),
    ]

    def __init__(self, value: str, today: dt.date, **options: Any) -> None:
        super().__init__(value, **options)
        self._today = today

    def action_step(self, days: int, months: int) -> None:
        """Move what is written, or begin with today; what follows the date stays."""
        text = self.value.strip()
        try:
            day = dt.date.fromisoformat(text[:10]) if text else self._today - dt.timedelta(days=days)
            day = moved(day + dt.timedelta(days=days), months)
        except (ValueError, OverflowError):
            return
        self.value = f"{day.isoformat()}{text[10:]}"
        self.cursor_position = len(self.value)


class FormField(Vertical):
    """A label, the control, the unit, and below them what is wrong."""

    def __init__(
        self, param: Param, filled: Filled, *, choices: Sequence[str] = (), today: dt.date, names: Any
    ) -> None:
        super().__init__(classes="field")
        self.param = param
        self._filled = filled
        self._choices = tuple(choices) or param.choices
        self._today = today
        self._names = names

    def compose(self) -> ComposeResult:
        param = self.param
        with Horizontal(classes="field-line"):
            yield Static(display(f"{param.label}{' *' if param.required else ''}"), classes="field-label")
            yield self._control()
            if param.unit:
                yield Static(display(param.unit), classes="field-unit")
        yield Static(display(""), classes="field-error")

    def _control(self) -> Widget:
        param, text = self.param, self._filled.text
        hint = f"e.g. {param.example}" if param.example else "" if param.required else "optional"
        if param.kind == "flag":
            return Checkbox(display(""), text == "yes" or text == "true", id="control", compact=True)
        if param.kind == "longtext":
            return TextArea(text, id="control", compact=True, tab_behavior="focus", show_line_numbers=False)
        if self._choices and param.kind != "list":
            return self._select(text)
        if param.kind == "ref":
            return RefInput(text, self._filled.words, kind=param.ref, names=self._names, hint=hint)
        plain = {"placeholder": hint, "id": "control", "compact": True, "select_on_focus": False}
        if param.kind in ("date", "datetime"):
            return DateInput(text, self._today, **plain)
        return Input(text, password=param.kind == "secret", **plain)  # type: ignore[arg-type]

    def _select(self, text: str) -> Widget:
        options = [(display(choice), choice) for choice in self._choices]
        blank = self.param.optional or not self.param.default
        value: Any = text if text in self._choices else Select.NULL if blank else self._choices[0]
        return Select(options, value=value, allow_blank=blank, id="control", compact=True, prompt="–")

    # what the form asks

    @property
    def control(self) -> Any:
        return self.query_one("#control")

    def given(self) -> Given:
        """Give what the user left here, as text; nothing where a choice stays open.

        A field that held something and was emptied is meant to be empty, not left as it is.
        """
        text = self._given()
        return emptied(self.param) if text == "" and self._filled.text else text

    def _given(self) -> Given:
        control = self.control
        if isinstance(control, Checkbox):
            return bool(control.value)
        if isinstance(control, TextArea):
            return control.text
        if isinstance(control, Select):
            return None if control.value is Select.NULL else str(control.value)
        if isinstance(control, RefInput):
            return control.given()
        return str(control.value)

    @property
    def lines(self) -> int:
        """How high it is, the list of names left out."""
        return (4 if self.param.kind == "longtext" else 1) + (1 if self.has_class("wrong") else 0)

    def complain(self, text: str) -> None:
        """Say what is wrong, or take that off."""
        self.set_class(bool(text), "wrong")
        self.query_one(".field-error", Static).update(display(f"! {text}" if text else ""))
