"""Telling plugins what has changed: from the journal, by a cursor, so that a kill in between loses no news."""

from __future__ import annotations

from typing import TYPE_CHECKING

from influcore.entities import Ref
from influcore.errors import Busy, Refused

if TYPE_CHECKING:
    from .desk import Desk

HOOK = "influcore_after_change"


def deliver(desk: Desk) -> int:
    """Tell every listening plugin of the entries since the cursor, then move it; gives how many entries that were.

    At least once: a process that is killed between the two is followed by one that tells again. Costs nothing where
    nobody listens.
    """
    if not any(HOOK in plugin.hooks for plugin in desk.host.plugins()):
        return 0
    entries = desk.workspace.news()
    for entry in entries:
        changed = tuple(Ref(kind, key, label) for kind, key, label in entry.refs)
        desk.host.after_change(desk.session(), entry.action, changed)
    if entries:
        try:
            desk.workspace.heard(entries[-1].seq)
        except (Busy, Refused):  # told again next time, as promised
            return len(entries)
    return len(entries)
