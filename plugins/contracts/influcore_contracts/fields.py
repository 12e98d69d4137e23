"""What a collaboration's contracts say of it, for columns, filters and gates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from influcore import Collaboration, Field, Read, Ref

from .states import Status, furthest

NONE = "none"


def read_status(read: Read, refs: Sequence[Ref]) -> Sequence[str]:
    """Give the status of the furthest contract of each collaboration, or *none*."""
    statuses = _statuses(read, refs)
    return [furthest(statuses.get(ref.id, set())) or NONE for ref in refs]


def read_signed(read: Read, refs: Sequence[Ref]) -> Sequence[bool]:
    """Say of each collaboration whether it has a signed contract."""
    statuses = _statuses(read, refs)
    return ["signed" in statuses.get(ref.id, set()) for ref in refs]


def _statuses(read: Read, refs: Sequence[Ref]) -> Mapping[str, set[Status]]:
    found: dict[str, set[Status]] = {}
    wanted = {ref.id for ref in refs}
    for row in read.rows("SELECT DISTINCT collaboration, status FROM contracts_contract"):
        if row["collaboration"] in wanted:
            found.setdefault(row["collaboration"], set()).add(row["status"])
    return found


STATUS = Field(
    name="contracts.status",
    title="Contract",
    help="Status of the furthest contract, or none.",
    subject=Collaboration.KIND,
    type=str,
    read=read_status,
)
SIGNED = Field(
    name="contracts.signed",
    title="Signed",
    help="Whether there is a signed contract.",
    subject=Collaboration.KIND,
    type=bool,
    read=read_signed,
)
