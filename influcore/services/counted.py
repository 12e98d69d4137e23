"""What was counted so far of pieces that are out: by the post they are linked to, or by their address."""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlsplit

from attrs import frozen

from influcore.contributions import Read
from influcore.entities import Deliverable, from_utc_text

_BY_ID = "SELECT id, posted FROM post WHERE id IN (SELECT value FROM json_each(?))"
_BY_URL = "SELECT id, posted, url FROM post WHERE url <> '' AND profile IN (SELECT value FROM json_each(?))"
_COUNTS = """
SELECT o.post, o.at, o.counts FROM json_each(?) j JOIN observation o ON o.post = j.value
WHERE o.statistic = 'count' ORDER BY o.at
"""


@frozen(kw_only=True)
class Counted:
    """The newest count of each metric of a published piece. ``age`` is in days, nan where a date is unknown."""

    post: str
    counts: Mapping[str, float]
    at: dt.datetime
    posted: dt.datetime | None
    age: float


def counted(read: Read, pieces: Iterable[Deliverable], profiles: Sequence[str]) -> Mapping[str, Counted]:
    """Give what was counted of each piece whose post is known, by the deliverable's id.

    A piece points at its post, or has the post's address on one of these profiles.
    """
    out = [p for p in pieces if p.post or p.url]
    if not out:
        return {}
    posts = {row["id"]: row["posted"] for row in read.rows(_BY_ID, json.dumps([p.post for p in out if p.post]))}
    by_url: dict[str, str] = {}
    if any(p.url and p.post not in posts for p in out):
        for row in read.rows(_BY_URL, json.dumps(list(profiles))):
            by_url.setdefault(_bare(row["url"]), row["id"])
            posts[row["id"]] = row["posted"]
    of_piece = {p.id: p.post if p.post in posts else by_url.get(_bare(p.url), "") for p in out}
    wanted = sorted({post for post in of_piece.values() if post})
    sums: dict[str, tuple[dict[str, float], str]] = {}
    for row in read.rows(_COUNTS, json.dumps(wanted)) if wanted else ():
        former = sums.get(row["post"], ({}, ""))[0]
        sums[row["post"]] = (former | _usable(json.loads(row["counts"])), row["at"])
    return {
        piece: _counted(post, *sums[post], posts[post])
        for piece, post in of_piece.items()
        if post in sums and sums[post][0]
    }


def _counted(post: str, counts: Mapping[str, float], at: str, posted: str | None) -> Counted:
    moment, out = from_utc_text(at), None if posted is None else from_utc_text(posted)
    age = math.nan if out is None or moment < out else (moment - out).total_seconds() / 86400
    return Counted(post=post, counts=counts, at=moment, posted=out, age=age)


def _usable(counts: Mapping[str, float]) -> dict[str, float]:
    return {metric: float(n) for metric, n in counts.items() if 0 <= n < math.inf}


def _bare(url: str) -> str:
    """Give what tells addresses apart: no scheme, ``www.``, query of a share button or slash at the end."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.path.rstrip("/") in ("", "/watch", "/permalink.php") else ""
    return f"{parts.netloc.casefold().removeprefix('www.')}{parts.path.rstrip('/')}{query}"
