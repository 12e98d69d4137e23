"""Posts of the sample's creators: log-normal around their own level, with a weekly rhythm and real-looking insights."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from influcore.contributions import Write
from influcore.entities import Influencer, Observation, Post, Profile

SEED = 21
POSTS = 22
_FORMATS = {"instagram": ("post", "reel", "carousel", "reel"), "tiktok": ("video",), "youtube": ("video",)}


def add_history(write: Write, told: Mapping[str, Any], people: Mapping[str, Influencer], today: dt.date) -> None:
    """Add 22 posts for every profile that has figures in the script."""
    import numpy as np

    chance = np.random.default_rng(SEED)
    now = dt.datetime.combine(today, dt.time(6), dt.UTC)
    profiles = {(p.influencer, p.platform): p for p in write.list(Profile)}
    posts, seen = [], []
    for creator in told["creators"]:
        for figures in creator["profiles"]:
            if "likes" not in figures:
                continue
            profile = profiles[people[creator["name"]].id, figures["platform"]]
            for number in range(POSTS):
                post = _post(profile, number, now, int(chance.integers(9, 21)))
                posts.append(post)
                seen.append((post, _counts(figures, post.format, chance)))
    write.add_many(posts)
    ids = {(p.profile, p.key): p.id for p in write.list(Post)}
    write.add_many([
        Observation(profile=post.profile, post=ids[post.profile, post.key], at=now, provenance="export", counts=counts)
        for post, counts in seen
    ])  # fmt: skip


def _post(profile: Profile, number: int, now: dt.datetime, hour: int) -> Post:
    formats = _FORMATS[profile.platform]
    posted = (now - dt.timedelta(days=4 + number * 5)).replace(hour=hour)
    return Post(
        profile=profile.id,
        key=f"demo-{number}",
        format=formats[number % len(formats)],
        posted=posted,
        paid=number % 7 == 3,
        hashtags=("#ad",) if number % 7 == 3 else (),
    )


def _counts(figures: Mapping[str, Any], form: str, chance: Any) -> dict[str, float]:
    """Draw one post: comments, shares and saves hang on likes, impressions on reach."""
    luck = float(chance.normal(0, figures["spread"]))
    boost = 1.25 if form == "reel" else 1.0
    likes = figures["likes"] * boost * 2.718281828**luck
    counts = {"likes": likes, "comments": likes * float(chance.uniform(0.012, 0.05))}
    if figures["platform"] != "youtube":
        counts["shares"] = likes * float(chance.uniform(0.02, 0.07))
    if figures["platform"] == "instagram":
        counts["saves"] = likes * float(chance.uniform(0.03, 0.1))
    if views := figures.get("views"):
        counts["views"] = max(views * 2.718281828 ** (0.9 * luck), likes * 2)
    if share := figures.get("reach"):
        counts["reach"] = max(figures["followers"] * share * boost * 2.718281828 ** (0.7 * luck), likes * 1.6)
        counts["impressions"] = counts["reach"] * float(chance.uniform(1.08, 1.3))
    return {name: float(round(value)) for name, value in counts.items()}
