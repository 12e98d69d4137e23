"""A campaign to test with: creators with profiles, histories and fees, and pieces that are due."""

from __future__ import annotations

import datetime as dt
import math
import random
from typing import TYPE_CHECKING, Any

from attrs import frozen

if TYPE_CHECKING:
    from influcore.contributions import Write
    from influcore.entities import Advertiser, Campaign, Collaboration, Deliverable, Influencer, Profile
    from influcore.services.desk import Desk

_FORMATS = {"instagram": "reel", "tiktok": "video", "youtube": "video"}


@frozen(kw_only=True)
class Planted:
    """A campaign and all that was made for it, each list in the order it was made in."""

    desk: Desk
    advertiser: Advertiser
    campaign: Campaign
    influencers: tuple[Influencer, ...]
    profiles: tuple[Profile, ...]
    collaborations: tuple[Collaboration, ...]
    deliverables: tuple[Deliverable, ...]


def plant(
    desk: Desk, *, name: str = "Summer", creators: int = 2, pieces: int = 2, posts: int = 0, platform: str = "instagram"
) -> Planted:
    """Make a campaign that runs for a month from the clock's day on, in one transaction.

    Each creator is approved and agreed, has ``pieces`` due a week apart, 10,000 followers times their number, a fee of
    €500, and ``posts`` of the past, log-normal around 3 % likes. The first piece of the first creator is overdue.
    """
    from influcore.entities import Advertiser, Campaign, Money, slugify

    with desk.write("testing.plant") as write:
        slug, today = slugify(name), write.today
        advertiser = write.find(Advertiser, "maison-verte") or write.add(
            Advertiser(slug="maison-verte", name="Maison Verte", country="FR")
        )
        campaign = write.add(
            Campaign(
                slug=slug, name=name, advertiser=advertiser.id, starts=today, ends=today + dt.timedelta(days=30),
                currency="EUR", zone="Europe/Paris", budget=Money(500_000, "EUR"), category="skin care",
                landing_page="https://brand.example/glow", brief="Show it in daylight.", instructions="Mark it as ad.",
                hashtags=("#glow",), markets=("FR",), promotional_objective=f"{slug} 2026",
            )
        )  # fmt: skip
        write.note(f"made {campaign.name}")
        people = [_person(write, campaign, number, pieces, posts, platform) for number in range(1, creators + 1)]
    return Planted(
        desk=desk,
        advertiser=advertiser,
        campaign=campaign,
        influencers=tuple(person for person, _, _, _ in people),
        profiles=tuple(profile for _, profile, _, _ in people),
        collaborations=tuple(collaboration for _, _, collaboration, _ in people),
        deliverables=tuple(piece for _, _, _, mine in people for piece in mine),
    )


def _person(write: Write, campaign: Campaign, number: int, pieces: int, posts: int, platform: str) -> Any:
    from influcore.entities import Collaboration, Deliverable, Entry, Influencer, Money, Profile

    slug = f"{campaign.slug}-creator-{number}"
    person = write.add(
        Influencer(
            slug=slug, name=f"Creator {number}", country="FR", languages=("fr",), categories=("beauty",),
            tags=("tested",), email=f"{number}@creators.example", notes="Answers quickly.",
        )
    )  # fmt: skip
    profile = write.add(
        Profile(
            influencer=person.id, platform=platform, handle=slug.replace("-", "_"), followers=10_000 * number,
            counted=write.today,
        )
    )  # fmt: skip
    collaboration = write.add(
        Collaboration(
            campaign=campaign.id, influencer=person.id, selection="approved", stage="agreed", note="Met at a fair."
        )
    )
    first = write.now - dt.timedelta(days=1) if number == 1 else write.now + dt.timedelta(days=2)
    mine = tuple(
        write.add(
            Deliverable(
                collaboration=collaboration.id, platform=platform, format=_FORMATS.get(platform, "post"),
                due=first + dt.timedelta(days=7 * place), title=f"Piece {place + 1}",
            )
        )
        for place in range(pieces)
    )  # fmt: skip
    write.add(
        Entry(collaboration=collaboration.id, phase="agreed", amount=Money(50_000, "EUR"), day=write.today, note="Fee.")
    )
    _history(write, profile, posts, number)
    return person, profile, collaboration, mine


def _history(write: Write, profile: Profile, posts: int, seed: int) -> None:
    from influcore.entities import Observation, Post

    chance = random.Random(seed)
    made = [
        Post(
            profile=profile.id, key=f"post-{place}", format=_FORMATS.get(profile.platform, "post"),
            posted=write.now - dt.timedelta(days=20 + 3 * place),
        )
        for place in range(posts)
    ]  # fmt: skip
    write.add_many(made)
    ids = {post.key: post.id for post in write.list(Post, profile=profile.id)}
    seen = []
    for post in made:
        likes = round((profile.followers or 0) * 0.03 * math.exp(chance.gauss(0, 0.5)))
        counts = {"likes": float(likes), "comments": float(round(likes / 30)), "views": float(likes * 12)}
        seen.append(Observation(profile=profile.id, post=ids[post.key], at=write.now, counts=counts))
    write.add_many(seen)
