"""Everything of a workspace as JSON lines, one row a line, that can be kept, compared and loaded into an empty one.

The first line is ``{"influcore": "bundle", "version": 1, "tables": {table: {"plugin", "columns", "rows"}}}``, each
other ``{"table": …, "row": [values in the order of the columns]}``, sorted by table and id, so that two bundles can be
compared line by line. Tables are those of kind *entity* and *observation*, plugins' too; what is derived, secret or
journal stays out. Values are as the workspace keeps them; bytes are ``{"base64": …}``.
"""

from __future__ import annotations

import base64
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from influcore.errors import BadFile, Refused
from influcore.workspace import Workspace

VERSION = 1
_BATCH = 5_000
_write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
Tables = dict[str, dict[str, Any]]


def dump(conn: sqlite3.Connection) -> Iterator[str]:
    """Give the lines of a bundle, all of one state of the workspace."""
    conn.execute("BEGIN")
    try:
        tables = _tables(conn)
        for name, table in tables.items():
            table["rows"] = conn.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
        yield _write({"influcore": "bundle", "version": VERSION, "tables": tables}) + "\n"
        for name, table in tables.items():
            columns = ", ".join(f'"{column}"' for column in table["columns"])
            for row in conn.execute(f'SELECT {columns} FROM "{name}" ORDER BY id'):
                yield _write({"table": name, "row": [_out(value) for value in row]}) + "\n"
    finally:
        conn.execute("COMMIT")


def load(workspace: Workspace, lines: Iterable[str], name: str) -> int:
    """Put a bundle into an empty workspace, all of it or nothing; gives how many rows. Errors: BadFile, Refused."""
    source = enumerate(lines, 1)
    there = _tables(workspace.connection())
    given = _head(next(source, (1, ""))[1], there, name)
    counts: Counter[str] = Counter()
    with workspace.altering("workspace.load") as (transaction, conn):
        filled = [table for table in there if conn.execute(f'SELECT 1 FROM "{table}" LIMIT 1').fetchone()]
        if filled:
            raise Refused(f"the workspace is not empty: it has rows of {', '.join(filled)}", hint="make one with init")
        while batch := list(islice(source, _BATCH)):
            _insert(conn, [(number, *_row(number, line, given, name)) for number, line in batch], given, name, counts)
        short = [f"{t} {counts[t]:,} of {table['rows']:,}" for t, table in given.items() if counts[t] != table["rows"]]
        if short:
            raise BadFile(f"{name} is not complete: {', '.join(short)} rows; nothing was loaded")
        transaction.note(f"loaded {name}: {counts.total():,} rows")
    return counts.total()


def _tables(conn: sqlite3.Connection) -> Tables:
    """Give the tables that are kept, by name, with their columns."""
    sql = "SELECT name, plugin FROM table_spec WHERE kind IN ('entity', 'observation') ORDER BY name"
    found: Tables = {}
    for name, plugin in [tuple(row) for row in conn.execute(sql)]:
        columns = [row[1] for row in conn.execute(f'PRAGMA table_info("{name}")')]
        if "id" in columns:
            found[name] = {"plugin": plugin, "columns": columns}
    return found


def _head(line: str, there: Tables, name: str) -> Tables:
    """Read the first line, and compare its tables with those that are here. Errors: BadFile, Refused."""
    try:
        head = json.loads(line)
        is_bundle = head["influcore"] == "bundle"
        version, given = head["version"], dict(head["tables"])
        columns = {table: list(about["columns"]) for table, about in given.items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        is_bundle, version, given, columns = False, 0, {}, {}
    if not is_bundle:
        raise BadFile(f"{name} is no bundle", hint="`influcore dump` makes one")
    if version != VERSION:
        raise BadFile(f"{name} is of version {version}, and this influcore reads {VERSION}")
    missing = sorted({str(given[table].get("plugin", "?")) for table in given if table not in there})
    if missing:
        raise Refused(f"{name} has tables of {', '.join(missing)}, not here", hint="install these plugins, or update")
    other = [table for table, names in columns.items() if names != there[table]["columns"]]
    if other:
        raise Refused(f"{name} has other columns in {', '.join(other)}", hint="load it with the version that made it")
    return given


def _row(number: int, line: str, given: Tables, name: str) -> tuple[str, list[Any]]:
    """Read one row. Errors: BadFile names the line."""
    try:
        said = json.loads(line)
        table, row = said["table"], [_in(value) for value in said["row"]]
        if len(row) != len(given[table]["columns"]):
            raise ValueError("it has another number of values")
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadFile(f"{name}, line {number:,}: no row of a bundle ({error}); nothing was loaded") from error
    return table, row


def _insert(
    conn: sqlite3.Connection, rows: list[tuple[int, str, list[Any]]], given: Tables, name: str, counts: Counter[str]
) -> None:
    by_table: dict[str, list[list[Any]]] = {}
    for _, table, row in rows:
        by_table.setdefault(table, []).append(row)
    for table, some in by_table.items():
        columns = ", ".join(f'"{column}"' for column in given[table]["columns"])
        marks = ", ".join("?" * len(given[table]["columns"]))
        try:
            conn.executemany(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', some)
        except (sqlite3.Error, OverflowError) as error:
            first, last = rows[0][0], rows[-1][0]
            raise BadFile(f"{name}, {table} in lines {first:,} to {last:,}: {error}; nothing was loaded") from error
        counts[table] += len(some)


def _out(value: Any) -> Any:
    return {"base64": base64.b64encode(value).decode()} if isinstance(value, bytes) else value


def _in(value: Any) -> Any:
    if isinstance(value, dict):
        return base64.b64decode(value["base64"], validate=True)
    if isinstance(value, list):
        raise ValueError("a value is a list")
    return value
