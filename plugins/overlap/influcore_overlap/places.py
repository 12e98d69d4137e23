"""Where a campaign (or a group) happens: the profiles of its creators, each with the list that stands for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from attrs import evolve, frozen

from influcore import Collaboration, Deliverable, Influencer, Membership, Profile, Read

from .known import Known, known_lists

_MANY = 900


@frozen(eq=False)
class Place:
    """A profile of one of a campaign's creators. ``label`` is short and tells the places of a campaign apart.

    ``collaboration`` is an id, '' for a member of a group.
    """

    collaboration: str
    influencer: Influencer
    profile: Profile
    label: str
    known: Known


def places(read: Read, campaign: str) -> list[Place]:
    """Give the profiles on which the active creators of a campaign have deliverables; all, where they have none.

    Where somebody has two profiles on a platform, the one with more followers counts, as in the outlook.
    """
    active = [c for c in read.list(Collaboration, campaign=campaign) if c.is_active]
    planned: dict[str, set[str]] = {}
    for piece in read.list(Deliverable, collaboration=[c.id for c in active]) if active else ():
        if piece.status != "cancelled":
            planned.setdefault(piece.collaboration, set()).add(piece.platform)
    return _placed(read, [(c.influencer, c.id, planned.get(c.id, set())) for c in active])


def places_of_group(read: Read, group: str, platform: str = "") -> list[Place]:
    """Give the profiles of a group's members: all, or those on one platform."""
    members = [m.influencer for m in read.list(Membership, group=group)]
    return places_of(read, members, platform)


def places_of(read: Read, influencers: Sequence[str], platform: str = "") -> list[Place]:
    """Give the profiles of influencers: all, or those on one platform (nobody else's)."""
    found = _placed(read, [(i, "", {platform} if platform else set()) for i in dict.fromkeys(influencers)])
    return [place for place in found if platform in ("", place.profile.platform)]


def _placed(read: Read, wanted: Sequence[tuple[str, str, set[str]]]) -> list[Place]:
    """Give the places of influencers, each with a collaboration and the platforms that count."""
    ids = [influencer for influencer, _, _ in wanted]
    people: dict[str, Influencer] = {}
    profiles: dict[str, list[Profile]] = {}
    for start in range(0, len(ids), _MANY):
        some = ids[start : start + _MANY]
        people |= {i.id: i for i in read.list(Influencer, id=some)}
        for profile in read.list(Profile, influencer=some):
            profiles.setdefault(profile.influencer, []).append(profile)
    chosen = [
        Place(collaboration, people[influencer], profile, people[influencer].name, Known())
        for influencer, collaboration, platforms in wanted
        for profile in _chosen(profiles.get(influencer, []), platforms)
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
