"""What the workspace knows of the past, in the columns that models read."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from attrs import evolve

from influcore.contributions import Read, Row
from influcore.entities import Influencer, Profile, from_utc_text, tier
from influcore.measures import Creator, CreatorProfile, History

from .reference import tier_bounds

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_POSTS = """
SELECT p.id AS post, p.profile, p.posted, p.exact, p.format, p.paid, o.at, o.counts
FROM profile f JOIN post p ON p.profile = f.id JOIN observation o ON o.post = p.id
WHERE f.platform IN ({marks}) ORDER BY p.profile, p.posted, p.id, o.at
"""
_AVERAGES = """
SELECT o.profile, o.at, o.counts FROM observation o JOIN profile f ON f.id = o.profile
WHERE o.post = '' AND o.statistic = 'average' AND f.platform IN ({marks}) ORDER BY o.at
"""


def days(moment: dt.datetime) -> float:
    """Give a moment as days since 1970, UTC."""
    return (moment - _EPOCH).total_seconds() / 86400


def creators(read: Read, influencers: Sequence[Influencer]) -> tuple[Creator, ...]:
    """Give influencers as models see them."""
    bounds = tier_bounds(read)
    profiles: dict[str, list[CreatorProfile]] = {}
    for profile in read.list(Profile, influencer=[i.id for i in influencers]):
        profiles.setdefault(profile.influencer, []).append(_seen(profile, bounds))
    return tuple(
        Creator(id=i.id, label=i.name, profiles=tuple(sorted(profiles.get(i.id, ()), key=lambda p: p.id)))
        for i in influencers
    )


def history(read: Read, wanted: Sequence[Creator], also: Sequence[str] = ()) -> History:
    """Gather posts and averages of every profile on the platforms of these creators, so that models can pool.

    ``also`` names further platforms.
    """
    import numpy as np

    platforms = sorted({p.platform for c in wanted for p in c.profiles} | set(also))
    marks = ",".join("?" * len(platforms))
    posts = _latest(read.rows(_POSTS.format(marks=marks), *platforms)) if platforms else []
    averages = _averages(read.rows(_AVERAGES.format(marks=marks), *platforms)) if platforms else {}
    known = {p.id: p for c in wanted for p in c.profiles}
    others = {row["profile"] for row in posts} | {profile for profile, _ in averages}
    known |= _profiles(read, others - set(known))
    place = {key: index for index, key in enumerate(known)}
    posts.sort(key=lambda row: place[row["profile"]])
    metrics = sorted({metric for row in posts for metric in row["counts"]})
    posted = np.array([_day(row["posted"]) for row in posts], dtype=np.float64)
    counted = np.array([_day(row["at"]) for row in posts], dtype=np.float64)
    return History(
        profiles=tuple(known.values()),
        profile=np.array([place[row["profile"]] for row in posts], dtype=np.int32),
        day=posted,
        age=counted - posted,
        format=tuple(row["format"] for row in posts),
        paid=np.array([row["paid"] == 1 for row in posts], dtype=np.bool_),
        counts={m: np.array([row["counts"].get(m, np.nan) for row in posts], dtype=np.float64) for m in metrics},
        averages=averages,
        now=days(read.now) // 1,  # whole days, so that a plan asked for twice is the same to the last digit
    )


def until(known: History, day: float) -> History:
    """Give the history as it was known at that day, since 1970: no later post, and none without a date."""
    keep = known.day < day
    return evolve(
        known,
        profile=known.profile[keep],
        day=known.day[keep],
        age=known.age[keep],
        format=tuple(name for name, kept in zip(known.format, keep.tolist(), strict=True) if kept),
        paid=known.paid[keep],
        counts={metric: values[keep] for metric, values in known.counts.items()},
        averages={key: told for key, told in known.averages.items() if told[1] < day},
        now=day,
    )


def _day(text: str | None) -> float:
    return float("nan") if text is None else days(from_utc_text(text))


def _latest(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Keep the newest count of each post (rows come oldest first within a post), its metrics merged."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        counts = json.loads(row["counts"])
        former = found.get(row["post"])
        if former is None:
            found[row["post"]] = dict(row) | {"counts": counts}
        else:
            former["counts"] |= counts
            former["at"] = row["at"]
    return list(found.values())


def _averages(rows: Iterable[Row]) -> dict[tuple[str, str], tuple[float, float]]:
    found: dict[tuple[str, str], tuple[float, float]] = {}
    for row in rows:
        day = days(from_utc_text(row["at"]))
        for metric, mean in json.loads(row["counts"]).items():
            found[row["profile"], metric] = (float(mean), day)
    return found


def _profiles(read: Read, ids: Iterable[str]) -> Mapping[str, CreatorProfile]:
    bounds = tier_bounds(read)
    wanted = list(ids)
    return {p.id: _seen(p, bounds) for p in read.list(Profile, id=wanted)} if wanted else {}


def _seen(profile: Profile, bounds: Mapping[str, int]) -> CreatorProfile:
    seen = CreatorProfile(
        id=profile.id,
        platform=profile.platform,
        label=profile.label,
        followers=profile.followers,
        tier=tier(profile.followers, bounds),
    )
    return evolve(seen, hidden=True) if profile.hidden else seen
