"""What a plugin may do with the workspace: the stable promise behind `Read`, `Write` and `Session`.

Plugins see these protocols; the workspace fulfils them. Nobody opens the database.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from influcore.entities import Entity, Platform, Ref
from influcore.measures import Audience, History, Outlook, ReachAnswer

if TYPE_CHECKING:
    from .action import Outcome
    from .check import Finding

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


class Write(Read, Protocol):
    """Writes within one transaction; all of it lands, or none. Never kept across a dialog."""

    @property
    def batch(self) -> str:
        """The id of this transaction: what the ``batch`` column of an observation table holds."""

    def add(self, entity: E) -> E:
        """Insert; gives it back with its new id and ``rev`` 1. Errors: InvalidInput where a natural key is taken."""

    def change(self, entity: E) -> E:
        """Update the row of the same id. Errors: Conflict if its ``rev`` has moved on."""

    def remove(self, entity: Entity) -> None:
        """Delete the row. Errors: Refused while others point at it; Conflict if its ``rev`` has moved on."""

    def add_many(self, entities: Sequence[Entity]) -> int:
        """Insert many of one kind quickly, leaving out those whose natural key exists; gives how many were new."""

    def execute(self, sql: str, *parameters: object) -> int:
        """Run a statement on *derived* or *secret* tables only; gives the rows touched."""

    def execute_many(self, sql: str, rows: Iterable[Sequence[object]]) -> int:
        """Run a statement for many rows, on *derived*, *secret* or *observation* tables; gives the rows touched."""

    def note(self, summary: str, refs: Iterable[Ref] = (), **details: object) -> None:
        """Add to this transaction's journal entry what its rows do not say by themselves."""

    def run(self, action: str, form: object) -> Outcome:
        """Run another action inside this transaction."""


class Session(Read, Protocol):
    """A reading for panels and checks: `Read`, and what the core works out from it."""

    def outlook(self, campaign: str) -> Outlook:
        """Forecast a campaign (kept by revision of its inputs)."""

    def findings(self, campaign: str | None = None) -> Sequence[Finding]:
        """Run every check, on one campaign or on all."""

    def history(self, platform: str = "") -> History:
        """Give the posts and averages of every profile on a platform, or on all, as models get them."""

    def estimate_reach(self, parts: Sequence[Audience]) -> ReachAnswer | None:
        """Ask every plugin how many different people these audiences reach; the best answer, or None without parts."""
