"""TikTok Studio's Content.csv: a video a row; the account stands in each video's link."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from influcore import Connector, CreatorRecord, Match, Note, PostRecord, Reject, Sample, Source
from influcore.contributions.numbers import parse_count

from .headers import cell, columns, delimiter_of, need, opened, refuse_doubles
from .times import parse_moment

_COLUMNS = {"url": ("video link",), "posted": ("post time",), "title": ("video title",)}
_COUNTS = {
    "views": ("total views", "video views", "views"),
    "likes": ("total likes", "likes"),
    "comments": ("total comments", "comments"),
    "shares": ("total shares", "shares"),
    "saves": ("add to favorites", "total bookmarks", "bookmarks", "favorites"),
}
_LINK = re.compile(
    r"https://(?:www\.|m\.)?tiktok\.com/@(?P<handle>[A-Za-z0-9._]{1,24})/(?:video|photo)/(?P<key>[0-9]{5,25})"
)


def sniff(sample: Sample) -> Match | None:
    """Know it by the columns of a video's link and post time."""
    if {"url", "posted"} <= set(columns(sample.header, _COLUMNS)) and columns(sample.header, _COUNTS):
        return Match(90, "TikTok Studio's list of videos")
    return None


def read(source: Source) -> Iterator[CreatorRecord | PostRecord | Reject | Note]:
    """Give a post a video, and each account before its first one."""
    delimiter = delimiter_of(source)
    header, rows = opened(source, delimiter)
    at, counts = columns(header, _COLUMNS), columns(header, _COUNTS)
    need(at, ("url", "posted"), source.name)
    refuse_doubles(header, [*at.values(), *counts.values()], source.name)
    if "zone" not in source.options:
        yield Note("times are taken as UTC; the file does not say their zone (else give --option zone=Europe/Paris)")
    accounts: set[str] = set()
    for line, row in rows:
        if not any(value.strip() for value in row):
            continue
        try:
            post = _post(source, line, row, at, counts)
        except ValueError as error:
            yield Reject(line, str(error), value=delimiter.join(row)[:80])
            continue
        if post.handle not in accounts:
            accounts.add(post.handle)
            yield CreatorRecord(platform="tiktok", handle=post.handle, line=line)
        yield post


def _post(
    source: Source, line: int, row: Sequence[str], at: Mapping[str, int], counts: Mapping[str, int]
) -> PostRecord:
    """Make the record of a row. Errors: ValueError."""
    url = cell(row, at["url"])
    link = _LINK.match(url)
    if link is None:
        raise ValueError(f"“{url[:60]}” is no link to a TikTok video")
    zone, order = source.options.get("zone", "UTC"), source.options.get("dates", "")
    posted, exact = parse_moment(cell(row, at["posted"]), zone, order)
    decimal = source.options.get("decimal", "")
    values = {metric: parse_count(cell(row, place), decimal) for metric, place in counts.items()}
    return PostRecord(
        platform="tiktok", handle=link["handle"].casefold(), key=link["key"], format="video", posted=posted,
        exact=exact, counts={metric: value for metric, value in values.items() if value is not None}, url=link[0],
        line=line,
    )  # fmt: skip


TIKTOK_STUDIO = Connector(
    name="platforms.tiktok-studio",
    title="TikTok Studio, list of videos",
    help="The Content.csv of TikTok Studio; the account is taken from the videos' links.",
    gives=("influencers", "posts"),
    sniff=sniff,
    read=read,
    options=("zone", "dates", "decimal"),
)
