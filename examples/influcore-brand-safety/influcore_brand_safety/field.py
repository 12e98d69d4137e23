"""How grave the gravest open concern about an influencer is."""

from __future__ import annotations

from collections.abc import Sequence

from influcore import Field, Read, Ref
from influcore.contributions import Mark

from .reading import concerns_of, gravest


def read(read: Read, refs: Sequence[Ref]) -> Sequence[Mark]:
    """Give a word for each influencer, in order."""
    concerns = concerns_of(read, [ref.id for ref in refs])
    worst = [gravest(concerns.get(ref.id, ())) for ref in refs]
    return [
        Mark("none noted") if w is None else Mark(w.gravity, "bad" if w.gravity == "high" else "warn") for w in worst
    ]


GRAVITY = Field(
    name="brand_safety.gravity",
    title="Brand safety",
    help="The gravest open concern.",
    subject="influencer",
    type=Mark,
    read=read,
)
