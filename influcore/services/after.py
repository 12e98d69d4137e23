"""Telling plugins what has changed: from the journal, by a cursor, so that a kill in between loses no news."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from influcore.entities import Ref
from influcore.errors import Busy, Refused

if TYPE_CHECKING:
    from influcore.contributions import Read
    from influcore.host import Host
    from influcore.workspace import Workspace

HOOK = "influcore_after_change"


def deliver(workspace: Workspace, host: Host, reading: Callable[[], Read]) -> int:
    """Tell every listening plugin of the entries since the cursor, then move it; gives how many entries that were.

    At least once: a process that is killed between the two is followed by one that tells again. Costs nothing where
    nobody listens.
    """
    if not any(HOOK in plugin.hooks for plugin in host.plugins()):
        return 0
    entries = workspace.news()
    for entry in entries:
        changed = tuple(Ref(kind, key, label) for kind, key, label in entry.refs)
        host.after_change(reading(), entry.action, changed)
    if entries:
        try:
            workspace.heard(entries[-1].seq)
        except (Busy, Refused):  # told again next time, as promised
            return len(entries)
    return len(entries)
