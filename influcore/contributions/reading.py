"""What a plugin may read: the stable promise behind `Read`. The workspace fulfils it; nobody opens the database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from influcore.entities import Entity, Ref

if TYPE_CHECKING:
    from influcore.entities import Platform

E = TypeVar("E", bound=Entity)
Row = Mapping[str, Any]


class Read(Protocol):
    """Reads one consistent state. Entities come as entities; plain SQL is for lists, sums and plugins' facts."""

    @property
    def now(self) -> dt.datetime:
        """The moment of this reading, aware, in UTC."""

    @property
    def today(self) -> dt.date:
        """The day of `now` in UTC; a campaign's own day is ``now.astimezone(zone)``."""

    @property
    def platforms(self) -> Sequence[Platform]:
        """The platforms known here: the core's, then those that connectors brought."""

    def get(self, kind: type[E], key: str) -> E:
        """Find one by id, slug or (influencers) handle. Errors: UnknownId with the nearest names."""

    def find(self, kind: type[E], key: str) -> E | None:
        """Find one as `get` does, or give None."""

    def list(self, kind: type[E], /, **equal: object) -> tuple[E, ...]:
        """List those whose fields equal the given values (a tuple, list or set means any of them), oldest first."""

    def rows(self, sql: str, *parameters: object) -> Sequence[Row]:
        """Run one SELECT; column names as written in the statement."""

    def value(self, sql: str, *parameters: object) -> Any:
        """Run one SELECT and give the first column of the first row, or None."""

    def field(self, name: str, refs: Sequence[Ref]) -> Sequence[object]:
        """Read a contributed field for many refs; `Unknown` where no plugin can say."""

    def settings(self, kind: type[Any], section: str) -> Any:
        """Give the user's settings of a plugin as its attrs class, defaults filled in."""

    def secret_key(self, name: str) -> bytes:
        """Give the 32-byte key of that name, kept outside the workspace; made when first asked for."""
