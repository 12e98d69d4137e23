"""A table of creators with ids of the file's own, as research crawls publish them: creator_id, handle, followers …

The ids become aliases, so that a table of posts (`posts_table`) finds its creators by them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from influcore import Connector, CreatorRecord, Match, Note, Reject, Sample, Source
from influcore.contributions.numbers import parse_count

from .headers import cell, columns, delimiter_of, need, opened, plain, refuse_doubles
from .places import platform_of
from .post_fields import CREATOR, POST, namespace_of


def sniff(sample: Sample) -> Match | None:
    """Know it by a column of ids beside handles and followers, and by having no dates."""
    if {"id", "handle", "followers"} <= set(columns(sample.header, CREATOR)) and not _has_dates(sample.header):
        return Match(75, "a table of creators: ids, handles and followers")
    return None


def _has_dates(header: tuple[str, ...]) -> bool:
    return any(plain(name) in POST["posted"] for name in header)


def read(source: Source) -> Iterator[CreatorRecord | Reject | Note]:
    """Give a creator a row."""
    delimiter = delimiter_of(source)
    header, rows = opened(source, delimiter)
    at = columns(header, CREATOR)
    refuse_doubles(header, at.values(), source.name)
    need(at, ("id", "handle"), source.name)
    platform, notes = platform_of(source)
    yield from notes
    for line, row in rows:
        try:
            yield _record(source, platform, at, line, row, len(header))
        except ValueError as error:
            yield Reject(line, str(error), value=delimiter.join(row)[:80])


def _record(
    source: Source, platform: str, at: Mapping[str, int], line: int, row: Sequence[str], width: int
) -> CreatorRecord:
    """Make the record of a row. Errors: ValueError."""
    if len(row) > width:
        raise ValueError(f"{len(row)} values under {width} names")
    if not cell(row, at["handle"]):
        raise ValueError("there is no handle")
    return CreatorRecord(
        platform=platform, handle=cell(row, at["handle"]), name=cell(row, at.get("name")),
        followers=parse_count(cell(row, at.get("followers"))), country=cell(row, at.get("country")),
        namespace=namespace_of(source, platform), key=cell(row, at["id"]), line=line,
    )  # fmt: skip


CREATORS_TABLE = Connector(
    name="platforms.creators-table",
    title="Table of creators with ids",
    help="creator_id, handle, followers …; a table of posts finds its creators by these ids.",
    gives=("influencers",),
    sniff=sniff,
    read=read,
    options=("platform", "namespace"),
    fields=tuple(names[0] for names in CREATOR.values()),
)
