"""Visits of short links: Shlink's export of one link's visits, and YOURLS' log table.

Addresses, user agents and places finer than the country are not kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from influcore import ClickRecord, Connector, Match, Note, Reject, Sample, Source

from .headers import cell, columns, delimiter_of, need, opened, refuse_doubles
from .times import parse_moment

_SHLINK = {
    "at": ("date",),
    "bot": ("potentialbot",),
    "referrer": ("referer",),
    "country": ("country",),
    "link": ("visitedurl",),
}
_YOURLS = {
    "key": ("click id",),
    "at": ("click time",),
    "link": ("shorturl",),
    "referrer": ("referrer",),
    "country": ("country code",),
}
_RECENT = 4096  # visits that are remembered to tell alike ones apart; exports are sorted by time
_NOTHING = ("", "unknown", "direct", "null")


def sniff_shlink(sample: Sample) -> Match | None:
    """Know Shlink by its columns of likely bots and visited URL."""
    found = columns(sample.header, _SHLINK)
    return Match(95, "Shlink's export of visits") if {"at", "bot", "link"} <= set(found) else None


def sniff_yourls(sample: Sample) -> Match | None:
    """Know YOURLS' log by its columns."""
    found = columns(sample.header, _YOURLS)
    return Match(95, "YOURLS' log of clicks") if {"key", "at", "link"} <= set(found) else None


def read_shlink(source: Source) -> Iterator[ClickRecord | Reject | Note]:
    """Give a record a visit; those of one second that look alike are told apart by their number."""
    yield from _read(source, _SHLINK, "shlink")


def read_yourls(source: Source) -> Iterator[ClickRecord | Reject | Note]:
    """Give a record a click."""
    yield from _read(source, _YOURLS, "yourls")


def _read(source: Source, names: Mapping[str, Sequence[str]], system: str) -> Iterator[ClickRecord | Reject | Note]:
    delimiter = delimiter_of(source)
    header, rows = opened(source, delimiter)
    at = columns(header, names)
    need(at, ("at", "link"), source.name)
    refuse_doubles(header, at.values(), source.name)
    alike: Counter[tuple[object, ...]] = Counter()
    for line, row in rows:
        try:
            yield _record(source, system, at, line, row, alike)
        except ValueError as error:
            yield Reject(line, str(error), value=cell(row, at["link"])[:80])
    if "zone" not in source.options and system == "yourls":
        yield Note("the log's times are taken as UTC (else give --option zone=Europe/Paris)")


def _record(
    source: Source,
    system: str,
    at: Mapping[str, int],
    line: int,
    row: Sequence[str],
    alike: Counter[tuple[object, ...]],
) -> ClickRecord:
    """Make the record of a visit. Errors: ValueError."""
    link = cell(row, at["link"])
    if not link:
        raise ValueError("which link was visited is not said")
    moment, _ = parse_moment(cell(row, at["at"]), source.options.get("zone", "UTC"))
    referrer, country = _domain(cell(row, at.get("referrer"))), cell(row, at.get("country"))
    bot = cell(row, at["bot"]).casefold() in ("true", "1", "yes") if "bot" in at else None
    key = cell(row, at.get("key"))
    if not key:
        if len(alike) > _RECENT:
            alike.clear()
        mark = (link, moment, referrer, country, bot)
        key = f"{moment:%Y%m%dT%H%M%S}/{referrer}/{country}/{'' if bot is None else int(bot)}/{alike[mark]}"
        alike[mark] += 1
    return ClickRecord(
        system=system, link=link, key=key, at=moment, bot=bot, referrer=referrer,
        country="" if country.casefold() in _NOTHING else country, line=line,
    )  # fmt: skip


def _domain(text: str) -> str:
    """Give the domain of a referrer; the rest of it may name people."""
    bare = text.strip().casefold()
    if bare in _NOTHING:
        return ""
    host = urlsplit(bare if "//" in bare else f"//{bare}").hostname or ""
    return host.removeprefix("www.")


SHLINK_VISITS = Connector(
    name="platforms.shlink-visits",
    title="Shlink, visits of a link",
    help="The CSV of visits that Shlink's web client exports; addresses and user agents are not kept.",
    gives=("clicks",),
    sniff=sniff_shlink,
    read=read_shlink,
    options=("zone",),
)
YOURLS_LOG = Connector(
    name="platforms.yourls-log",
    title="YOURLS, log of clicks",
    help="A dump of YOURLS' log table as CSV; addresses and user agents are not kept.",
    gives=("clicks",),
    sniff=sniff_yourls,
    read=read_yourls,
    options=("zone",),
)
