"""Top-1000 lists of Instagram, TikTok and YouTube as HypeAuditor published them in 2022.

Their headers change from month to month and lie at times, so columns are understood by header *and* values: see
`top_list_columns`. A text such as 13.8M stands beside 13800000 under the same name: the exact number is taken, and a
row where the two disagree is rejected.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice

from influcore import Connector, CreatorRecord, Match, Note, Reject, Sample, Source
from influcore.contributions.numbers import is_missing, parse_number

from .headers import cell, delimiter_of, opened, plain
from .places import platform_of
from .top_list_columns import METRICS, Columns, platform_in, roles_of, understand

SAMPLE = 300
_TITLES = {"instagram": "Instagram", "tiktok": "TikTok", "youtube": "YouTube"}
Row = tuple[int, list[str]]


def sniff(sample: Sample) -> Match | None:
    """Know a top list by follower counts beside averages of recent posts."""
    names = [plain(name) for name in sample.header]
    roles = roles_of(sample.header)
    averages = [role for role in roles if role in METRICS]
    if "followers" not in roles or "identity" not in roles or not averages or len(names) < 6:
        return None
    if not any("avg" in name or "average" in name or "engagement" in name for name in names):
        return None
    where = _TITLES.get(platform_in(sample.header), "")
    return Match(85 if where else 60, f"a top list{f' of {where}' if where else ''}: followers and averages")


def read(source: Source) -> Iterator[CreatorRecord | Reject | Note]:
    """Give one record a row."""
    header, rows = opened(source, delimiter_of(source))
    platform, notes = platform_of(source, platform_in(header))
    yield from notes
    first = list(islice(rows, SAMPLE))
    understood = understand(header, [row for _, row in first], platform)
    yield from (Note(text) for text in understood.notes)
    for line, row in chain(first, rows):
        if any(value.strip() for value in row):
            yield _record(line, row, understood, platform)


def _record(line: int, row: Sequence[str], understood: Columns, platform: str) -> CreatorRecord | Reject:
    if len(row) > understood.width and any(value.strip() for value in row[understood.width :]):
        return Reject(line, f"the row has {len(row)} values, the header {understood.width}")
    handle = cell(row, understood.handle)
    if not handle:
        return Reject(line, "no account is named", understood.header[understood.handle].strip())
    numbers: dict[str, float] = {}
    for metric, places in understood.numbers.items():
        try:
            value = one_number([cell(row, place) for place in places])
        except ValueError as error:
            shown = " / ".join(cell(row, place) for place in places)
            return Reject(line, str(error), understood.header[places[0]].strip(), shown[:80])
        if value is not None:
            numbers[metric] = value
    followers = numbers.pop("followers", None)
    country = cell(row, understood.country)
    audience = cell(row, understood.audience)
    return CreatorRecord(
        platform=platform,
        handle=handle,
        name=cell(row, understood.name),
        country="" if is_missing(country) else country,
        followers=None if followers is None else round(followers),
        categories=tuple(c for place in understood.categories if not is_missing(c := cell(row, place))),
        averages=numbers,
        tags=() if is_missing(audience) else (f"audience: {audience}",),
        line=line,
    )


def one_number(texts: Sequence[str]) -> int | float | None:
    """Take several writings of one number to the most exact; None where none of them has a value.

    Errors: ValueError where one is no number, is negative, or two say different things.
    """
    values = [(text, value) for text in texts if (value := parse_number(text, ".")) is not None]
    if not values:
        return None
    if any(value < 0 for _, value in values):
        raise ValueError("a count can not be negative")
    exact = next((value for text, value in values if _step(text) == 0), values[0][1])
    for text, value in values:
        if abs(value - exact) > _step(text):
            raise ValueError(f"“{text}” and “{exact}” are different numbers")
    return exact


def _step(text: str) -> float:
    """Give what the last digit of a shortened number is worth: 100,000 in 13.8M; 0 for one written out."""
    bare = text.strip()
    if not bare[-1:].isalpha():
        return 0
    digits = bare.rstrip("KkMmBb")
    places = len(digits.partition(".")[2])
    one = parse_number(f"1{bare[-1]}", ".") or 1
    return float(one) / float(10**places)


TOP_LIST = Connector(
    name="platforms.hypeauditor-top",
    title="Top list of creators (HypeAuditor)",
    help="Top-1000 lists of Instagram, TikTok or YouTube: handle, name, followers, country, averages.",
    gives=("influencers",),
    sniff=sniff,
    read=read,
    options=("platform",),
)
