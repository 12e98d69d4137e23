"""Names of things in the workspace, looked up while one types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from influcore.contributions import Table
from influcore.entities import Ref

from .contents import table_of
from .panel_reading import reading
from .reader import Reader

if TYPE_CHECKING:
    from influcore.services.desk import Desk

FOUND = 8


class NameLookup:
    """Finds names of a kind in the workspace's own list of that kind: the panel ``<kind>.list``."""

    def __init__(self, desk: Desk, reader: Reader, around: Sequence[Ref] = ()) -> None:
        self._desk = desk
        self._reader = reader
        self._around = tuple(around)
        self._tables: dict[str, Table | None] = {}

    async def __call__(self, kind: str, text: str) -> Sequence[Ref]:
        return await self._reader.run(lambda: self._find(kind, text))

    def _find(self, kind: str, text: str) -> Sequence[Ref]:
        table = self._table(kind)
        if table is None:
            return []
        rows: Sequence[Any] = table.rows.window(0, FOUND, match=text)
        return [ref for row in rows if isinstance(ref := row.get("_ref"), Ref) and ref.kind == kind]

    def _table(self, kind: str) -> Table | None:
        """Read the list of a kind once a form; a kind without one has no names to offer."""
        if kind not in self._tables:
            offered = self._desk.host.catalogue.find("panel", f"{kind}.list")
            self._tables[kind] = table_of(reading(self._desk, offered.name)()) if offered is not None else None
        return self._tables[kind]
