"""A window on rows: the pages that are here, fetched as they come into sight."""

# No `from __future__ import annotations` here: NamedTuple would compile each annotation anew at every start.
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from influcore.contributions import Column, Rows
from influcore.entities import Ref

from .columns import Shown, shown_row

PAGE = 64
KEPT = 24


class Wanted(NamedTuple):
    """Which rows are wanted, in which order."""

    match: str = ""
    sort: str = ""
    descending: bool = False


class Item(NamedTuple):
    """A row as it was read, its cells as they are written."""

    row: Mapping[str, Any]
    cells: tuple[Shown, ...]

    @property
    def ref(self) -> Ref | None:
        found = self.row.get("_ref")
        return found if isinstance(found, Ref) else None

    @property
    def mend(self) -> str:
        """Name the action that would put right what a finding tells."""
        return str(self.row.get("mend") or "")

    @property
    def refs(self) -> tuple[Ref, ...]:
        """Everything the row names, what it stands for first."""
        named = [value for name, value in self.row.items() if isinstance(value, Ref) and name != "_ref"]
        return tuple(dict.fromkeys([self.ref, *named] if self.ref is not None else named))


class Page(NamedTuple):
    """Rows from ``PAGE * number`` on; ``total`` where all were counted along."""

    number: int
    items: tuple[Item, ...]
    total: int | None = None


def fetch(rows: Rows, columns: Sequence[Column], wanted: Wanted, number: int, *, counting: bool = False) -> Page:
    """Read one page; runs on the reader's thread, and fails there if lazy rows do."""
    found = rows.window(number * PAGE, PAGE, sort=wanted.sort, descending=wanted.descending, match=wanted.match)
    items = tuple(Item(row, shown_row(row, columns)) for row in found)
    return Page(number, items, rows.count(wanted.match) if counting else None)


class Pages:
    """Pages by number; the ones farthest from the last look are given up first."""

    def __init__(self) -> None:
        self._pages: dict[int, Page] = {}

    def clear(self) -> None:
        self._pages.clear()

    def put(self, page: Page) -> None:
        self._pages[page.number] = page
        while len(self._pages) > KEPT:
            del self._pages[max(self._pages, key=lambda number: abs(number - page.number))]

    def item(self, index: int) -> Item | None:
        """Give a row if it is here."""
        page = self._pages.get(index // PAGE)
        at = index % PAGE
        return page.items[at] if page is not None and at < len(page.items) else None

    def items(self) -> list[Item]:
        return [item for page in self._pages.values() for item in page.items]

    def missing(self, first: int, last: int) -> list[int]:
        """Name the pages that hold these rows and are not here, nearest to the first row first."""
        return [number for number in range(max(0, first) // PAGE, last // PAGE + 1) if number not in self._pages]

    def find(self, wanted: Callable[[Item], bool]) -> int | None:
        """Find the index of a row among the pages that are here."""
        for number, page in sorted(self._pages.items()):
            for at, item in enumerate(page.items):
                if wanted(item):
                    return number * PAGE + at
        return None
