"""Gathering what a campaign plans: who takes part, what they make, and what that costs."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from attrs import frozen

from influcore.contributions import Read
from influcore.entities import (
    Campaign,
    Collaboration,
    Deliverable,
    ExchangeRate,
    ExchangeRates,
    Influencer,
    Profile,
)
from influcore.measures import Ask

from .costs import Costs, costs


@frozen(kw_only=True)
class Planned:
    """A campaign with its active collaborations and pieces that are not cancelled, in order of due time."""

    campaign: Campaign
    collaborations: tuple[Collaboration, ...]
    influencers: Mapping[str, Influencer]
    pieces: Mapping[str, tuple[Deliverable, ...]]
    profiles: Mapping[tuple[str, str], Profile]
    costs: Costs
    rates: ExchangeRates
    revision: str

    def asks(self, collaboration: Collaboration) -> tuple[tuple[Ask, ...], tuple[tuple[Deliverable, str], ...]]:
        """Give the pieces of one creator to forecast, and those that can not be, each with the reason."""
        asked, refused = [], []
        for piece in self.pieces.get(collaboration.id, ()):
            profile = self.profiles.get((collaboration.influencer, piece.platform))
            if profile is None:
                refused.append((piece, f"needs a {piece.platform} profile of this influencer"))
                continue
            asked.append(
                Ask(
                    id=piece.id,
                    profile=profile.id,
                    platform=piece.platform,
                    format=piece.format,
                    due=piece.due,
                    paid=self.campaign.compensation != "organic",
                )
            )
        return tuple(asked), tuple(refused)


def gather(read: Read, campaign: Campaign) -> Planned:
    """Read everything the outlook of a campaign rests on but the history."""
    collaborations = tuple(c for c in read.list(Collaboration, campaign=campaign.id) if c.is_active)
    people = {c.influencer for c in collaborations}
    influencers = {i.id: i for i in read.list(Influencer, id=people)} if people else {}
    listed = read.list(Deliverable, collaboration=[c.id for c in collaborations]) if collaborations else ()
    pieces: dict[str, list[Deliverable]] = {}
    for piece in sorted(listed, key=lambda d: (d.due, d.id)):
        if piece.status != "cancelled":
            pieces.setdefault(piece.collaboration, []).append(piece)
    rates = ExchangeRates(read.list(ExchangeRate))
    fixed = {key: tuple(found) for key, found in pieces.items()}
    return Planned(
        campaign=campaign,
        collaborations=collaborations,
        influencers=influencers,
        pieces=fixed,
        profiles=_profiles(read, people),
        costs=costs(read, campaign, collaborations, fixed, rates),
        rates=rates,
        revision=_revision(read, campaign, collaborations),
    )


def _profiles(read: Read, people: set[str]) -> dict[tuple[str, str], Profile]:
    """Choose each person's profile on each platform: the one with most followers where there are two."""
    found: dict[tuple[str, str], Profile] = {}
    for profile in read.list(Profile, influencer=people) if people else ():
        key = (profile.influencer, profile.platform)
        if key not in found or (profile.followers or 0) > (found[key].followers or 0):
            found[key] = profile
    return found


def _revision(read: Read, campaign: Campaign, collaborations: Sequence[Collaboration]) -> str:
    """Name the state of everything a forecast rests on, cheaply."""
    state = [campaign.id, campaign.rev, [(c.id, c.rev) for c in collaborations]]
    state += [
        read.rows("SELECT d.id, d.rev FROM deliverable d JOIN collaboration c ON c.id = d.collaboration "
                  "WHERE c.campaign = ? ORDER BY d.id", campaign.id),
        read.value("SELECT count(*) || max(seq) FROM journal"),
    ]  # fmt: skip
    return hashlib.blake2b(repr(state).encode(), digest_size=8).hexdigest()
