"""A pane shows one panel. Whatever goes wrong in there is told in the pane, and everything around it lives on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.message import Message
from textual.message_pump import MessagePump
from textual.widget import Widget
from textual.widgets import Static

from influcore.entities import Ref

from .contents import shape_of, show_in, view_for
from .reader import Reader
from .text import display_lines, reason
from .views import Broken, Setting, Told, View
from .window_table import WindowTable

PATIENCE = 0.25
Read = Callable[[], Any]


class Guard(Widget):
    """Marks the innermost widget that answers for what fails inside it."""

    DEFAULT_CLASSES: ClassVar[str] = "guard"

    class Failed(Message):
        """Tells the screen that a pane could not be shown, so that the plugin can be named."""

        def __init__(self, pane: Guard, error: Exception) -> None:
            super().__init__()
            self.pane = pane
            self.error = error

    broken: Exception | None = None

    def fail(self, error: Exception) -> None:
        """Show the reason instead of the content."""
        self.broken = error
        message, hint = reason(error)
        self.remove_children()
        lines = ["! This can not be shown", "", message, hint, "", "r tries again. Everything else goes on working."]
        self.mount(Static(display_lines(lines), classes="failure"))
        self.post_message(self.Failed(self, error))

    def focus_first(self) -> None:
        """Give the focus to the first widget inside that takes it."""
        for widget in self.query("*"):
            if widget.focusable:
                widget.focus(scroll_visible=False)
                return

    def on_broken(self, message: Broken) -> None:
        message.stop()
        self.fail(message.error)


def guard_of(error: BaseException, handling: object) -> Guard | None:
    """Find the guard around the widget that raised: by its frames, innermost first, else by who was handling it."""
    frames, trace = [], error.__traceback__
    while trace is not None:
        frames.append(trace.tb_frame.f_locals.get("self"))
        trace = trace.tb_next
    for found in (*reversed(frames), handling):
        node = found
        while isinstance(node, MessagePump) and not isinstance(node, Guard):
            node = node._parent
        if isinstance(node, Guard):
            return node
    return None


class PanelPane(Guard):
    """Reads a content on its own thread and shows it; reads again when asked, keeping the cursor."""

    def __init__(
        self,
        name: str,
        read: Read,
        *,
        options: dict[str, Any] | None = None,
        start: Callable[[str], str] = lambda kind: "",
        at_end: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self.panel = name
        self.read_content = read
        self.reader = Reader(name, at_end)
        self._setting = Setting(reader=self.reader, start=start)
        self.options = options if options is not None else {}
        self._shape: tuple[Any, ...] = ()
        self._wants_focus = False

    def compose(self) -> ComposeResult:
        return
        yield

    def on_mount(self) -> None:
        self.set_timer(PATIENCE, self._say_wait)
        self.reload()

    def on_unmount(self) -> None:
        self.reader.close()

    def reload(self) -> None:
        self.run_worker(self._read(), group="pane.read", exclusive=True)

    async def _read(self) -> None:
        try:
            content = await self.reader.run(self.read_content)
            shape = shape_of(content)
            if self.view is not None and shape == self._shape:
                show_in(self.view, content)
                return
            view = view_for(content, self._setting)
            self._shape, self.broken = shape, None
            await self.remove_children()
            await self.mount(view)
        except Exception as error:  # noqa: BLE001 - any plugin's fault is told here, in its own pane
            self.fail(error)
            return
        if self._wants_focus:
            self.focus_view()
        self.post_message(Told())

    def _say_wait(self) -> None:
        if not self.children:
            self.mount(Static(display_lines(["", "  Reading …"]), classes="wait"))

    # what the screen asks

    @property
    def view(self) -> Any:
        """The outermost view, or None while there is none."""
        return next((child for child in self.children if isinstance(child, View)), None)

    @property
    def active(self) -> Any:
        """The view that has the focus; else the first table, or the first of all."""
        views = [view for view in self.query("*") if isinstance(view, View) and isinstance(view, Widget)]
        focused = next((view for view in views if view.has_focus), None)
        tables = [view for view in views if view.focusable and isinstance(view, WindowTable)]
        others = [view for view in views if view.focusable]
        return focused or next(iter([*tables, *others]), None)

    def focus_view(self) -> None:
        """Give the focus to the first thing one can move in; later, if it is still being read."""
        active = self.active
        self._wants_focus = active is None
        if active is not None:
            active.focus(scroll_visible=False)

    @property
    def kind(self) -> str:
        return getattr(self.active, "kind", "") or ""

    def selected(self) -> Ref | None:
        found: Ref | None = self.active.selected() if self.active is not None else None
        return found

    def day(self) -> dt.date | None:
        found: dt.date | None = self.active.day() if self.active is not None else None
        return found

    def status(self) -> str:
        return str(self.active.status()) if self.active is not None else ""
