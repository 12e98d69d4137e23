"""Finding concerns: what the panel, the check, the field and the screen share."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from influcore import Collaboration, Read

from .entities import GRAVITIES, Concern


def concerns_of(read: Read, influencers: Collection[str]) -> dict[str, list[Concern]]:
    """Give the concerns of many influencers at once, by their ids; the gravest first."""
    found: dict[str, list[Concern]] = {}
    for concern in read.list(Concern, influencer=list(influencers)) if influencers else ():
        found.setdefault(concern.influencer, []).append(concern)
    for mine in found.values():
        mine.sort(key=lambda concern: (not concern.is_open, -GRAVITIES.index(concern.gravity), concern.topic))
    return found


def taking_part(read: Read, campaign: str) -> tuple[str, ...]:
    """Give the ids of those who take part in a campaign, declined and dropped ones left out."""
    return tuple(dict.fromkeys(c.influencer for c in read.list(Collaboration, campaign=campaign) if c.is_active))


def gravest(concerns: Iterable[Concern]) -> Concern | None:
    """Give the gravest concern that is still open."""
    return next((concern for concern in concerns if concern.is_open), None)
