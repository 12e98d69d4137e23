"""Reading what others say: Modash's overlap report (JSON) and tables of pairs (CSV)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, cast

from influcore import BadFile, Connector, InvalidInput, Match, Note, Reject, Sample, Source
from influcore.contributions.connector import Record

from .told import Told

_PAIR = ("account_a", "account_b", "shared", "followers_a", "followers_b")
_DEEP = 2_000  # accounts in one report; longer ones are refused


def sniff_modash(sample: Sample) -> Match | None:
    """Know the report by the names that only it has."""
    wanted = ('"reportInfo"', '"totalUniqueFollowers"')
    if sample.text.lstrip("\ufeff \r\n\t").startswith("{") and all(name in sample.text for name in wanted):
        return Match(95, "a JSON report with totalUniqueFollowers")
    return None


def read_modash(source: Source) -> Iterator[Record | Reject | Note]:
    """Give the report. Errors: BadFile where it is no such JSON; InvalidInput without a platform."""
    platform = _platform(source)
    try:
        whole = json.loads("\n".join(line for _, line in source.lines()))
        rows = whole["data"]
        told = Told(
            platform=platform, line=1, people=_whole(whole["reportInfo"]["totalUniqueFollowers"]),
            accounts=tuple(str(row["username"]) for row in rows[: _DEEP + 1]),
            followers=tuple(_whole(row["followers"]) for row in rows),
            alone=tuple(float(row["uniquePercentage"]) / 100 for row in rows),
        )  # fmt: skip
        stated = _whole(whole["reportInfo"].get("totalFollowers", sum(told.followers)))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadFile(f"{source.name} is no overlap report: {type(error).__name__} {error}") from error
    if len(told.accounts) > _DEEP:
        raise BadFile(f"{source.name} has more than {_DEEP:,} accounts")
    if abs(stated - sum(told.followers)) > 0.005 * stated + 1:
        yield Reject(
            1, f"its accounts have {sum(told.followers):,} followers, but it says {stated:,}", "totalFollowers"
        )
        return
    yield cast(Record, told)


def sniff_pairs(sample: Sample) -> Match | None:
    """Know pairs by their header."""
    header = {name.strip().casefold() for name in sample.header}
    return Match(90, "a table of pairs of accounts") if header.issuperset(_PAIR) else None


def read_pairs(source: Source) -> Iterator[Record | Reject | Note]:
    """Give a report of two accounts for each line."""
    platform = _platform(source)
    header: dict[str, int] = {}
    for line, cells in source.records():
        if not header:
            header = {name.strip().casefold(): at for at, name in enumerate(cells)}
            missing = [name for name in _PAIR if name not in header]
            if missing:
                raise BadFile(f"{source.name} lacks the columns {', '.join(missing)}")
            continue
        try:
            a, b, *numbers = (cells[header[name]].strip() for name in _PAIR)
            shared, size_a, size_b = (_whole(number) for number in numbers)
            if shared > min(size_a, size_b):
                raise ValueError(f"{shared:,} shared followers are more than the smaller has")
        except (ValueError, IndexError) as error:
            yield Reject(line, str(error) if isinstance(error, ValueError) else "the line is too short", "shared")
            continue
        alone = tuple((size - shared) / size if size else 0.0 for size in (size_a, size_b))
        yield cast(Record, Told(platform=platform, accounts=(a, b), followers=(size_a, size_b), alone=alone,
                                people=size_a + size_b - shared, line=line))  # fmt: skip


def _platform(source: Source) -> str:
    named = source.options.get("platform") or source.hints.get("platform", "")
    if not named:
        raise InvalidInput("the file does not say of which platform", problems=[("platform", "is needed")])
    return named


def _whole(value: Any) -> int:
    """Read a whole number that is not negative. Errors: ValueError names what it is."""
    text = str(value)
    if not (text.isascii() and text.isdecimal() and len(text) <= 12):
        raise ValueError(f"“{text[:30]}” is no whole number")
    return int(text)


MODASH = Connector(
    name="overlap.modash", title="Modash overlap report", gives=("overlap reports",), sniff=sniff_modash,
    help="The JSON of Modash's audience overlap: accounts, followers, unique shares, different people.",
    read=read_modash, options=("platform",),
)  # fmt: skip
PAIRS = Connector(
    name="overlap.pairs", title="Pairs of accounts", gives=("overlap reports",), sniff=sniff_pairs,
    help="A CSV of account_a, account_b, shared, followers_a, followers_b.", read=read_pairs, options=("platform",),
)  # fmt: skip
