"""Tables of ids and names: accounts that other files speak of by a number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from influcore import Connector, CreatorRecord, Match, Note, Reject, Sample, Source

from .headers import cell, delimiter_of, plain
from .places import platform_of

_ID = ("id", "account id", "artist id", "artistid", "channel id", "user id", "creator id")
_NAME = ("name", "artist", "artist name", "title", "channel", "account", "account name")
_NUMBER = re.compile(r"[0-9]{1,30}")


def sniff(sample: Sample) -> Match | None:
    """Know the table by its two names, id and name, or by numbers beside words."""
    if len(sample.header) != 2:
        return None
    names = [plain(name) for name in sample.header]
    if names[0] in _ID and names[1] in _NAME:
        return Match(75, "a table of ids and names")
    rows = [line.split(sample.delimiter, 1) for line in sample.text.split("\n")[:200] if line.strip()]
    fit = [row for row in rows if len(row) == 2 and _NUMBER.fullmatch(row[0].strip())]
    words = [row for row in fit if not _NUMBER.fullmatch(row[1].strip())]
    if len(fit) >= 0.9 * len(rows) and len(words) * 2 > len(rows) and len(rows) > 1:
        return Match(40, "numbers beside words, as tables of ids and names have")
    return None


def read(source: Source) -> Iterator[CreatorRecord | Reject | Note]:
    """Give an account a row; the id is its handle, and its alias for files that use the same ids."""
    platform, notes = platform_of(source)
    yield from notes
    namespace = source.options.get("namespace", platform)
    delimiter = delimiter_of(source)
    for number, (line, row) in enumerate(_rows(source, delimiter)):
        key, name = cell(row, 0), cell(row, 1)
        if number == 0 and plain(key) in _ID:
            continue
        if not key or len(row) != 2:
            reason = "the id is missing" if len(row) == 2 else f"the row has {len(row)} values instead of 2"
            yield Reject(line, reason, value=delimiter.join(row)[:80])
            continue
        yield CreatorRecord(platform=platform, handle=key, name=name, namespace=namespace, key=key, line=line)


def _rows(source: Source, delimiter: str) -> Iterator[tuple[int, Sequence[str]]]:
    """Give the rows. Tables cut by tabs have no quoting: a quote in a name is a part of it."""
    if delimiter == ",":
        yield from source.records(delimiter)
        return
    for line, text in source.lines():
        if text.strip():
            yield line, text.split(delimiter)


ACCOUNT_NAMES = Connector(
    name="platforms.account-names",
    title="Ids and names of accounts",
    help="Two columns, id and name, as beside lists of edges; say the platform with --option platform=NAME.",
    gives=("influencers",),
    sniff=sniff,
    read=read,
    options=("platform", "namespace"),
)
