"""What stands in a workspace, to compare before and after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from influcore.services.desk import Desk

Image = Mapping[str, Counter[tuple[Any, ...]]]
_BOOKS = frozenset({"journal", "journal_change", "journal_cursor"})


def image_of(desk: Desk) -> Image:
    """Take every row of every table."""
    read = desk.session()
    return {name: _rows(read, name, frozenset()) for name in _tables(read)}


def entities_of(desk: Desk) -> Image:
    """Take every row that undo must put back: not the journal, not what is derived, and not ``rev``."""
    read = desk.session()
    loose = {row["name"] for row in read.rows("SELECT name FROM table_spec WHERE kind IN ('derived', 'secret')")}
    return {name: _rows(read, name, frozenset({"rev"})) for name in _tables(read) if name not in _BOOKS | loose}


def differences(before: Image, after: Image) -> list[str]:
    """Say which tables differ, with the first row of each that does."""
    told = []
    for name in sorted({*before, *after}):
        then, now = before.get(name, Counter()), after.get(name, Counter())
        gone, new = then - now, now - then
        if gone or new:
            some = next(iter(new or gone))
            shown = ", ".join(f"{value!r:.60}" for value in some)
            told.append(f"table {name}: {gone.total()} rows gone, {new.total()} new; as ({shown:.300})")
    return told


def _tables(read: Any) -> list[str]:
    rows = read.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    return [row["name"] for row in rows]


def _rows(read: Any, table: str, without: frozenset[str]) -> Counter[tuple[Any, ...]]:
    return Counter(
        tuple(value for name, value in row.items() if name not in without)
        for row in read.rows(f'SELECT * FROM "{table}"')
    )
