"""Rows that are here already, more than the 2,000 a list may have: all pairs of 100 creators are 4,950."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from influcore.contributions import Row


class ManyRows:
    """Fulfils `influcore.contributions.Rows` for rows whose cells are numbers, texts, marks, refs and None."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows

    def count(self, match: str = "") -> int:
        return len(self._matching(match))

    def window(
        self, offset: int, limit: int, *, sort: str = "", descending: bool = False, match: str = ""
    ) -> Sequence[Row]:
        return self._sorted(sort, descending, match)[offset : offset + limit]

    def stream(self, *, sort: str = "", descending: bool = False, match: str = "") -> Iterator[Row]:
        yield from self._sorted(sort, descending, match)

    def _matching(self, match: str) -> Sequence[Row]:
        wanted = match.casefold()
        if not wanted:
            return self._rows
        return [r for r in self._rows if any(isinstance(v, str) and wanted in v.casefold() for v in r.values())]

    def _sorted(self, sort: str, descending: bool, match: str) -> Sequence[Row]:
        rows = self._matching(match)
        if not sort:
            return rows
        there = [row for row in rows if row.get(sort) is not None]
        absent = [row for row in rows if row.get(sort) is None]
        return [*sorted(there, key=lambda row: _order(row[sort]), reverse=descending), *absent]


def _order(value: object) -> Any:
    """Sort a mark by its word and a ref by its label; both have no order of their own."""
    return getattr(value, "word", getattr(value, "label", value))
