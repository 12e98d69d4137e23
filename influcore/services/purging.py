"""Removing what a plugin kept in a workspace, once the plugin is gone or blocked; uninstalling alone keeps it."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from influcore.errors import Refused, UnknownId
from influcore.workspace.purge import Doomed, doomed, purge

if TYPE_CHECKING:
    from .desk import Desk

RESTING = ("blocked", "failed")


def would_purge(desk: Desk, plugin: str) -> Sequence[Doomed]:
    """Say what would go. Errors: Refused while the plugin is in use; UnknownId where it has no tables here."""
    found = next((info for info in desk.host.plugins() if info.name == plugin), None)
    if plugin == "core" or (found is not None and found.state not in RESTING):
        hint = "" if plugin == "core" else f"uninstall it, or leave it out: influcore --block {plugin} plugins purge …"
        raise Refused(f"{plugin} is in use; its data stays", hint=hint)
    conn = desk.workspace.connection()
    tables = doomed(conn, plugin, _others(desk, plugin))
    if not tables:
        known = sorted({row[0] for row in conn.execute("SELECT plugin FROM table_spec")} - {"core"})
        near = difflib.get_close_matches(plugin, known, 3)
        hint = f"there are tables of {', '.join(known)}" if known else ""
        raise UnknownId("data of a plugin", plugin, near=near, hint=hint)
    return tables


def carry_out(desk: Desk, plugin: str) -> Sequence[Doomed]:
    """Remove it, journalled, for good. Errors: as `would_purge`."""
    would_purge(desk, plugin)
    return purge(desk.workspace, plugin, _others(desk, plugin))


def _others(desk: Desk, plugin: str) -> list[str]:
    return [info.name for info in desk.host.plugins() if info.name != plugin]
