"""Which part of a content, and which of its rows, the user asked for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from attrs import frozen

from influcore.contributions import Content, Row, Stack, Table
from influcore.errors import InvalidInput

_WINDOW = 5000


@frozen(kw_only=True)
class Choice:
    """What ``--part --sort --desc --match --limit`` say; ``limit`` None is all."""

    part: str = ""
    sort: str = ""
    descending: bool = False
    match: str = ""
    limit: int | None = None

    @property
    def is_of_rows(self) -> bool:
        """Say whether rows are chosen, so that the content must give itself as a table."""
        return bool(self.sort or self.match or self.limit is not None or self.descending)

    def of(self, content: Content) -> Content:
        """Take the part that was named. Errors: InvalidInput names the parts there are."""
        if not self.part:
            return content
        if not isinstance(content, Stack):
            raise InvalidInput("this panel has no parts", hint="leave out --part")
        if self.part not in content.parts:
            raise InvalidInput(f"there is no part “{self.part}”", hint=f"there is {', '.join(content.parts)}")
        return content.parts[self.part]

    def rows(self, table: Table) -> Iterator[Row]:
        """Stream the chosen rows. Errors: InvalidInput names the columns there are."""
        sort = self._column(table)
        try:
            if self.limit is not None and self.limit <= _WINDOW:
                yield from table.rows.window(0, self.limit, sort=sort, descending=self.descending, match=self.match)
            else:
                rows = table.rows.stream(sort=sort, descending=self.descending, match=self.match)
                yield from islice(rows, self.limit)
        except ValueError as error:
            if not sort:
                raise
            raise InvalidInput(str(error)) from error

    def _column(self, table: Table) -> str:
        wanted = self.sort.casefold()
        for column in table.columns:
            if wanted and wanted in (column.name.casefold(), column.title.casefold()):
                return column.name
        if wanted:
            names = ", ".join(column.name for column in table.columns)
            raise InvalidInput(f"can not sort by “{self.sort}”", hint=f"there is {names}")
        return ""
