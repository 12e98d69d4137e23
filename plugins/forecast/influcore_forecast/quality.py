"""Bad input, listed: what a sensible person would ask about before trusting a history."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from influcore import Finding, Session
from influcore.entities import Ref

_POSTS = """
SELECT i.id AS influencer, i.name, f.id AS profile, f.platform, f.followers, p.id AS post, p.posted,
  (SELECT o.counts FROM observation o WHERE o.post = p.id AND o.statistic = 'count' ORDER BY o.at DESC LIMIT 1)
   AS counts
FROM profile f JOIN influencer i ON i.id = f.influencer LEFT JOIN post p ON p.profile = f.id
WHERE f.influencer IN (
  SELECT c.influencer FROM collaboration c JOIN campaign k ON k.id = c.campaign
  WHERE k.ends >= ? AND c.selection <> 'declined' AND c.stage <> 'dropped'
    AND k.id IN (SELECT value FROM json_each(?)))
ORDER BY f.id
"""
_FIRST_YEAR = "2003"  # no platform here is older, so an earlier date is a missing one
_HIDDEN, _ENOUGH = 3, 3


def find_bad_data(session: Session, campaigns: tuple[str, ...]) -> Iterable[Finding]:
    """Point out, for each profile of campaigns that are not over, what is wrong with its history."""
    rows = session.rows(_POSTS, session.today.isoformat(), json.dumps(campaigns))
    by_profile: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        by_profile.setdefault(row["profile"], []).append(row)
    now = f"{session.now:%Y-%m-%dT%H:%M:%SZ}"
    for mine in by_profile.values():
        first = mine[0]
        problems = list(_problems(mine, now))
        if problems:
            yield Finding(
                check="forecast.data_quality",
                severity="warning",
                subject=Ref("influencer", first["influencer"], first["name"]),
                message=f"{first['platform']} of {first['name']}: {'; '.join(problems)}",
            )


def _problems(rows: Sequence[Mapping[str, Any]], now: str) -> Iterator[str]:
    if rows[0]["followers"] == 0:
        yield "0 followers"
    posts = [row for row in rows if row["post"]]
    counts = [json.loads(row["counts"]) if row["counts"] else {} for row in posts]
    yield from _told(
        {
            "without a usable date": sum(not row["posted"] or row["posted"][:4] < _FIRST_YEAR for row in posts),
            "dated in the future": sum(bool(row["posted"]) and row["posted"] > now for row in posts),
            "without counts": sum(not found for found in counts),
            "with nothing but zeros": sum(bool(found) and not any(found.values()) for found in counts),
            "with counts below 0": sum(any(n < 0 for n in found.values()) for found in counts),
            "with more reach than impressions": sum(_more(found, "reach", "impressions") for found in counts),
            "with more likes than views": sum(found.get("views", 0) > 0 and _more(found, "likes", "views")
                                              for found in counts),
            "that look like doubles (same time and counts)": _doubles(posts),
        }
    )  # fmt: skip
    likes = [found["likes"] for found in counts if "likes" in found]
    if len(likes) >= _ENOUGH and len(set(likes)) == 1 and likes[0] <= _HIDDEN:
        yield f"likes are always {likes[0]:g}, so they seem to be hidden"


def _told(found: Mapping[str, int]) -> Iterator[str]:
    for words, count in found.items():
        if count:
            yield f"{count} post{'s' if count > 1 else ''} {words}"


def _more(found: Mapping[str, float], low: str, high: str) -> bool:
    return found.get(low, -math.inf) > found.get(high, math.inf)


def _doubles(posts: Sequence[Mapping[str, Any]]) -> int:
    """Count posts beyond the first of those published at the same moment with the same counts."""
    seen = Counter((row["posted"], row["counts"]) for row in posts if row["posted"] and row["counts"])
    return sum(count - 1 for count in seen.values())
