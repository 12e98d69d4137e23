"""The palette: every panel, screen and action, found by typing a part of its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from attrs import frozen
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from influcore.terminal import clean

from .offers import title_of
from .paint import fit, width_of
from .text import display

if TYPE_CHECKING:
    from .app import InflucoreApp


MARGINS = 10


@frozen
class Command:
    """One entry: what it is called, one line of help, what it does."""

    title: str
    help: str
    run: Callable[[], Any]


class Offered(Provider):
    """Finds in what the application offers; texts go in as content, never as markup."""

    @property
    def _commands(self) -> list[Command]:
        app: Any = self.app
        return list(commands(app))

    async def discover(self) -> Hits:
        for command in self._commands:
            yield DiscoveryHit(self._line(display(command.title), command), command.run, command.title)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for command in self._commands:
            title = clean(command.title)
            score = max(matcher.match(title), 0.6 * matcher.match(clean(command.help)))
            if score > 0:
                yield Hit(score, self._line(self._highlighted(title, query), command), command.run, title)

    def _line(self, title: Content, command: Command) -> Content:
        """Put the help behind the title, as far as one line goes."""
        help, room = f"  {clean(command.help)}", self.app.size.width - MARGINS - title.cell_length
        return Content.assemble(title, (help if width_of(help) <= room else fit(help, max(0, room)), "dim not bold"))

    def _highlighted(self, title: str, query: str) -> Content:
        """Mark what matched; the matcher's own way reads the title as markup."""
        content = Content(title)
        _, offsets = self.matcher(query).fuzzy_search.match(query, title)
        style = self.match_style
        for offset in offsets if style is not None else ():
            content = content.stylize(style, offset, offset + 1)  # type: ignore[arg-type]
        return content


def commands(app: InflucoreApp) -> Iterable[Command]:
    """List what can be done and seen from here: this place first, then the workspace, then the program."""
    for at, tab in enumerate(app.browse.place.tabs):
        yield Command(f"Tab: {tab.title}", f"Go to tab {at + 1}.", partial(app.browse.go_to, at))
    for panel in app.desk.host.catalogue.panels:
        if not panel.subject:
            yield Command(f"Show: {title_of(panel)}", f"{panel.help} ({panel.name})", partial(app.open_panel, panel))
    for action in app.desk.host.catalogue.actions:
        yield Command(f"Do: {title_of(action)}", f"{action.help} ({action.name})", partial(app.start, action.name))
    for screen in app.desk.host.catalogue.screens:
        if not screen.subject:
            yield Command(f"Show: {title_of(screen)}", screen.help, partial(app.open_screen, screen))
    for title, help, what in _PROGRAM:
        yield Command(title, help, partial(app.want, what))


_PROGRAM = (
    ("Undo", "Take back my last action.", "undo"),
    ("Redo", "Take back my last undo.", "redo"),
    ("Check", "List what needs attention.", "findings"),
    ("Next theme", "Switch between the colours of the program.", "theme"),
    ("Help", "List all keys and actions.", "help"),
    ("Quit", "Leave the program; everything is saved.", "quit"),
)
