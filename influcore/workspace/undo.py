"""Undo and redo from the journal: put the former rows back, unless somebody has moved them on."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from influcore.errors import Conflict, Refused

from . import journal
from .journal import Actor, Change, JournalEntry
from .writing import Transaction


def last_to_undo(conn: sqlite3.Connection, actor: Actor) -> JournalEntry | None:
    """Find this actor's newest entry that stands, leaving out undos and what they took back."""
    return _last(conn, actor, undos=False)


def last_to_redo(conn: sqlite3.Connection, actor: Actor) -> JournalEntry | None:
    """Find this actor's newest undo that stands, if nothing new was done since."""
    return _last(conn, actor, undos=True)


def _last(conn: sqlite3.Connection, actor: Actor, *, undos: bool) -> JournalEntry | None:
    """Walk from the newest entry back; an entry that undoes another makes both of no account."""
    taken_back: set[int] = set()
    before = None
    while page := list(journal.entries(conn, limit=200, before=before)):
        for entry in page:
            if (entry.actor_kind, entry.actor) != (actor.kind, actor.name) or entry.seq in taken_back:
                continue
            if entry.undoes is not None:
                taken_back.add(entry.undoes)
                if entry.action == "redo":
                    continue
                if undos:
                    return entry
                continue
            if undos:
                return None
            return entry
        before = page[-1].seq
    return None


def take_back(transaction: Transaction, conn: sqlite3.Connection, entry: JournalEntry) -> str:
    """Undo one entry inside a transaction; gives a sentence. Errors: Refused, Conflict with both versions."""
    if entry.undo == "never":
        raise Refused(f"“{entry.summary}” can not be undone: {entry.action} has left this file or is final")
    if entry.undo == "compensate":
        mend = entry.details.get("compensate", "")
        raise Refused(f"“{entry.summary}” is not undone by going back", hint=f"use `influcore {mend}` instead")
    changes = journal.changes_of(conn, entry.seq)
    if changes is None:
        raise Refused(f"“{entry.summary}” can not be undone: a part of it has been erased")
    batches = entry.details.get("batches", {})
    if any(count < 0 for count in batches.values()):
        raise Refused(f"“{entry.summary}” can not be redone: its rows came from a file", hint="import that file again")
    for table in batches:
        transaction.drop_batch(table, entry.id)
    try:
        for change in reversed(changes):
            _put_back(transaction, conn, change)
    except sqlite3.IntegrityError as error:
        raise Refused(
            f"“{entry.summary}” can not be undone: something made later depends on it", hint="undo or remove that first"
        ) from error
    return f"undone: {entry.summary}"


def _put_back(transaction: Transaction, conn: sqlite3.Connection, change: Change) -> None:
    row = conn.execute(f'SELECT * FROM "{change.table}" WHERE id = ?', (change.row,)).fetchone()
    current = dict(row) if row is not None else None
    if _same(current, change.after):
        transaction.restore(change.table, change.row, change.before, current)
        return
    raise Conflict(
        f"{change.table} {change.row[-6:]} has moved on since: {_differences(change.after, current)}",
        hint="undo the later change first, or edit it by hand",
    )


def _same(a: Mapping[str, Any] | None, b: Mapping[str, Any] | None) -> bool:
    """Compare two images but for ``rev``, which an undo has moved on itself."""
    if a is None or b is None:
        return a is b
    return {k: v for k, v in a.items() if k != "rev"} == {k: v for k, v in b.items() if k != "rev"}


def _differences(then: Mapping[str, Any] | None, now: Mapping[str, Any] | None) -> str:
    if now is None:
        return "it is gone"
    if then is None:
        return "it is there again"
    names = [name for name in now if name != "rev" and now[name] != then.get(name)]
    return "; ".join(f"{name} was {then.get(name)!r}, is {now[name]!r}" for name in names[:5])
