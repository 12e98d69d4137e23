"""What is typical of a profile: medians of its recent posts, resampled so that they carry their own doubt."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attrs import Factory, define

from influcore.contributions import Read
from influcore.entities import Platform, from_utc_text, platform_named
from influcore.measures import CreatorProfile, Quantity, Worlds
from influcore.measures.creator import TYPICAL

from .history import days

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Fewer posts than this say nothing typical; younger counts than this (days) still grow (both: our assumption).
FEWEST, YOUNG = 3, 3.0
_POSTS = """
SELECT p.id, p.posted FROM post p WHERE p.profile = ? AND p.format NOT IN ('story', 'live')
ORDER BY p.posted IS NULL, p.posted DESC, p.id DESC LIMIT ?
"""
_COUNTS = "SELECT o.post, o.at, o.counts FROM observation o WHERE o.post IN ({marks}) ORDER BY o.at"
_AVERAGES = """
SELECT at, counts FROM observation WHERE profile = ? AND post = '' AND statistic = 'average' ORDER BY at
"""


@define
class Typical:
    """The creator quantities of one profile, what lacks with the reason, and what each rests on."""

    values: dict[str, Quantity] = Factory(dict)
    missing: dict[str, str] = Factory(dict)
    basis: dict[str, str] = Factory(dict)


def typical_of(read: Read, profile: CreatorProfile, recent: int, worlds: Worlds) -> Typical:
    """Work out `CREATOR_QUANTITIES` of a profile from its newest ``recent`` posts, stories and lives left out.

    A number is an array, one for each world, where the posts were resampled with replacement: what was typical of
    those few posts might have come out otherwise with others. Where there are no posts, stated averages stand in.
    """
    found = Typical()
    posts = _posts(read, profile.id, recent)
    if profile.followers is None:
        found.missing["followers"] = "needs a follower count"
    else:
        found.values["followers"] = float(profile.followers)
    found.values["posts"] = float(len(posts))
    _rhythm(found, [post["day"] for post in posts if post["day"] is not None], days(read.now))
    settled = [p for p in posts if p["age"] is None or p["age"] >= YOUNG]
    settled = settled if len(settled) >= FEWEST else posts
    counts = _columns([post["counts"] for post in settled], platform_named(profile.platform, read.platforms))
    chance = [worlds.uniform(f"creator/{profile.id}/post/{place}") for place in range(len(settled))]
    _medians(found, counts, chance)
    _growth(found, counts["engagements"], chance)
    _averages(found, read, profile)
    return found


def _posts(read: Read, profile: str, recent: int) -> list[dict[str, Any]]:
    """Give the newest posts, each with its day, the age of its last count, and its counts."""
    found: dict[str, dict[str, Any]] = {
        row["id"]: {"day": None if row["posted"] is None else days(from_utc_text(row["posted"])), "counts": {}}
        for row in read.rows(_POSTS, profile, recent)
    }
    ids = list(found)
    for row in read.rows(_COUNTS.format(marks=",".join("?" * len(ids))), *ids) if ids else ():
        post = found[row["post"]]
        post["counts"] |= json.loads(row["counts"])
        post["at"] = days(from_utc_text(row["at"]))
    for post in found.values():
        post["age"] = None if post["day"] is None or "at" not in post else post["at"] - post["day"]
    return [post for post in found.values() if post["counts"]]


def _columns(posts: Sequence[Mapping[str, float]], platform: Platform) -> dict[str, NDArray[np.float64]]:
    """Give each metric's counts, nan where not counted; engagements are summed from the platform's parts."""
    import numpy as np

    columns = {m: np.array([post.get(m, np.nan) for post in posts], dtype=np.float64) for m in TYPICAL}
    first, *others = (columns.get(part, np.full(len(posts), np.nan)) for part in platform.engagement)
    summed = first + sum((np.nan_to_num(other) for other in others), start=np.zeros(len(posts)))
    columns["engagements"] = np.where(np.isfinite(columns["engagements"]), columns["engagements"], summed)
    return columns


def _medians(found: Typical, counts: Mapping[str, NDArray[np.float64]], chance: Sequence[NDArray[np.float32]]) -> None:
    import numpy as np

    for metric, column in counts.items():
        known: list[int] = np.flatnonzero(np.isfinite(column)).tolist()
        name = f"typical_{metric}"
        if len(known) < FEWEST:
            found.missing[name] = f"needs {metric} of {FEWEST} posts ({len(known)} known)"
            continue
        found.values[name] = _resampled(column[known], [chance[place] for place in known])
        found.basis[name] = f"{len(known)} posts"


def _resampled(column: NDArray[np.float64], chance: Sequence[NDArray[np.float32]]) -> NDArray[np.float64]:
    """Give the median of as many posts drawn with replacement, once for each world; the same posts for each metric."""
    import numpy as np

    drawn = (np.stack(chance) * column.size).astype(np.intp)
    medians: NDArray[np.float64] = np.median(column[np.minimum(drawn, column.size - 1)], axis=0)
    return medians


def _growth(found: Typical, column: NDArray[np.float64], chance: Sequence[NDArray[np.float32]]) -> None:
    """Compare the newer half of the posts, which come first, with the older."""
    import numpy as np

    known: list[int] = np.flatnonzero(np.isfinite(column)).tolist()
    half = len(known) // 2
    if half < FEWEST:
        found.missing["engagement_growth"] = f"needs engagements of {2 * FEWEST} posts ({len(known)} known)"
        return
    newer = _resampled(column[known[:half]], [chance[place] for place in known[:half]])
    older = _resampled(column[known[-half:]], [chance[place] for place in known[-half:]])
    with np.errstate(divide="ignore", invalid="ignore"):
        found.values["engagement_growth"] = np.where(older > 0, newer / older - 1, np.nan)
    found.basis["engagement_growth"] = f"{2 * half} posts"


def _rhythm(found: Typical, dated: Sequence[float], now: float) -> None:
    if not dated:
        found.missing["days_since_post"] = found.missing["posts_per_week"] = "needs posts with a date"
        return
    found.values["days_since_post"] = max(now - max(dated), 0.0)
    span = max(dated) - min(dated)
    if len(dated) < FEWEST or span <= 0:
        found.missing["posts_per_week"] = f"needs {FEWEST} posts on different days ({len(dated)} known)"
        return
    found.values["posts_per_week"] = (len(dated) - 1) * 7 / span
    found.basis["posts_per_week"] = f"{len(dated)} posts"


def _averages(found: Typical, read: Read, profile: CreatorProfile) -> None:
    """Let a stated average stand where posts do not say."""
    for row in read.rows(_AVERAGES, profile.id):
        for metric, mean in json.loads(row["counts"]).items():
            name = f"typical_{metric}"
            if metric in TYPICAL and not found.basis.get(name, "").endswith("posts"):
                found.values[name] = float(mean)
                found.basis[name] = f"average stated {row['at'][:10]}"
                found.missing.pop(name, None)
