"""Keeps posts and what was counted of them: known posts get their new counts, the same counts are no news."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from attrs import evolve, frozen

from influcore.contributions import PostRecord, Reject, Row, TakeReport, Write
from influcore.entities import Entity, Ids, Observation, Post, from_utc_text, utc_text

from .accounts import Accounts

_EPOCH = dt.date(1970, 1, 1)
_LATER = dt.timedelta(days=1)  # clocks and zones of a source may be ahead of ours by less
_KNOWN = """
SELECT p.id, p.profile, p.key, p.posted, p.url, p.format, p.paid, p.hashtags FROM json_each(?) j
JOIN post p ON p.profile = json_extract(j.value, '$[0]') AND p.key = json_extract(j.value, '$[1]')
"""
_ONE = "SELECT id, profile, key, posted, url, format, paid, hashtags FROM post WHERE id = ?"
_COUNTED = """
SELECT o.post, o.at, o.counts FROM json_each(?) j JOIN observation o ON o.post = j.value WHERE o.statistic = 'count'
"""
PostKey = tuple[str, str]  # profile, key
Seen = dict[str, list[tuple[str, Mapping[str, float]]]]


@frozen
class _Batch:
    """What is known of the posts of a batch, and what is to be written."""

    ids: dict[PostKey, str]
    known: dict[str, Row]
    seen: Seen
    posts: list[Entity]
    observed: list[Entity]
    touched: dict[str, bool]  # post id -> whether anything of it is news


class PostTaker:
    """Fulfils `influcore.contributions.Taker` for `PostRecord`.

    Append-only: a count is kept once, whenever it was exported again; blanks of a known post (its time, URL, format,
    paid label) are filled. Posts of accounts that nobody knows are rejected, once for each account.
    """

    def __init__(self, write: Write, source_name: str, as_of: dt.datetime) -> None:
        self._write = write
        self._as_of = as_of
        self._latest = write.now + _LATER
        self._ids = Ids()
        self._accounts = Accounts(write)
        self._new = self._changed = self._same = 0
        self._undated = self._future = self._clashes = 0
        self._rejects: list[Reject] = []

    def take(self, records: Sequence[PostRecord]) -> None:
        profiles = self._accounts.profiles(records)
        pairs = [(p, r) for p, r in zip(profiles, records, strict=True) if p]
        batch = self._look_up([(profile, record.key) for profile, record in pairs])
        for profile, record in pairs:
            self._take_one(batch, profile, record)
        self._write.add_many(batch.posts)
        self._write.add_many(batch.observed)
        known_touched = {post for post in batch.touched if post in batch.known}
        self._changed += sum(batch.touched[post] for post in known_touched)
        self._same += sum(not batch.touched[post] for post in known_touched)
        self._new += len(batch.posts)

    def close(self) -> TakeReport:
        lines = []
        if self._undated:
            lines.append(f"{self._undated:,} posts have no usable date (1970-01-01); they are kept without one")
        if self._future:
            lines.append(f"{self._future:,} posts have a date in the future; they are kept without one")
        if self._clashes:
            lines.append(
                f"{self._clashes:,} posts have other counts of the very same moment; the first are kept "
                "(give --as-of if these are newer)"
            )
        return TakeReport(
            what="posts", new=self._new, changed=self._changed, same=self._same, lines=tuple(lines),
            rejects=(*self._rejects, *self._accounts.rejects()),
        )  # fmt: skip

    def _look_up(self, keys: Sequence[PostKey]) -> _Batch:
        wanted = json.dumps(list(dict.fromkeys(keys)))
        rows = self._write.rows(_KNOWN, wanted)
        ids = {(row["profile"], row["key"]): row["id"] for row in rows}
        known = {row["id"]: row for row in rows}
        seen: Seen = defaultdict(list)
        for row in self._write.rows(_COUNTED, json.dumps(list(ids.values()))) if ids else ():
            seen[row["post"]].append((row["at"], json.loads(row["counts"])))
        return _Batch(ids, known, seen, [], [], {})

    def _take_one(self, batch: _Batch, profile: str, record: PostRecord) -> None:
        posted = self._usable(record.posted)
        post = batch.ids.get((profile, record.key))
        try:
            if post is None:
                post = batch.ids[profile, record.key] = self._ids()
                batch.posts.append(_post(post, profile, record, posted))
            news = post in batch.known and self._fill(batch, post, record, posted)
        except ValueError as error:
            del batch.ids[profile, record.key]
            self._rejects.append(Reject(record.line, str(error), "url", record.url[:80]))
            return
        if record.counts:
            news = self._count(batch, post, profile, record) or news
        batch.touched[post] = batch.touched.get(post, False) or news

    def _usable(self, posted: dt.datetime | None) -> dt.datetime | None:
        if posted is None:
            return None
        if posted.date() == _EPOCH:
            self._undated += 1
            return None
        if posted > self._latest:
            self._future += 1
            return None
        return posted

    def _fill(self, batch: _Batch, known: str, record: PostRecord, posted: dt.datetime | None) -> bool:
        """Fill what the workspace did not know of a post; gives whether there was anything."""
        row = batch.known[known]
        news = (
            (posted is not None and row["posted"] is None)
            or (record.url and not row["url"])
            or (record.format and not row["format"])
            or (record.paid is not None and row["paid"] is None)
            or (record.hashtags and row["hashtags"] == "[]")
        )
        if not news:
            return False
        post = self._write.get(Post, known)
        fuller = evolve(
            post,
            posted=post.posted or posted,
            exact=post.exact if post.posted else record.exact,
            format=post.format or record.format,
            url=post.url or record.url,
            paid=record.paid if post.paid is None else post.paid,
            hashtags=post.hashtags or tuple(record.hashtags),
        )
        self._write.change(fuller)
        batch.known[known] = self._write.rows(_ONE, known)[0]
        return True

    def _count(self, batch: _Batch, post: str, profile: str, record: PostRecord) -> bool:
        """Keep the counts if they are news; gives whether they were."""
        moment = _stored(record.counted or self._as_of)
        at, counts = utc_text(moment), dict(record.counts)
        for then, those in batch.seen.get(post, ()):
            if those == counts:
                return False
            if then == at:
                self._clashes += 1
                return False
        batch.seen.setdefault(post, []).append((at, counts))
        batch.observed.append(Observation(profile=profile, post=post, at=moment, counts=counts))
        return True


@lru_cache(maxsize=512)
def _stored(moment: dt.datetime) -> dt.datetime:
    """Give a moment as the workspace keeps it, in UTC and whole seconds."""
    return from_utc_text(utc_text(moment))


def _post(post: str, profile: str, record: PostRecord, posted: dt.datetime | None) -> Post:
    return Post(
        id=post, profile=profile, key=record.key, format=record.format, posted=posted, exact=record.exact,
        url=record.url, paid=record.paid, hashtags=tuple(record.hashtags),
    )  # fmt: skip
