"""YouTube Studio's table of videos (Advanced mode, “Table data.csv”): totals of each video, one channel a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from influcore import Connector, Match, Note, PostRecord, Reject, Sample, Source
from influcore.contributions.numbers import parse_count

from .headers import cell, columns, delimiter_of, need, opened, refuse_doubles
from .places import required
from .times import parse_moment

_COLUMNS = {
    "key": ("video", "content", "contentid", "content id"),
    "title": ("video title", "title"),
    "posted": ("video publish time", "video publish date", "video pub date"),
}
_COUNTS = {
    "views": ("views",),
    "likes": ("likes", "likes added"),
    "comments": ("comments added", "comments"),
    "shares": ("shares",),
    "impressions": ("impressions",),
}


def sniff(sample: Sample) -> Match | None:
    """Know it by the columns of a video's id, title and publish time."""
    at = columns(sample.header, _COLUMNS)
    if {"key", "posted"} <= set(at) and "views" in columns(sample.header, _COUNTS):
        return Match(90, "YouTube Studio's table of videos")
    return None


def read(source: Source) -> Iterator[PostRecord | Reject | Note]:
    """Give a post a video; the row of totals is left out."""
    account = required(source, "account", "whose channel it is", "HANDLE")
    delimiter = delimiter_of(source)
    header, rows = opened(source, delimiter)
    at, counts = columns(header, _COLUMNS), columns(header, _COUNTS)
    need(at, ("key", "posted"), source.name)
    refuse_doubles(header, [*at.values(), *counts.values()], source.name)
    for line, row in rows:
        if cell(row, at["key"]) == "Total" and not cell(row, at["posted"]):
            yield Note("the row of totals was left out")
            continue
        try:
            yield _post(source, account, line, row, at, counts)
        except ValueError as error:
            yield Reject(line, str(error), value=delimiter.join(row)[:80])


def _post(
    source: Source, account: str, line: int, row: Sequence[str], at: dict[str, int], counts: dict[str, int]
) -> PostRecord:
    key = cell(row, at["key"])
    if not key:
        raise ValueError("the video has no id")
    posted, exact = parse_moment(cell(row, at["posted"]), order=source.options.get("dates", ""))
    decimal = source.options.get("decimal", "")
    values = {metric: parse_count(cell(row, place), decimal) for metric, place in counts.items()}
    return PostRecord(
        platform="youtube", handle=account, key=key, format="video", posted=posted, exact=exact,
        counts={metric: value for metric, value in values.items() if value is not None},
        url=f"https://www.youtube.com/watch?v={key}" if key.isascii() and len(key) == 11 else "", line=line,
    )  # fmt: skip


YOUTUBE_STUDIO = Connector(
    name="platforms.youtube-studio",
    title="YouTube Studio, table of videos",
    help="The CSV that YouTube Studio exports in Advanced mode; say the channel with --option account=HANDLE.",
    gives=("posts",),
    sniff=sniff,
    read=read,
    options=("account", "dates", "decimal"),
)
