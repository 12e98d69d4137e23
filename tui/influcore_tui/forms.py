"""An action's form as a dialog: every complaint at once, each at its own field."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, ClassVar

from attrs import Factory, frozen
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Static

from influcore.contributions.params import Param
from influcore.errors import InflucoreError, InvalidInput

from .fields import Filled, FormField, Given
from .reference import NameInput, Names, RefInput
from .text import display, reason

BESIDES = 12  # lines of a dialog that are not fields
Submit = Callable[[Mapping[str, Given]], Awaitable[Any]]


@frozen(kw_only=True)
class FormSpec:
    """What a form asks, with what it starts, and who takes the answers.

    ``submit`` gives the value that the dialog ends with; what it raises is told in the form, which stays open.
    """

    title: str
    help: str
    params: Sequence[Param]
    submit: Submit
    today: Any
    filled: Mapping[str, Filled] = Factory(dict)
    choices: Mapping[str, Sequence[str]] = Factory(dict)
    names: Names | None = None
    button: str = "Save"


class FormScreen(ModalScreen[Any]):
    """Gives what ``submit`` made of the answers, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "submit", "Save", id="form.save", priority=True),
        Binding("escape", "leave", "Cancel", id="form.cancel"),
    ]

    def __init__(self, spec: FormSpec) -> None:
        super().__init__()
        self._spec = spec
        self._start: Mapping[str, Given] = {}
        self._warned = False
        self._busy = False

    def compose(self) -> ComposeResult:
        spec = self._spec
        with Vertical(classes="dialog form"):
            yield Static(display(spec.title), classes="dialog-title")
            with VerticalScroll(classes="fields", can_focus=False):
                for param in spec.params:
                    yield FormField(
                        param,
                        spec.filled.get(param.name, Filled(text=param.default or "")),
                        choices=spec.choices.get(param.name, ()),
                        today=spec.today,
                        names=spec.names,
                    )
            yield Static(display(spec.help), classes="form-help")
            yield Static(display(""), classes="form-error")
            with Horizontal(classes="dialog-buttons"):
                yield Button(display(f"{spec.button} (Ctrl+S)"), id="save", compact=True)
                yield Button(display("Cancel (Esc)"), id="cancel", compact=True)

    def on_mount(self) -> None:
        fields = list(self.query(FormField))
        empty = [field for field in fields if field.param.required and not field.given()]
        for field in (empty or fields)[:1]:
            field.control.focus()
        self._start = self._given()
        self._fit()

    def on_resize(self) -> None:
        self._fit()

    def _fit(self) -> None:
        """Let the fields scroll where they would push what stands below them off the screen."""
        lines = sum(field.lines for field in self.query(FormField))
        self.query_one(".form").set_class(lines > self.size.height - BESIDES, "long")

    def _given(self) -> dict[str, Given]:
        return {field.param.name: field.given() for field in self.query(FormField)}

    # what the fields tell

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        for field in self.query(FormField):
            if field.has_focus_within:
                self.query_one(".form-help", Static).update(display(field.param.help))
                field.scroll_visible(animate=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        line = event.input
        if isinstance(line, NameInput) and isinstance(line.parent, RefInput) and line.parent.choose():
            self.focus_next()
        else:
            self.action_submit()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        event.stop()
        if event.button.id == "save":
            self.action_submit()
        else:
            self.dismiss(None)

    # leaving

    def action_leave(self) -> None:
        """Close an open list of names first; ask once before typed words are lost."""
        for names in self.query(RefInput):
            if names.is_open:
                names.close()
                return
        if self._given() != self._start and not self._warned:
            self._warned = True
            self._complain("Esc again discards what you have typed; Ctrl+S saves it.")
        else:
            self.dismiss(None)

    def action_submit(self) -> None:
        if not self._busy:
            self._busy = True
            self.run_worker(self._submit(), group="form.submit")

    async def _submit(self) -> None:
        try:
            made = await self._spec.submit(self._given())
        except Exception as error:  # noqa: BLE001 - whatever an action refuses is told in its form
            self._show(error)
        else:
            self.dismiss(made)
        finally:
            self._busy = False

    def _show(self, error: Exception) -> None:
        """Put every complaint at its field; what belongs to none stands below."""
        problems = dict(reversed(error.problems)) if isinstance(error, InvalidInput) else {}
        shown = set()
        for field in reversed(list(self.query(FormField))):
            complaint = problems.get(field.param.name, "")
            field.complain(complaint)
            if complaint:
                shown.add(field.param.name)
                field.control.focus()
        self._fit()
        rest = [f"{name}: {text}" if name else text for name, text in problems.items() if name not in shown]
        message, hint = reason(error)
        if problems and isinstance(error, InflucoreError):
            message = "; ".join(rest) if rest else message.partition(": ")[0].capitalize() + "."
        self._complain(f"{message} {hint}".strip())

    def _complain(self, text: str) -> None:
        self.query_one(".form-error", Static).update(display(f"! {text}"))
