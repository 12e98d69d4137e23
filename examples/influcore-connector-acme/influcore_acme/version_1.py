"""Version 1, until 2025: semicolons, the account in each row, days as day/month/year, numbers grouped by points."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping

from influcore import PostRecord, Reject, Source

from .cells import BadCell, count, filled, format_of, named, same_columns
from .platform import ACME

COLUMNS = ("handle", "clip_id", "kind", "date", "likes", "comments")
_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")


def read(source: Source) -> Iterator[PostRecord | Reject]:
    """Give a post for each row."""
    rows = source.records(";")
    _, header = next(rows, (0, []))
    same_columns(source.name, header, COLUMNS)
    for line, row in rows:
        try:
            yield _post(line, named(COLUMNS, row))
        except BadCell as error:
            yield error.reject(line)


def _post(line: int, cells: Mapping[str, str]) -> PostRecord:
    counts = {metric: count(cells, metric, decimal=",") for metric in ("likes", "comments")}
    return PostRecord(
        platform=ACME.name,
        handle=filled(cells, "handle"),
        key=filled(cells, "clip_id"),
        format=format_of(cells, "kind"),
        posted=_day(cells),
        exact=False,  # only the day is known
        counts={metric: value for metric, value in counts.items() if value is not None},
        line=line,
    )


def _day(cells: Mapping[str, str]) -> dt.datetime:
    """Read a day; the first number is the day, for Acme's guide says so. Errors: BadCell."""
    match = _DAY.fullmatch(cells["date"])
    try:
        if match is None:
            raise ValueError("is no day such as 14/05/2026")
        day, month, year = (int(part) for part in match.groups())
        return dt.datetime(year, month, day, tzinfo=dt.UTC)
    except ValueError as error:
        raise BadCell("date", cells["date"], str(error)) from error
