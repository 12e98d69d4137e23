"""Bringing a workspace's tables up to date: the core's first, then each plugin's, all or nothing for each of them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from influcore.errors import BadWorkspace, InflucoreError

from .schema import STEPS, make_books

if TYPE_CHECKING:
    from influcore.contributions import Tables

    Sets = Sequence[tuple[str, Tables]]


def pending(conn: sqlite3.Connection, sets: Sets) -> list[str]:
    """Name the migrations that this workspace has not had, as ``set.name``; the core's too."""
    return lacking(conn, [(name, step.__name__) for name, tables in sets for step in tables.migrations])


def lacking(conn: sqlite3.Connection, named: Iterable[tuple[str, str]]) -> list[str]:
    """Name those of the core's and of these migrations that a workspace has not had. Imports no sqlite-utils: slow."""
    known = conn.execute("SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'").fetchone()
    rows = conn.execute("SELECT migration_set, name FROM _sqlite_migrations").fetchall() if known else ()
    applied = {(row[0], row[1]) for row in rows}
    wanted = [("core", step.__name__) for step in STEPS] + list(named)
    return [f"{name}.{step}" for name, step in wanted if (name, step) not in applied]


def migrate(conn: sqlite3.Connection, sets: Sets) -> list[tuple[str, str]]:
    """Apply what is pending, in one transaction; gives (plugin, reason) for each plugin that was rolled back.

    Foreign keys are off while tables change (sqlite-utils refuses to transform a table that others cascade to inside a
    transaction) and are checked before the commit. Errors: BadWorkspace if the core's own tables can not be made.
    """
    from sqlite_utils import Database

    from .tables import CORE

    failures: list[tuple[str, str]] = []
    db = Database(conn, execute_plugins=False)
    conn.execute("PRAGMA foreign_keys=OFF")
    conn.execute("BEGIN IMMEDIATE")
    try:
        if not db.table("table_spec").exists():
            make_books(db)
        for name, tables in (("core", CORE), *sorted(sets, key=lambda pair: (pair[1].order, pair[0]))):
            reason = _apply(conn, db, name, tables)
            if reason and name == "core":
                raise BadWorkspace(f"the workspace's tables can not be made: {reason}")
            if reason:
                failures.append((name, reason))
        broken = conn.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise BadWorkspace(f"after the migration {len(broken)} rows point at nothing; nothing was changed")
        conn.execute("COMMIT")
    except BaseException:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
        raise
    finally:
        conn.execute("PRAGMA foreign_keys=ON")
    return failures


def _apply(conn: sqlite3.Connection, db: object, name: str, tables: Tables) -> str:
    """Apply one set within a savepoint; gives the reason if it failed and was rolled back."""
    from sqlite_utils import Migrations

    steps = Migrations(name)
    for step in tables.migrations:
        steps(name=step.__name__)(step)
    conn.execute("SAVEPOINT migration")
    try:
        steps.apply(db)  # type: ignore[arg-type]
        for spec in tables.tables:
            if name != "core" and not spec.name.startswith(f"{name}_"):
                raise InflucoreError(f"table “{spec.name}” must be named {name}_…")
            conn.execute(
                "INSERT INTO table_spec VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT(name) DO UPDATE SET "
                "plugin=excluded.plugin, kind=excluded.kind, person=excluded.person, on_erase=excluded.on_erase, "
                "natural_key=excluded.natural_key",
                (spec.name, name, spec.kind, spec.person, spec.on_erase, json.dumps(list(spec.natural))),
            )
    except Exception as error:  # noqa: BLE001 - a plugin's migration may raise anything; it is rolled back and named
        conn.execute("ROLLBACK TO migration")
        conn.execute("RELEASE migration")
        return f"{type(error).__name__}: {error}"
    conn.execute("RELEASE migration")
    return ""


def back_up(conn: sqlite3.Connection, path: Path) -> Path:
    """Copy the workspace beside itself before its tables change (SQLite's backup interface, so WAL is included)."""
    target = path.with_name(f"{path.name}.before-migration")
    target.unlink(missing_ok=True)
    target.touch(mode=0o600)
    copy = sqlite3.connect(target)
    try:
        conn.backup(copy)
    finally:
        copy.close()
    return target
