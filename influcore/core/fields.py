"""Values that hang on the core's entities, for columns, gates and other plugins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from influcore.contributions import Field, Read
from influcore.entities import Deliverable, Entry, Money, Profile, Ref, cost_of


def _overdue(read: Read, refs: Sequence[Ref]) -> Sequence[Any]:
    pieces = {d.id: d for d in read.list(Deliverable, id=[r.id for r in refs])}
    return [d.is_overdue(read.now) if (d := pieces.get(ref.id)) else None for ref in refs]


def _cost(read: Read, refs: Sequence[Ref]) -> Sequence[Any]:
    entries: dict[str, list[Entry]] = {}
    for entry in read.list(Entry, collaboration=[r.id for r in refs]):
        entries.setdefault(entry.collaboration, []).append(entry)
    return [cost_of(entries.get(ref.id, ())) for ref in refs]


def _followers(read: Read, refs: Sequence[Ref]) -> Sequence[Any]:
    counts: dict[str, int] = {}
    for profile in read.list(Profile, influencer=[r.id for r in refs]):
        counts[profile.influencer] = max(counts.get(profile.influencer, 0), profile.followers or 0)
    return [counts.get(ref.id) for ref in refs]


FIELDS: tuple[Field, ...] = (
    Field(name="deliverable.overdue", title="Overdue", help="Should have been published by now.", subject="deliverable",
          type=bool, read=_overdue),
    Field(name="collaboration.cost", title="Cost", help="What the ledger says it costs, excluding VAT.",
          subject="collaboration", type=Money, read=_cost),
    Field(name="influencer.followers", title="Followers", help="Followers of the largest profile.",
          subject="influencer", type=int, read=_followers),
)  # fmt: skip
