"""The application: which place is shown, and that nothing a plugin does ends the program."""

from __future__ import annotations

import gc
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual._context import active_message_pump
from textual.binding import Binding, BindingType
from textual.filter import LineFilter

from influcore.entities import Ref
from influcore.terminal import clean

from .brush import InkedApp
from .panes import PanelPane, guard_of
from .places import home, panel_place, screen_place, subject_place
from .reader import Reader
from .screens import BrowseScreen, Place, Wish
from .text import Wall, reason
from .themes import THEMES
from .views import MenuAsked, Opened, Refused
from .where import refs_at, words_at

if TYPE_CHECKING:
    from influcore.host import Listed
    from influcore.services.desk import Desk

POLL = 1.0


class Kept(InkedApp[None]):
    """An application that stays up: silent, clean towards the terminal, and with a guard around foreign faults."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name
        self._colours = self.get_css_variables()
        self.stylesheet.set_variables(self._colours)

    def refresh_css(self, animate: bool = True) -> None:
        """Read the stylesheet anew where the colours have changed; at the start it has just been read."""
        colours = self.get_css_variables()
        if colours != self._colours:
            self._colours = colours
            super().refresh_css(animate)

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), Wall()]

    def bell(self) -> None:
        """Stay silent: what is wrong is written."""

    def _handle_exception(self, error: Exception) -> None:
        """Let the pane around the widget at fault show the reason; what belongs to no pane is a bug, and ends."""
        cause = getattr(error, "error", error)  # what a worker raised
        guard = guard_of(cause, active_message_pump.get(None))
        if guard is None:
            super()._handle_exception(error)
        else:
            guard.fail(cause)

    def tell(self, error: BaseException) -> None:
        """Say what failed."""
        message, hint = reason(error)
        self.notify(clean(f"{message} {hint}".strip()), severity="error", markup=False)


def _collect_again() -> None:
    """Leave what the start has made alone, and collect from now on."""
    gc.freeze()
    gc.enable()


class InflucoreApp(Kept):
    """Shows one workspace."""

    CSS_PATH = "influcore.tcss"
    TITLE = "influcore"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "Quit", id="program.quit", show=False, priority=True)
    ]

    def __init__(self, desk: Desk, campaign: str | None = None) -> None:
        super().__init__()
        self.desk = desk
        self.work = Reader("doing", desk.close)
        self._watch = Reader("watching", desk.close)
        self._campaign = campaign
        self._token: int | None = None

    # beginning and ending

    def get_default_screen(self) -> BrowseScreen:
        return self._screen_for(home(self.desk))

    def _screen_for(self, place: Place) -> BrowseScreen:
        catalogue = self.desk.host.catalogue
        return BrowseScreen(place, self.desk.workspace.path.name, lambda screen: words_at(screen, catalogue))

    def on_mount(self) -> None:
        self.set_timer(POLL, _collect_again)
        if self._campaign:
            self.run_worker(self._open_campaign(self._campaign))
        self.set_interval(POLL, self._poll)

    async def _open_campaign(self, key: str) -> None:
        from influcore.entities import Campaign

        try:
            campaign = await self.work.run(lambda: self.desk.session().get(Campaign, key))
        except Exception as error:  # noqa: BLE001 - a name that is none is told; the list of campaigns is there
            self.tell(error)
        else:
            self.open_refs((campaign.ref,))

    def on_unmount(self) -> None:
        self._watch.close()
        self.work.close(wait=5.0)

    # what others write

    def _poll(self) -> None:
        """Look whether anybody wrote to the workspace; not while the last look still waits."""
        if self._watch.pending == 0:
            self.run_worker(self._look(), group="watch")

    async def _look(self) -> None:
        try:
            token = await self._watch.run(self.desk.token)
        except Exception as error:  # noqa: BLE001 - a file that has gone away is told once, not each second
            if self._token != -1:
                self._token = -1
                self.tell(error)
            return
        changed, self._token = self._token not in (None, token), token
        if changed:
            self.read_again()

    def read_again(self) -> None:
        """Let every place read anew what it shows."""
        for screen in self.screen_stack:
            if isinstance(screen, BrowseScreen):
                screen.reload()

    # going somewhere

    @property
    def browse(self) -> BrowseScreen:
        """The place on top, under whatever dialog there may be."""
        return next(screen for screen in reversed(self.screen_stack) if isinstance(screen, BrowseScreen))

    def open_refs(self, refs: Sequence[Ref]) -> None:
        """Open the first of these that there is anything to see of; else the menu of the first."""
        for ref in refs:
            place = subject_place(self.desk, ref)
            if place is not None and ref != self.browse.place.subject:
                self.push_screen(self._screen_for(place))
                return
        self.menu(refs)

    def open_panel(self, panel: Listed, options: Mapping[str, Any] | None = None) -> None:
        """Go to the tab of a panel, or show it by itself; ask first where it needs to know something."""
        from .panel_reading import needs_asking

        if options is None and needs_asking(panel):
            self.run_worker(self.ask_options(panel), group="options")
        elif options is not None or not self.browse.go_to_panel(panel.name):
            self.push_screen(self._screen_for(panel_place(self.desk, panel, options or {})))

    def open_screen(self, screen: Listed) -> None:
        """Show what a plugin draws by itself."""
        self.push_screen(self._screen_for(screen_place(self.desk, screen)))

    async def ask_options(self, panel: Listed, pane: PanelPane | None = None) -> None:
        """Ask for a panel's options, and show it with them: in the pane where it is, else by itself."""
        from .asking import ask_options

        try:
            answers = await ask_options(self, panel, pane.options if pane is not None else {})
        except Exception as error:  # noqa: BLE001 - a plugin's own params may be at fault
            self.tell(error)
            return
        if answers is None:
            return
        if pane is None:
            self.open_panel(panel, answers)
        else:
            pane.options.clear()
            pane.options.update(answers)
            pane.reload()

    def menu(self, refs: Sequence[Ref], mend: str = "", texts: Mapping[str, Any] | None = None) -> None:
        """Offer what can be done with a row."""
        from .row_menu import show_menu

        show_menu(self, tuple(refs), mend, texts or {})

    # doing something

    def start(self, action: str, refs: Sequence[Ref] | None = None, texts: Mapping[str, Any] | None = None) -> None:
        """Begin an action; without refs, with what the cursor is on."""
        given = refs_at(self.browse) if refs is None else tuple(refs)
        self.run_worker(self._do(action, given, texts or {}), group="do")

    async def _do(self, action: str, refs: Sequence[Ref], texts: Mapping[str, Any]) -> None:
        from .doing import Doer

        if await Doer(self).do(action, refs, texts) is not None:
            self.read_again()

    def want(self, wish: str) -> None:
        """Answer a key, or an entry of the palette."""
        from .wishes import Wishes

        Wishes(self).grant(wish)

    # what the screens tell

    def on_wish(self, message: Wish) -> None:
        self.want(message.wish)

    def on_opened(self, message: Opened) -> None:
        self.open_refs(message.refs)

    def on_menu_asked(self, message: MenuAsked) -> None:
        self.menu(message.refs, message.mend, message.texts)

    def on_refused(self, message: Refused) -> None:
        self.notify(clean(message.why), severity="warning", markup=False)
