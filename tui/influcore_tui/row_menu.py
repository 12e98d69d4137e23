"""The menu of a row: what can be seen of it, and what can be done with it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from influcore.entities import Ref
from influcore.terminal import clean

from .dialogs import Choice
from .offers import actions_on, tabs, title_of

if TYPE_CHECKING:
    from .app import InflucoreApp


def show_menu(app: InflucoreApp, refs: tuple[Ref, ...], mend: str, texts: Mapping[str, Any]) -> None:
    """Ask what is wanted with a row, and do that; what would mend it stands first."""
    catalogue = app.desk.host.catalogue
    subject = app.browse.place.subject
    row = refs[0]
    mending = catalogue.find("action", mend) if mend else None
    options = [(f"mend:{mend}", f"Put it right: {title_of(mending)}")] if mending is not None else []
    options += [
        (f"see:{at}", f"Open {clean(ref.label or ref.kind)}")
        for at, ref in enumerate(refs)
        if tabs(catalogue, ref.kind) and ref != subject
    ]
    others = [ref.kind for ref in refs[1:] if ref != subject]
    options += [
        (f"do:{action.name}", title_of(action))
        for action in actions_on(catalogue, row.kind, others)
        if action.name != mend
    ]
    if options:
        app.push_screen(Choice(row.label or row.kind, options), partial(_chosen, app, refs, texts))
    else:
        app.notify(clean(f"There is nothing to see or do with this {row.kind} yet."), markup=False)


def _chosen(app: InflucoreApp, refs: tuple[Ref, ...], texts: Mapping[str, Any], choice: str | None) -> None:
    verb, _, name = (choice or "").partition(":")
    if verb == "see":
        app.open_refs((refs[int(name)],))
    elif verb:
        subject = app.browse.place.subject
        all_refs = (*refs, subject) if subject is not None and subject not in refs else refs
        app.start(name, all_refs, texts if verb == "mend" else {})
