"""What the keys and the palette ask of the program, one method each."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from influcore.terminal import clean

from .panes import PanelPane
from .themes import theme_after
from .where import adding_at, editing_at, has_options

if TYPE_CHECKING:
    from .app import InflucoreApp

TIME = "18:00"


class Wishes:
    """Answers for the application. ``grant`` finds the method by its name."""

    def __init__(self, app: InflucoreApp) -> None:
        self._app = app
        self._catalogue = app.desk.host.catalogue

    def grant(self, wish: str) -> None:
        answer: Callable[[], None] = getattr(self, wish)
        answer()

    def add(self) -> None:
        """Add to what is listed here; on a calendar, on the day one is on."""
        screen = self._app.browse
        action = adding_at(screen, self._catalogue)
        if action is None:
            self._say("Nothing can be added here; : lists all actions.")
            return
        texts: dict[str, str] = {}
        day = screen.pane.day() if isinstance(screen.pane, PanelPane) else None
        for param in action.params if day is not None else ():
            if not texts and param["kind"] in ("date", "datetime"):
                texts[param["name"]] = f"{day} {TIME}" if param["kind"] == "datetime" else f"{day}"
        self._app.start(action.name, (screen.place.subject,) if screen.place.subject else (), texts)

    def edit(self) -> None:
        found = editing_at(self._app.browse, self._catalogue)
        if found is None:
            self._say("Nothing can be edited here; m shows what can be done with a row.")
        else:
            self._app.start(found[0].name, (found[1],))

    def undo(self) -> None:
        self._run(self._take_back(again=False))

    def redo(self) -> None:
        self._run(self._take_back(again=True))

    async def _take_back(self, *, again: bool) -> None:
        from .doing import Doer

        if await Doer(self._app).undo(again=again) is not None:
            self._app.read_again()

    def findings(self) -> None:
        """Show what needs attention here, else anywhere."""
        subject = self._app.browse.place.subject
        if subject is not None and self._app.browse.go_to_panel(f"{subject.kind}.findings"):
            return
        panel = self._catalogue.find("panel", "workspace.findings")
        if panel is not None:
            self._app.open_panel(panel)

    def options(self) -> None:
        """Ask for the options of the panel in sight, and show it with them."""
        panel = self._catalogue.find("panel", self._app.browse.tab.name)
        pane = self._app.browse.pane
        if panel is None or not isinstance(pane, PanelPane) or not has_options(self._app.browse, self._catalogue):
            self._say("This panel has no options.")
        else:
            self._run(self._app.ask_options(panel, pane))

    def palette(self) -> None:
        from textual.command import CommandPalette

        from .palette import Offered

        self._app.push_screen(CommandPalette([Offered], placeholder="Type a part of what you want to see or do"))

    def help(self) -> None:
        from .help import HelpScreen, keys_of

        keys = keys_of(self._app.browse.active_bindings.values())
        self._app.push_screen(HelpScreen(keys, self._catalogue.actions))

    def theme(self) -> None:
        self._app.theme = theme_after(self._app.theme)

    def back(self) -> None:
        if len(self._app.screen_stack) > 1:
            self._app.pop_screen()

    def quit(self) -> None:
        self._app.exit()

    def _say(self, text: str) -> None:
        self._app.notify(clean(text), markup=False)

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        self._app.run_worker(work, group="do")
