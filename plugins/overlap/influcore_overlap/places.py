"""Where a campaign happens: the profiles of its creators, each with the list that stands for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from attrs import evolve, frozen

from influcore import Collaboration, Deliverable, Influencer, Profile, Read

from .known import Known, known_lists


@frozen(eq=False)
class Place:
    """A profile of one of a campaign's creators. ``label`` is short and tells the places of a campaign apart."""

    collaboration: Collaboration
    influencer: Influencer
    profile: Profile
    label: str
    known: Known


def places(read: Read, campaign: str) -> list[Place]:
    """Give the profiles on which the active creators of a campaign have deliverables; all, where they have none.

    Where somebody has two profiles on a platform, the one with more followers counts, as in the outlook.
    """
    active = [c for c in read.list(Collaboration, campaign=campaign) if c.is_active]
    people = {i.id: i for i in read.list(Influencer, id=[c.influencer for c in active])} if active else {}
    profiles: dict[str, list[Profile]] = {}
    for profile in read.list(Profile, influencer=list(people)) if people else ():
        profiles.setdefault(profile.influencer, []).append(profile)
    planned: dict[str, set[str]] = {}
    for piece in read.list(Deliverable, collaboration=[c.id for c in active]) if active else ():
        if piece.status != "cancelled":
            planned.setdefault(piece.collaboration, set()).add(piece.platform)
    chosen = [
        Place(c, people[c.influencer], profile, people[c.influencer].name, Known())
        for c in active
        for profile in _chosen(profiles.get(c.influencer, []), planned.get(c.id, set()))
    ]
    known = known_lists(read, [place.profile.id for place in chosen])
    return _told_apart([evolve(place, known=known[place.profile.id]) for place in chosen])


def _chosen(profiles: Sequence[Profile], platforms: set[str]) -> list[Profile]:
    on_plan = [p for p in profiles if p.platform in platforms]
    largest: dict[str, Profile] = {}
    for profile in sorted(on_plan, key=lambda p: -(p.followers or 0)):
        largest.setdefault(profile.platform, profile)
    return list(largest.values()) or list(profiles)


def _told_apart(found: list[Place]) -> list[Place]:
    """Add the platform, and then the handle, to names that occur more than once."""
    names: tuple[Callable[[Place], str], ...] = (
        lambda place: f"{place.influencer.name} ({place.profile.platform})",
        lambda place: f"{place.influencer.name} ({place.profile.label})",
    )
    for name in names:
        often = Counter(place.label for place in found)
        found = [evolve(place, label=name(place)) if often[place.label] > 1 else place for place in found]
    return found
