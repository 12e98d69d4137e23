"""What a plugin may write: one transaction that lands whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from influcore.entities import Entity, Ref

from .outcome import Outcome
from .reading import Read

E = TypeVar("E", bound=Entity)


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
