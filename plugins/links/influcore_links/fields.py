"""The link of a collaboration, for columns, filters and messages."""

from __future__ import annotations

from collections.abc import Sequence

from influcore import Collaboration, Field, Read, Ref, Unknown

from .entities import Link


def read_url(read: Read, refs: Sequence[Ref]) -> Sequence[str | Unknown]:
    """Give the newest active link of each collaboration; one for the whole of it comes before one for a piece."""
    best: dict[str, Link] = {}
    for link in read.list(Link, collaboration={ref.id for ref in refs}, state="active"):
        held = best.get(link.collaboration)
        if held is None or link.deliverable is None or held.deliverable is not None:
            best[link.collaboration] = link
    return [best[ref.id].tagged if ref.id in best else Unknown("no link yet") for ref in refs]


URL = Field(
    name="links.url",
    title="Link",
    help="The tagged address of the influencer's link in this campaign.",
    subject=Collaboration.KIND,
    type=str,
    read=read_url,
)
