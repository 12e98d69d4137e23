"""The one kind of full screen: a title, tabs of panes, a line of news and a line of keys."""

# No `from __future__ import annotations` here: NamedTuple would compile each annotation anew at every start.
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.message import Message
from textual.screen import Screen

from influcore.entities import Ref
from influcore.terminal import clean

from .bars import KeyBar, StatusLine, TitleBar
from .panes import Guard, PanelPane
from .tabs import TabStrip
from .views import FilterAsked, Told
from .window_table import WindowTable


class Tab(NamedTuple):
    """A pane that is made when it is first looked at."""

    name: str
    title: str
    make: Callable[[], Guard]


class Place(NamedTuple):
    """Where one is: what it is called, what it is about, and its tabs."""

    title: str
    tabs: tuple[Tab, ...]
    subject: Ref | None = None


class Wish(Message):
    """A key that the application answers."""

    def __init__(self, wish: str) -> None:
        super().__init__()
        self.wish = wish


class BrowseScreen(Screen[None]):
    """Shows one place."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "want('add')", "Add", id="app.add"),
        Binding("e", "want('edit')", "Edit", id="app.edit"),
        Binding("c", "want('findings')", "Check", id="app.check"),
        Binding("u", "want('undo')", "Undo", id="app.undo"),
        Binding("U", "want('redo')", "Redo", id="app.redo", show=False),
        Binding("escape", "want_back", "Back", id="app.back"),
        Binding("q", "want('quit')", "Quit", id="app.quit"),
        Binding("r", "reload", "Read again", id="app.reload", show=False),
        Binding("o", "want('options')", "Options", id="app.options"),
        Binding("y", "copy", "Copy the row", id="app.copy", show=False),
        Binding("right_square_bracket,right", "next_tab(1)", "Next tab", id="tab.next", show=False),
        Binding("left_square_bracket,left", "next_tab(-1)", "Tab before", id="tab.previous", show=False),
        *(Binding(str(n), f"tab({n - 1})", f"Tab {n}", id=f"tab.{n}", show=False) for n in range(1, 10)),
        Binding("colon,ctrl+p", "want('palette')", "Commands", id="app.palette"),
        Binding("question_mark,f1", "want('help')", "Help", id="app.help"),
    ]

    def __init__(self, place: Place, file: str, words: Callable[["BrowseScreen"], Mapping[str, str]]) -> None:
        super().__init__()
        self.place = place
        self._file = file
        self._words = words
        self._panes: dict[int, Guard] = {}
        self._stale: set[int] = set()
        self._tab = 0

    def compose(self) -> ComposeResult:
        yield TitleBar(self._crumbs, self._file)
        if len(self.place.tabs) > 1:
            yield TabStrip([tab.title for tab in self.place.tabs])
        yield Container(id="body")
        yield StatusLine()
        yield KeyBar(lambda: self._words(self))

    def on_mount(self) -> None:
        self.go_to(0)

    def _crumbs(self) -> list[str]:
        stack = self.app.screen_stack
        here = stack.index(self) if self in stack else len(stack) - 1
        return [screen.place.title for screen in stack[: here + 1] if isinstance(screen, BrowseScreen)]

    # tabs

    @property
    def tab(self) -> Tab:
        return self.place.tabs[self._tab]

    @property
    def pane(self) -> Guard | None:
        return self._panes.get(self._tab)

    def go_to(self, index: int) -> None:
        """Show a tab; its pane is made at its first time, and read again if something changed since."""
        if not 0 <= index < len(self.place.tabs):
            return
        self._tab = index
        for strip in self.query(TabStrip):
            strip.active = index
        for at, pane in self._panes.items():
            pane.display = at == index
        if index not in self._panes:
            made = self._panes[index] = self.place.tabs[index].make()
            self.query_one("#body").mount(made)
        elif index in self._stale:
            self._reload(self._panes[index])
        self._stale.discard(index)
        self.close_filter()
        self._focus()
        self._tell()

    def _focus(self) -> None:
        pane = self.pane
        if isinstance(pane, PanelPane):
            self.set_focus(None)
            pane.focus_view()
        elif pane is not None:
            self.call_after_refresh(pane.focus_first)

    def go_to_panel(self, name: str) -> bool:
        """Show the tab of this panel, if there is one."""
        names = [tab.name for tab in self.place.tabs]
        if name in names:
            self.go_to(names.index(name))
        return name in names

    def reload(self) -> None:
        """Read the pane in sight anew, and the others when they come into sight."""
        self._stale = set(self._panes) - {self._tab}
        if self.pane is not None:
            self._reload(self.pane)

    def _reload(self, pane: Guard) -> None:
        if isinstance(pane, PanelPane):
            pane.reload()

    def on_tab_strip_chosen(self, message: TabStrip.Chosen) -> None:
        self.go_to(message.index)

    # the line of news

    def on_told(self, message: Told) -> None:
        self._tell()

    def on_descendant_focus(self) -> None:
        self._tell()

    def _tell(self) -> None:
        if isinstance(self.pane, PanelPane):
            self.query_one(StatusLine).tell(self.pane.status())
        self.query_one(KeyBar).refresh()

    # filtering

    def on_filter_asked(self, message: FilterAsked) -> None:
        from .filter_line import FilterLine

        self.close_filter()
        self.mount(FilterLine(message.sender), before=self.query_one(StatusLine))

    def close_filter(self) -> None:
        self.query("FilterLine").remove()

    # keys

    def action_want(self, what: str) -> None:
        self.post_message(Wish(what))

    def action_want_back(self) -> None:
        """Clear the filter first; then leave."""
        active = self.pane.active if isinstance(self.pane, PanelPane) else None
        if isinstance(active, WindowTable) and active.model.wanted.match:
            active.filter("")
        else:
            self.post_message(Wish("back"))

    def action_reload(self) -> None:
        self.reload()

    def action_tab(self, index: int) -> None:
        self.go_to(index)

    def action_next_tab(self, step: int) -> None:
        self.go_to((self._tab + step) % len(self.place.tabs))

    def action_copy(self) -> None:
        active: Any = self.pane.active if isinstance(self.pane, PanelPane) else None
        if active is not None and active.copied():
            self.app.copy_to_clipboard(active.copied())
            self.notify(clean("Copied."), markup=False, timeout=2)
