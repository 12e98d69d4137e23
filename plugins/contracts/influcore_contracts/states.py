"""The statuses of a contract, and which may follow which."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

Status = Literal[
    "draft", "prepared", "sent", "viewed", "partly signed", "signed", "withdrawn", "declined", "error"
]  # fmt: skip
STATUSES: tuple[Status, ...] = get_args(Status)

# The usual next step comes first. Signed goes to error only: for a signature that was noted by mistake. A withdrawn
# contract is over for good.
TRANSITIONS: Mapping[Status, tuple[Status, ...]] = {
    "draft": ("prepared", "withdrawn", "error"),
    "prepared": ("sent", "partly signed", "signed", "draft", "withdrawn", "error"),
    "sent": ("viewed", "partly signed", "signed", "declined", "withdrawn", "error"),
    "viewed": ("partly signed", "signed", "declined", "withdrawn", "error"),
    "partly signed": ("signed", "declined", "withdrawn", "error"),
    "signed": ("error",),
    "withdrawn": (),
    "declined": ("draft", "withdrawn"),
    "error": ("draft", "prepared", "sent", "withdrawn"),
}
ENDED: frozenset[Status] = frozenset({"withdrawn", "declined", "error"})
BINDING: frozenset[Status] = frozenset({"partly signed", "signed"})
# Of several contracts of one collaboration the furthest speaks for it.
_FURTHEST: tuple[Status, ...] = (
    "signed", "partly signed", "viewed", "sent", "prepared", "draft", "error", "declined", "withdrawn",
)  # fmt: skip


def may_follow(now: Status, then: Status) -> bool:
    """Say whether a contract may go from one status to another."""
    return then in TRANSITIONS[now]


def furthest(statuses: set[Status]) -> Status | None:
    """Name the furthest of some statuses, or None if there are none."""
    return next((status for status in _FURTHEST if status in statuses), None)
