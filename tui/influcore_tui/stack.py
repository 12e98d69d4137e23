"""Several contents under one another; the cursor walks from one into the next."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from influcore.contributions import Stack

from .contents import is_painted, show_in, view_for
from .text import display
from .views import Edge, Setting, View


class StackView(View, VerticalScroll, can_focus=False):
    """The parts of a stack, each with its heading."""

    DEFAULT_CLASSES: ClassVar[str] = "stack"

    def __init__(self, content: Stack, setting: Setting) -> None:
        super().__init__()
        self._content = content
        self._setting = setting

    def compose(self) -> ComposeResult:
        for name, part in self._content.parts.items():
            title = getattr(part, "title", "") or name.replace("_", " ").capitalize()
            if len(self._content.parts) > 1 and not is_painted(part):
                yield Static(display(title), classes="part-title")
            yield view_for(part, self._setting)

    def show(self, content: Any) -> None:
        for view, part in zip(self.views, content.parts.values(), strict=True):
            show_in(view, part)

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
