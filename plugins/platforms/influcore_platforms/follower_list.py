"""A list of one account's followers: one id a line, or a CSV with a column of ids."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from influcore import AudienceChunk, Connector, InvalidInput, Match, Note, Reject, Sample, Source

from .headers import cell, delimiter_of, plain
from .places import both, platform_of, required

_IDS = (
    "follower id", "follower", "followers", "user id", "userid", "id", "username", "user name", "handle", "profile",
    "profile url", "account",
)  # fmt: skip
_TOKEN = re.compile(r"@?[^\s,;\"]{1,100}")
PIECE = 50_000


def sniff(sample: Sample) -> Match | None:
    """Know a list by one short word a line, or by a column whose name says that it holds followers."""
    names = [plain(name) for name in sample.header]
    if len(names) > 1:
        follows = {"follower", "follower id"} & set(names)
        return Match(35, f"a table with the column {', '.join(sorted(follows))}") if follows else None
    lines = [line.strip() for line in sample.text.split("\n") if line.strip()]
    if len(lines) > 1 and all(_TOKEN.fullmatch(line) for line in lines[:2_000]):
        return Match(30, "one word a line, as lists of followers have")
    return None


def read(source: Source) -> Iterator[AudienceChunk | Reject | Note]:
    """Give the followers of the account that the user names. Errors: InvalidInput where it is not named."""
    account, (platform, notes) = both(
        lambda: required(source, "account", "whose followers these are", "HANDLE"), lambda: platform_of(source)
    )
    yield from notes
    found: list[str] = []
    for item in _ids(source):
        if isinstance(item, Reject):
            yield item
            continue
        found.append(item)
        if len(found) == PIECE:
            yield _chunk(platform, account, found)
            found = []
    if found:
        yield _chunk(platform, account, found)


def _chunk(platform: str, account: str, viewers: list[str]) -> AudienceChunk:
    return AudienceChunk(platform=platform, accounts=[account] * len(viewers), viewers=viewers)


def _ids(source: Source) -> Iterator[str | Reject]:
    delimiter = delimiter_of(source)
    rows = source.records(delimiter)
    first = next(rows, None)
    if first is None:
        return
    line, row = first
    place = _place(source, row)
    if len(row) == 1 and plain(row[0]) not in _IDS:
        yield _id(line, row, place)
    for line, row in rows:
        yield _id(line, row, place)


def _place(source: Source, header: Sequence[str]) -> int:
    names = [plain(name) for name in header]
    told = plain(source.options.get("column", ""))
    if told:
        if told not in names:
            raise InvalidInput(f"{source.name} has no column “{told}”", hint=f"it has {', '.join(header)}")
        return names.index(told)
    if len(names) == 1:
        return 0
    named = [name for name in _IDS if name in names]
    if not named:
        raise InvalidInput(f"{source.name} does not say which column holds the followers", hint="give --option column=")
    return names.index(named[0])


def _id(line: int, row: Sequence[str], place: int) -> str | Reject:
    text = cell(row, place)
    if not _TOKEN.fullmatch(text) or not text.isprintable():
        return Reject(line, "this is no id", value=text[:80])
    return text


FOLLOWER_LIST = Connector(
    name="platforms.follower-list",
    title="Followers of one account",
    help="One id or handle a line, or a CSV with a column of them; say whose with --option account=HANDLE.",
    gives=("audiences",),
    sniff=sniff,
    read=read,
    options=("platform", "account", "column"),
)
