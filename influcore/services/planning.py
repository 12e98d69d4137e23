"""Gathering what a campaign plans: who takes part, what they make, and what that costs."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping

from attrs import Factory, evolve, frozen

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
from influcore.errors import InvalidInput
from influcore.measures import Ask, Variant

from .costs import Costs, costs, ledger
from .counted import Counted, counted
from .variants import repeated, with_fees, with_people, with_pieces


@frozen(kw_only=True)
class Planned:
    """A campaign with its active collaborations and pieces that are not cancelled, in order of due time.

    ``counted`` holds what was counted so far of pieces that are out.
    """

    campaign: Campaign
    collaborations: tuple[Collaboration, ...]
    influencers: Mapping[str, Influencer]
    pieces: Mapping[str, tuple[Deliverable, ...]]
    profiles: Mapping[tuple[str, str], Profile]
    costs: Costs
    rates: ExchangeRates
    revision: str
    counted: Mapping[str, Counted] = Factory(dict)

    def asks(self, collaboration: Collaboration) -> tuple[tuple[Ask, ...], tuple[tuple[Deliverable, str], ...]]:
        """Give the pieces of one creator to forecast, and those that can not be, each with the reason."""
        asked, refused = [], []
        for piece in self.pieces.get(collaboration.id, ()):
            profile = self.profiles.get((collaboration.influencer, piece.platform))
            if profile is None:
                refused.append((piece, f"needs a {piece.platform} profile of this influencer"))
                continue
            known = self.counted.get(piece.id)
            asked.append(
                Ask(
                    id=piece.id,
                    profile=profile.id,
                    platform=piece.platform,
                    format=piece.format,
                    due=piece.due,
                    paid=self.campaign.compensation != "organic",
                    counted=known.counts if known else {},
                    age=known.age if known else math.nan,
                )
            )
        return tuple(asked), tuple(refused)


def gather(read: Read, campaign: Campaign, variant: Variant | None = None) -> Planned:
    """Read everything the outlook of a campaign rests on but the history, changed in thought by a ``variant``."""
    variant = variant or Variant()
    revision = _revision(read, campaign)
    if variant.budget is not None:
        campaign = _with_budget(campaign, variant)
    active = [c for c in read.list(Collaboration, campaign=campaign.id) if c.is_active]
    collaborations = tuple(with_people(read, campaign, active, variant))
    people = {c.influencer for c in collaborations}
    influencers = {i.id: i for i in read.list(Influencer, id=people)} if people else {}
    listed = read.list(Deliverable, collaboration=[c.id for c in collaborations]) if collaborations else ()
    pieces: dict[str, list[Deliverable]] = {}
    listed = tuple(with_pieces(listed, collaborations, variant))
    for piece in sorted(listed, key=lambda d: (d.due, d.id)):
        if piece.status != "cancelled":
            pieces.setdefault(piece.collaboration, []).append(piece)
    rates = ExchangeRates(read.list(ExchangeRate))
    fixed = {key: tuple(found) for key, found in pieces.items()}
    posted = with_fees(ledger(read, collaborations), listed, variant, read.today)
    spent = costs(read, campaign, collaborations, fixed, rates, posted)
    repeats, spent = repeated(fixed, spent, variant.times)
    profiles = _profiles(read, people)
    out = [] if variant.before else [d for mine in fixed.values() for d in mine]
    return Planned(
        campaign=campaign,
        collaborations=collaborations,
        influencers=influencers,
        pieces=repeats,
        profiles=profiles,
        costs=spent,
        rates=rates,
        revision=revision,
        counted=counted(read, out, [p.id for p in profiles.values()]),
    )


def _with_budget(campaign: Campaign, variant: Variant) -> Campaign:
    try:
        return evolve(campaign, budget=variant.budget)
    except ValueError as error:
        raise InvalidInput("this can not be the budget", problems=[("budget", str(error))]) from error


def _profiles(read: Read, people: set[str]) -> dict[tuple[str, str], Profile]:
    """Choose each person's profile on each platform: the one with most followers where there are two."""
    found: dict[tuple[str, str], Profile] = {}
    for profile in read.list(Profile, influencer=people) if people else ():
        key = (profile.influencer, profile.platform)
        if key not in found or (profile.followers or 0) > (found[key].followers or 0):
            found[key] = profile
    return found


def _revision(read: Read, campaign: Campaign) -> str:
    """Name the state of everything a forecast rests on, cheaply."""
    there = read.list(Collaboration, campaign=campaign.id)
    state = [campaign.id, campaign.rev, [(c.id, c.rev) for c in there if c.is_active]]
    state += [
        read.rows("SELECT d.id, d.rev FROM deliverable d JOIN collaboration c ON c.id = d.collaboration "
                  "WHERE c.campaign = ? ORDER BY d.id", campaign.id),
        read.value("SELECT count(*) || max(seq) FROM journal"),
    ]  # fmt: skip
    return hashlib.blake2b(repr(state).encode(), digest_size=8).hexdigest()
