"""A table of dated posts, tied to their creators by an id of the file's own: creator_id, date, likes …

A post without an id gets a key of those fields that do not change when the table is exported again: see `post_keys`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from attrs import define

from influcore import (
    Connector,
    CreatorRecord,
    InvalidInput,
    Match,
    Note,
    PostRecord,
    Reject,
    Sample,
    Source,
)
from influcore.contributions.numbers import parse_count

from .headers import cell, columns, delimiter_of, need, opened, refuse_doubles
from .places import platform_named, platform_of
from .post_fields import COUNTS, CREATOR, POST, Fields, fields_of, namespace_of
from .post_keys import PostKeys
from .times import parse_moment

_YES = frozenset(("1", "true", "yes", "y"))


@define
class _Table:
    """What every row of one table needs."""

    source: Source
    fields: Fields
    keys: PostKeys
    platform: str
    counted: dt.datetime | None
    zone: str
    bare_times: bool = False

    def post(self, line: int, row: Sequence[str]) -> PostRecord:
        """Make the record of a row. Errors: ValueError, InvalidInput."""
        at = self.fields.at
        if len(row) > len(self.fields.header):
            raise ValueError(f"{len(row)} values under {len(self.fields.header)} names")
        account = cell(row, at["id"])
        if not account:
            raise ValueError("no creator is named")
        platform = self.platform or platform_named(cell(row, at["platform"]))
        posted, exact = self._moment(cell(row, at["posted"]))
        counted = self._moment(cell(row, at["counted"]))[0] if self.counts_own_time else self.counted
        return PostRecord(
            platform=platform, namespace=namespace_of(self.source, platform), account=account, key=self.keys.key(row),
            counts=self._counts(row), format=self._format(row), posted=posted, exact=exact, counted=counted,
            url=cell(row, at.get("url")), paid=self._paid(row), line=line,
        )  # fmt: skip

    @property
    def counts_own_time(self) -> bool:
        return "counted" in self.fields.at and not self.source.dated

    def _moment(self, text: str) -> tuple[dt.datetime | None, bool]:
        if not text:
            return None, False
        moment, exact = parse_moment(text, self.zone)
        self.bare_times = self.bare_times or (exact and text[-1:].isdigit() and len(text) < 20)
        return moment, exact

    def _counts(self, row: Sequence[str]) -> dict[str, float]:
        values = ((metric, parse_count(cell(row, at))) for metric, at in self.fields.counts.items())
        return {metric: value for metric, value in values if value is not None}

    def _paid(self, row: Sequence[str]) -> bool | None:
        """Say whether a post is paid; without an ad's hashtag that is unknown, for there are undisclosed ads."""
        text = cell(row, self.fields.at.get("paid")).casefold()
        if not text or text in _YES:
            return bool(text) or None
        return None if self.fields.by_hashtag else False

    def _format(self, row: Sequence[str]) -> str:
        at = self.fields.at
        if "format" in at:
            return cell(row, at["format"]).casefold()[:40]
        if cell(row, at.get("video")).casefold() in _YES:
            return "video"
        if cell(row, at.get("carousel")).casefold() in _YES:
            return "carousel"
        return "post" if "video" in at else ""

    def creator(self, line: int, row: Sequence[str], post: PostRecord) -> CreatorRecord:
        """Make an account of a bare id, where the user wants that."""
        followers = parse_count(cell(row, self.fields.at.get("followers")))
        return CreatorRecord(
            platform=post.platform, handle=post.account, namespace=post.namespace, key=post.account,
            followers=followers, line=line,
        )  # fmt: skip


def sniff(sample: Sample) -> Match | None:
    """Know it by a column of ids beside a date and counts, and by having no handles."""
    fields = fields_of(sample.header)
    if {"id", "posted"} <= set(fields.at) and fields.counts and "handle" not in columns(sample.header, CREATOR):
        return Match(75, f"a table of posts by creator, with a date and {', '.join(fields.counts)}")
    return None


def read(source: Source) -> Iterator[CreatorRecord | PostRecord | Reject | Note]:
    """Give a post a row; with ``accounts=create``, also an account the first time that its id comes."""
    delimiter = delimiter_of(source)
    fields = _fields(source, delimiter)
    platform, notes = ("", ()) if "platform" in fields.at else platform_of(source, fields.platform)
    yield from notes
    table = _Table(
        source, fields, PostKeys(source, delimiter, fields), platform, source.as_of, source.options.get("zone", "UTC")
    )
    if not source.dated and "counted" not in fields.at and table.keys.day_after is not None:
        table.counted = table.keys.day_after
        yield Note(
            f"the counts are taken as of {table.counted:%Y-%m-%d}, the day after the file's newest post "
            "(else give --as-of)"
        )
    if fields.by_hashtag:
        yield Note("posts with an ad's hashtag are paid; others are unknown, since undisclosed ads have none")
    made: set[tuple[str, str]] = set()
    _, rows = opened(source, delimiter)
    for line, row in rows:
        try:
            post = table.post(line, row)
            account = (post.platform, post.account)
            if source.options.get("accounts") == "create" and account not in made:
                made.add(account)
                yield table.creator(line, row, post)
        except (ValueError, InvalidInput) as error:
            yield Reject(line, str(error), value=delimiter.join(row)[:80])
        else:
            yield post
    if table.bare_times and "zone" not in source.options and not fields.utc:
        yield Note("times without a zone are taken as UTC (else give --option zone=Asia/Ho_Chi_Minh)")


def _fields(source: Source, delimiter: str) -> Fields:
    """Find the fields by the header. Errors: BadFile where there is no id or no date, or one comes twice."""
    header, _ = opened(source, delimiter)
    fields = fields_of(header)
    need(fields.at, ("id", "posted"), source.name)
    refuse_doubles(header, [*fields.at.values(), *fields.counts.values()], source.name)
    return fields


POSTS_TABLE = Connector(
    name="platforms.posts-table",
    title="Table of posts by creator",
    help="creator_id, date, likes …; the creators come from a table of creators with the same ids.",
    gives=("posts",),
    sniff=sniff,
    read=read,
    options=("platform", "namespace", "zone", "accounts"),
    fields=tuple(names[0] for names in (*POST.values(), *COUNTS.values())),
)
