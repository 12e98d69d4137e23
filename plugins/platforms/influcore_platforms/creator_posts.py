"""A table of creators and a table of their posts, tied by an id of the file's own, as research crawls publish them.

``creators.csv``: creator_id, handle, followers …; ``posts.csv``: creator_id, date, likes … The ids become aliases, so
that posts find their creators.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from influcore import Connector, CreatorRecord, Match, Note, PostRecord, Reject, Sample, Source
from influcore.contributions.numbers import parse_count

from .headers import cell, columns, delimiter_of, refuse_doubles
from .places import platform_of
from .post_fields import CREATOR, fields_of, namespace_of
from .post_tables import read_posts


def sniff(sample: Sample) -> Match | None:
    """Know the tables by an id column beside handles and followers, or beside a date and counts."""
    creator, post = columns(sample.header, CREATOR), fields_of(sample.header)
    if {"id", "posted"} <= set(post.at) and post.counts and "handle" not in creator:
        return Match(75, f"a table of posts by creator, with a date and {', '.join(post.counts)}")
    if {"id", "handle", "followers"} <= set(creator) and "posted" not in post.at:
        return Match(75, "a table of creators: ids, handles and followers")
    return None


def read(source: Source) -> Iterator[CreatorRecord | PostRecord | Reject | Note]:
    """Give creators or posts, by what the header has."""
    delimiter = delimiter_of(source)
    header = next(source.records(delimiter), (1, []))[1]
    fields = fields_of(header)
    if "posted" in fields.at:
        refuse_doubles(header, [*fields.at.values(), *fields.counts.values()], source.name)
        return read_posts(source, delimiter, fields)
    return _creators(source, delimiter, header)


def _creators(source: Source, delimiter: str, header: Sequence[str]) -> Iterator[CreatorRecord | Reject | Note]:
    at = columns(header, CREATOR)
    refuse_doubles(header, at.values(), source.name)
    platform, notes = platform_of(source)
    yield from notes
    rows = source.records(delimiter)
    next(rows, None)
    for line, row in rows:
        followers = None
        try:
            if not cell(row, at.get("handle")) or len(row) > len(header):
                raise ValueError(
                    f"{len(row)} values under {len(header)} names" if len(row) > len(header) else "no handle"
                )
            followers = parse_count(cell(row, at.get("followers")), ".")
        except ValueError as error:
            yield Reject(line, str(error), value=delimiter.join(row)[:80])
            continue
        yield CreatorRecord(
            platform=platform, handle=cell(row, at["handle"]), name=cell(row, at.get("name")), followers=followers,
            country=cell(row, at.get("country")), namespace=namespace_of(source, platform), key=cell(row, at.get("id")),
            line=line,
        )  # fmt: skip


CREATOR_POST_TABLES = Connector(
    name="platforms.creator-post-tables",
    title="Tables of creators and of their posts",
    help="Two CSV files tied by an id: creators with handles and followers, and their dated posts with likes.",
    gives=("influencers", "posts"),
    sniff=sniff,
    read=read,
    options=("platform", "namespace", "zone", "accounts"),
)
