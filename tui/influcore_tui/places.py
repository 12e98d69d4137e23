"""Places to be, made from what the plugins offer: the workspace, one thing in it, one panel."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from influcore.entities import Ref

from .offers import adding, tabs, title_of
from .panel_reading import needs_asking, reading
from .panes import Guard, PanelPane
from .screens import Place, Tab

if TYPE_CHECKING:
    from influcore.host import Listed
    from influcore.services.desk import Desk

FIRST = "campaign.list"


def home(desk: Desk) -> Place:
    """The workspace: its campaigns first, then every other list there is."""
    panels = [panel for panel in tabs(desk.host.catalogue, "") if not needs_asking(panel)]
    panels.sort(key=lambda panel: panel.name != FIRST)
    return Place(title="Workspace", tabs=tuple(_tab(desk, panel, None) for panel in panels))


def subject_place(desk: Desk, subject: Ref) -> Place | None:
    """One thing, seen from every side that a plugin offers; None where there is none."""
    catalogue = desk.host.catalogue
    shown = [_tab(desk, panel, subject) for panel in tabs(catalogue, subject.kind) if not needs_asking(panel)]
    shown += [_screen_tab(desk, screen, subject) for screen in catalogue.screens if screen.subject == subject.kind]
    return Place(title=subject.label or subject.kind, tabs=tuple(shown), subject=subject) if shown else None


def panel_place(desk: Desk, panel: Listed, options: Mapping[str, Any]) -> Place:
    """One panel of the workspace by itself."""
    return Place(title=title_of(panel), tabs=(_tab(desk, panel, None, options),))


def screen_place(desk: Desk, screen: Listed) -> Place:
    """One screen that a plugin draws by itself."""
    return Place(title=title_of(screen), tabs=(_screen_tab(desk, screen, None),))


def _tab(desk: Desk, panel: Listed, subject: Ref | None, options: Mapping[str, Any] | None = None) -> Tab:
    return Tab(name=panel.name, title=title_of(panel), make=partial(_pane, desk, panel, subject, options or {}))


def _pane(desk: Desk, panel: Listed, subject: Ref | None, options: Mapping[str, Any]) -> Guard:
    chosen = dict(options)
    read = reading(desk, panel.name, subject, chosen)
    return PanelPane(panel.name, read, options=chosen, start=partial(_start, desk, panel, subject), at_end=desk.close)


def _start(desk: Desk, panel: Listed, subject: Ref | None, kind: str) -> str:
    """Name the key that begins something where a pane is empty."""
    add = adding(desk.host.catalogue, panel.name, kind, subject.kind if subject else "")
    return f"a: {title_of(add)}." if add is not None else ""


def _screen_tab(desk: Desk, screen: Listed, subject: Ref | None) -> Tab:
    def make() -> Guard:
        from .foreign import ForeignPane, about, widget_class

        return ForeignPane(
            screen.name, lambda: widget_class(desk.host.screen(screen.name).widget), about(subject, desk.session)
        )

    return Tab(name=screen.name, title=title_of(screen), make=make)
