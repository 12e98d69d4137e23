"""A field that names something of the workspace: what is typed is looked up as one types."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from influcore.entities import Ref

from .text import display

Names = Callable[[str, str], Awaitable[Sequence[Ref]]]
SHOWN = 6


class NameInput(Input):
    """The line one types into; arrows and Enter go to the list below it while that is open."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "offer('down')", "Next name", id="reference.down", show=False),
        Binding("up", "offer('up')", "Name before", id="reference.up", show=False),
    ]

    def action_offer(self, way: str) -> None:
        parent = self.parent
        assert isinstance(parent, RefInput)
        parent.move(way)


class RefInput(Vertical):
    """Gives an id where a name was chosen, and the text itself where one was typed."""

    def __init__(self, text: str, words: str, *, kind: str, names: Names | None, hint: str) -> None:
        super().__init__(id="control")
        self._chosen = Ref(kind, text, words) if words else None
        self._start = words or text
        self._kind = kind
        self._names = names
        self._hint = hint
        self._found: list[Ref] = []

    def compose(self) -> ComposeResult:
        yield NameInput(self._start, placeholder=self._hint, compact=True, select_on_focus=False)
        options = OptionList(markup=False, compact=True)
        options.can_focus = False
        options.display = False
        yield options

    def focus(self, scroll_visible: bool = True) -> Any:
        self.query_one(NameInput).focus(scroll_visible)
        return self

    def given(self) -> str:
        text = self.query_one(NameInput).value
        known = [ref for ref in (self._chosen, *self._found) if ref is not None and ref.label == text]
        return known[0].id if known else text

    # looking up

    def on_input_changed(self, event: Input.Changed) -> None:
        if self._chosen is not None and event.value == self._chosen.label:
            return
        self._chosen = None
        if event.input.has_focus and self._names is not None:
            self.run_worker(self._look(event.value), exclusive=True, group="reference.look")

    async def _look(self, text: str) -> None:
        """Show the first names that fit; all of them fit nothing typed."""
        assert self._names is not None
        self._found = list(await self._names(self._kind, text.strip()))[:SHOWN]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([Option(display(ref.label or ref.id)) for ref in self._found])
        options.display = bool(self._found)
        options.highlighted = 0 if self._found else None

    @property
    def is_open(self) -> bool:
        return bool(self.query_one(OptionList).display)

    def close(self) -> None:
        self.query_one(OptionList).display = False

    def move(self, way: str) -> None:
        options = self.query_one(OptionList)
        if not self.is_open and self._names is not None:
            text = "" if self._chosen is not None else self.query_one(NameInput).value
            self.run_worker(self._look(text), exclusive=True, group="reference.look")
        elif way == "down":
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    def choose(self, index: int | None = None) -> bool:
        """Take the marked name; says whether there was one."""
        at = self.query_one(OptionList).highlighted if index is None else index
        if not self.is_open or at is None or at >= len(self._found):
            return False
        self._chosen = self._found[at]
        line = self.query_one(NameInput)
        line.value = self._chosen.label
        line.cursor_position = len(line.value)
        self.close()
        return True

    def on_input_blurred(self, event: Input.Blurred) -> None:
        self.close()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.choose(event.option_index)
