"""Windows on rows, so that a list of 100,000 costs no more than the 60 that are seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Protocol, runtime_checkable

from .reading import Read, Row

LIST_LIMIT = 2000


@runtime_checkable
class Rows(Protocol):
    """Rows on demand. ``match`` is what the user typed after ``/``; ``sort`` is a column's name or ''."""

    def count(self, match: str = "") -> int:
        """Say how many rows match."""

    def window(
        self, offset: int, limit: int, *, sort: str = "", descending: bool = False, match: str = ""
    ) -> Sequence[Row]:
        """Give ``limit`` rows from ``offset`` on."""

    def stream(self, *, sort: str = "", descending: bool = False, match: str = "") -> Iterator[Row]:
        """Give all matching rows, one after another, in bounded memory."""


def _sortable(value: Any) -> tuple[int, Any, str]:
    middle = getattr(value, "median", getattr(value, "minor", getattr(value, "word", getattr(value, "label", value))))
    if isinstance(middle, bool | int | float):
        return (0, float(middle), "")
    if hasattr(middle, "isoformat"):
        return (1, 0.0, middle.isoformat())
    if middle is None or hasattr(middle, "reason"):
        return (3, 0.0, "")
    return (2, 0.0, str(middle).casefold())


class ListRows:
    """Rows that are already here: at most 2,000 of them."""

    def __init__(self, rows: Sequence[Mapping[str, Any]]) -> None:
        if len(rows) > LIST_LIMIT:
            raise ValueError(f"{len(rows)} rows are too many for ListRows ({LIST_LIMIT}); use SqlRows")
        self._rows = tuple(rows)

    def count(self, match: str = "") -> int:
        return len(self._select("", False, match))

    def window(
        self, offset: int, limit: int, *, sort: str = "", descending: bool = False, match: str = ""
    ) -> Sequence[Row]:
        return self._select(sort, descending, match)[offset : offset + limit]

    def stream(self, *, sort: str = "", descending: bool = False, match: str = "") -> Iterator[Row]:
        yield from self._select(sort, descending, match)

    def _select(self, sort: str, descending: bool, match: str) -> Sequence[Row]:
        rows: Sequence[Row] = self._rows
        if match:
            wanted = match.casefold()
            rows = [r for r in rows if any(wanted in _text(v).casefold() for k, v in r.items() if k[:1] != "_")]
        if sort:
            rows = sorted(rows, key=lambda r: _sortable(r.get(sort)), reverse=descending)
        return rows


def _text(value: Any) -> str:
    return str(getattr(value, "word", getattr(value, "label", "" if value is None else value)))


class SqlRows:
    """A window on a SELECT. ``select`` ends before WHERE, ``where`` is what comes behind it (its placeholders last).

    ``columns`` maps each sortable name to its SQL, fixed by code; ``order`` is the order where nobody asks for another.
    ``search`` lists the SQL expressions that ``match`` looks into. ``shape`` turns a raw row into cells.
    """

    def __init__(
        self,
        read: Read,
        select: str,
        parameters: Sequence[object] = (),
        *,
        columns: Mapping[str, str],
        search: Sequence[str] = (),
        where: str = "",
        order: str = "",
        shape: Callable[[Row], Row] | None = None,
    ) -> None:
        self._read = read
        self._select = select
        self._parameters = tuple(parameters)
        self._columns = dict(columns)
        self._search = tuple(search)
        self._where = where
        self._order = order
        self._shape = shape or (lambda row: row)

    def count(self, match: str = "") -> int:
        sql, parameters = self._matching(match)
        return int(self._read.value(f"SELECT count(*) FROM ({sql})", *parameters))

    def window(
        self, offset: int, limit: int, *, sort: str = "", descending: bool = False, match: str = ""
    ) -> Sequence[Row]:
        sql, parameters = self._matching(match)
        order = self._ordering(sort, descending)
        rows = self._read.rows(f"{sql}{order} LIMIT ? OFFSET ?", *parameters, limit, offset)
        return [self._shape(row) for row in rows]

    def stream(self, *, sort: str = "", descending: bool = False, match: str = "") -> Iterator[Row]:
        offset, step = 0, 1000
        while rows := self.window(offset, step, sort=sort, descending=descending, match=match):
            yield from rows
            offset += step

    def _ordering(self, sort: str, descending: bool) -> str:
        if not sort:
            return f" ORDER BY {self._order}" if self._order else ""
        if sort not in self._columns:
            raise ValueError(f"can not sort by “{sort}”; there is {', '.join(self._columns)}")
        direction = "DESC" if descending else "ASC"
        tail = f", {self._order}" if self._order else ""
        return f" ORDER BY {self._columns[sort]} {direction} NULLS LAST{tail}"

    def _matching(self, match: str) -> tuple[str, tuple[object, ...]]:
        plain = f"{self._select} WHERE {self._where or 'true'}"
        if not match or not self._search:
            return plain, self._parameters
        pattern = "%" + match.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_") + "%"
        clause = " OR ".join(f"{column} LIKE ? ESCAPE '\\'" for column in self._search)
        return f"{plain} AND ({clause})", (*self._parameters, *[pattern] * len(self._search))
