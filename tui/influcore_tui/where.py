"""Where the user is: what the cursor is on, and what “add” and “edit” mean there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from influcore.entities import Ref

from .offers import adding, editing, title_of
from .panes import PanelPane

if TYPE_CHECKING:
    from influcore.host import Catalogue, Listed

    from .screens import BrowseScreen


def refs_at(screen: BrowseScreen) -> tuple[Ref, ...]:
    """Give what the cursor's row names, then what the place is about."""
    active = screen.pane.active if isinstance(screen.pane, PanelPane) else None
    row: tuple[Ref, ...] = active.refs() if active is not None else ()
    return (*row, screen.place.subject) if screen.place.subject is not None else row


def adding_at(screen: BrowseScreen, catalogue: Catalogue) -> Listed | None:
    """Find the action that adds one more of what is listed here."""
    subject = screen.place.subject
    kind = screen.pane.kind if isinstance(screen.pane, PanelPane) else ""
    return adding(catalogue, screen.tab.name, kind, subject.kind if subject else "")


def editing_at(screen: BrowseScreen, catalogue: Catalogue) -> tuple[Listed, Ref] | None:
    """Find what “edit” changes: the row, else something it names, else what the place is about."""
    for ref in refs_at(screen):
        action = editing(catalogue, ref.kind)
        if action is not None:
            return action, ref
    return None


def has_options(screen: BrowseScreen, catalogue: Catalogue) -> bool:
    """Say whether the panel in sight can be asked for more than its subject."""
    panel = catalogue.find("panel", screen.tab.name)
    return panel is not None and len(panel.params) > (1 if panel.subject else 0)


def words_at(screen: BrowseScreen, catalogue: Catalogue) -> Mapping[str, str]:
    """Name for the line of keys what they mean here; a key that means nothing here gets ''."""
    add, edit = adding_at(screen, catalogue), editing_at(screen, catalogue)
    is_first = screen.app.screen_stack[0] is screen
    return {
        "add": title_of(add) if add else "",
        "edit": title_of(edit[0]) if edit else "",
        "want_back": "" if is_first else "Back",
        "quit": "Quit" if is_first else "",
        "options": "Options" if has_options(screen, catalogue) else "",
    }
