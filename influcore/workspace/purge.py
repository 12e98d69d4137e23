"""Removing the tables of a plugin, with all that is in them: the one thing that no undo brings back."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from typing import NamedTuple

from influcore.errors import Refused

from .workspace import Workspace

ACTION = "plugins.purge"


class Doomed(NamedTuple):
    """A table that would go, and how many rows it has."""

    table: str
    rows: int


def doomed(conn: sqlite3.Connection, plugin: str, others: Collection[str]) -> list[Doomed]:
    """List a plugin's tables: those it declared, and those that merely bear its name.

    ``others`` are the names of all other plugins, one of which may begin with this one's. Errors: Refused where a table
    of somebody else points at one of them.
    """
    owners = {row[0]: row[1] for row in conn.execute("SELECT name, plugin FROM table_spec")}
    longer = [f"{name}_" for name in (*others, *owners.values()) if name.startswith(f"{plugin}_")]
    names = [row[0] for row in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    own = [
        name
        for name in names
        if owners.get(name) == plugin
        or (name.startswith(f"{plugin}_") and name not in owners and not name.startswith(tuple(longer)))
    ]
    for name in names:
        points = {row[2] for row in conn.execute(f"PRAGMA foreign_key_list({_quoted(name)})")}
        if name not in own and points & set(own):
            raise Refused(f"the table {name} points at {', '.join(sorted(points & set(own)))}; purge its plugin first")
    return [Doomed(name, conn.execute(f"SELECT count(*) FROM {_quoted(name)}").fetchone()[0]) for name in own]


def purge(workspace: Workspace, plugin: str, others: Collection[str]) -> Sequence[Doomed]:
    """Drop them all in one journalled transaction, and forget the plugin's migrations; gives what went."""
    with workspace.altering(ACTION) as (transaction, conn):
        gone = doomed(conn, plugin, others)
        for table, _ in gone:
            conn.execute(f"DROP TABLE IF EXISTS {_quoted(table)}")
        conn.execute("DELETE FROM table_spec WHERE plugin = ?", (plugin,))
        if conn.execute("SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'").fetchone():
            conn.execute("DELETE FROM _sqlite_migrations WHERE migration_set = ?", (plugin,))
        rows = sum(count for _, count in gone)
        transaction.note(f"purged {plugin}: {len(gone)} tables, {rows} rows", tables=dict(gone))
    return gone


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
