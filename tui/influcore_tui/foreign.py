"""Widgets that a plugin draws by itself, each behind a guard of its own.

Textual ends the whole program when any widget raises. Here the classes of a plugin's widget are replaced by subclasses
that catch: composing, painting, and the handling of messages. What still escapes is caught by the application, which
finds the guard around the widget at fault. Not held: a worker or timer of the widget that fails leaves it as it is,
and its ``on_mount`` may leave a part of it dead. All of that is private to Textual, so tests pin it.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any

from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from influcore.entities import Ref
from influcore.errors import PluginMisuse

from .panes import Guard

Fail = Callable[[Exception], None]


class ForeignPane(Guard):
    """Holds a plugin's own widget; ``load`` gives its class."""

    def __init__(self, name: str, load: Callable[[], type[Widget]], given: dict[str, Any]) -> None:
        super().__init__()
        self.panel = name
        self._load = load
        self._given = given

    def on_mount(self) -> None:
        self.reload()

    def reload(self) -> None:
        """Make the widget anew."""
        self.run_worker(self._put(), exclusive=True, group="foreign")

    async def _put(self) -> None:
        self.broken = None
        await self.remove_children()
        try:
            widget = guarded(self._load(), self.fail)(**self._accepted())
            await self.mount(widget)
        except Exception as error:  # noqa: BLE001 - a plugin's widget may raise anything while it is made
            self.fail(error)
            return
        self.focus_first()

    def _accepted(self) -> dict[str, Any]:
        """Hand over what the constructor asks for by name: ``session`` and ``subject``."""
        wanted = inspect.signature(self._load().__init__).parameters
        open_to_all = any(p.kind is p.VAR_KEYWORD for p in wanted.values())
        return (
            {name: value for name, value in self._given.items() if name in wanted or open_to_all}
            if ("session" in wanted or "subject" in wanted)
            else {}
        )


def widget_class(path: str) -> type[Widget]:
    """Import ``module:Class``. Errors: PluginMisuse where that is no widget."""
    module, _, name = path.partition(":")
    found = getattr(import_module(module), name, None)
    if not (isinstance(found, type) and issubclass(found, Widget)):
        raise PluginMisuse(f"“{path}” is no Textual widget")
    return found


def guarded(kind: type[Widget], fail: Fail) -> type[Any]:
    """Derive a class that hands every failure to ``fail`` and goes on with nothing."""

    class Guarded(kind):  # type: ignore[valid-type,misc]
        def compose(self) -> Iterable[Widget]:
            try:
                return list(super().compose())
            except Exception as error:  # noqa: BLE001 - see above, here and below
                fail(error)
                return []

        def render(self) -> Any:
            try:
                return super().render()
            except Exception as error:  # noqa: BLE001
                self.call_later(fail, error)
                return ""

        def render_line(self, y: int) -> Strip:
            try:
                strip: Strip = super().render_line(y)
            except Exception as error:  # noqa: BLE001
                self.call_later(fail, error)
                return Strip.blank(self.size.width)
            return strip

        async def _dispatch_message(self, message: Message) -> None:
            try:
                await super()._dispatch_message(message)
            except Exception as error:  # noqa: BLE001
                fail(error)

    Guarded.__name__ = kind.__name__
    return Guarded


def about(subject: Ref | None, session: Callable[[], Any]) -> dict[str, Any]:
    """Say what a plugin's widget may ask for."""
    return {"session": session, "subject": subject}
