"""The people and brands of the sample, and who follows whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from influcore.contributions import AudienceChunk, Write
from influcore.entities import Advertiser, Group, Influencer, Membership, Profile, slugify
from influcore.services.desk import Desk

SEED = 20
POOL = 420_000


def add_brands(write: Write, told: Mapping[str, Any]) -> dict[str, Advertiser]:
    """Add the advertisers; gives them by name."""
    return {
        brand["name"]: write.add(
            Advertiser(slug=slugify(brand["name"]), name=brand["name"], country=brand.get("country", ""))
        )
        for brand in told["advertisers"]
    }


def add_creators(write: Write, told: Mapping[str, Any], today: dt.date) -> dict[str, Influencer]:
    """Add the creators with their profiles; gives them by name."""
    people = {}
    for creator in told["creators"]:
        person = write.add(
            Influencer(
                slug=slugify(creator["name"]),
                name=creator["name"],
                country=creator["country"],
                categories=tuple(creator["categories"]),
                tags=("fictional",),
            )
        )
        people[person.name] = person
        for profile in creator["profiles"]:
            write.add(
                Profile(
                    influencer=person.id,
                    platform=profile["platform"],
                    handle=profile["handle"],
                    followers=profile["followers"],
                    counted=today,
                    hidden=profile.get("hidden", False),
                )
            )
    return people


def add_groups(write: Write, told: Mapping[str, Any], people: Mapping[str, Influencer]) -> None:
    """Add the groups."""
    for group in told["groups"]:
        made = write.add(Group(slug=slugify(group["name"]), name=group["name"]))
        for name in group["members"]:
            write.add(Membership(group=made.id, influencer=people[name].id))


def add_audiences(desk: Desk, told: Mapping[str, Any]) -> None:
    """Hand follower lists to whichever plugin keeps them: creators of a like taste share followers."""
    sinks = [sink for sink in desk.host.sinks() if sink.takes is AudienceChunk]
    chunks = _chunks(told)
    for sink in sinks:
        with desk.write("import") as write:
            taker = sink.open(write, "demo.toml", desk.session().now)
            taker.take(chunks)
            report = taker.close()
            write.note(f"follower lists of the demo: {report.new} new")


def _chunks(told: Mapping[str, Any]) -> list[AudienceChunk]:
    """Draw followers from one pool of people ordered by taste, mostly from around the creator's own place in it."""
    import numpy as np

    chance = np.random.default_rng(SEED)
    chunks = []
    for creator in told["creators"]:
        for profile in creator["profiles"]:
            if not profile.get("list"):
                continue
            wanted = profile["followers"]
            drawn = chance.normal(profile["taste"], 0.16, size=int(wanted * 1.6)) % 1.0
            followers = np.unique((drawn * POOL).astype(np.int64))
            followers = chance.permutation(followers)[:wanted]
            chunks.append(
                AudienceChunk(
                    platform=profile["platform"],
                    accounts=[profile["handle"]] * len(followers),
                    viewers=[f"viewer{number}" for number in followers.tolist()],
                )
            )
    return chunks
