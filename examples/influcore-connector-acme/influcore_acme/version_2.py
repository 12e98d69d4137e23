"""Version 2: a first line with the account, commas, times in UTC, and what Acme counts beside the usual."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping

from influcore import BadFile, CreatorRecord, PostRecord, Reject, Source

from .cells import BadCell, count, filled, format_of, named, same_columns
from .platform import ACME

FIRST = re.compile(r"# acme export 2; account ([^;]+); followers ([0-9]+)\s*")
COLUMNS = ("clip_id", "kind", "published_at", "views", "likes", "comments", "hearts", "rewatches")
_METRICS = {"views": "views", "likes": "likes", "comments": "comments", "hearts": "acme_hearts",
            "rewatches": "acme_rewatches"}  # fmt: skip
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


def read(source: Source) -> Iterator[CreatorRecord | PostRecord | Reject]:
    """Give the account, then a post for each row."""
    first = next((text for _, text in source.lines()), "")
    match = FIRST.fullmatch(first)
    if match is None:
        raise BadFile(f"{source.name} does not say whose export it is", hint="the first line names the account")
    handle = match[1].strip()
    yield CreatorRecord(platform=ACME.name, handle=handle, followers=int(match[2]), line=1)
    rows = source.records(",")
    next(rows)  # the first line, read above
    _, header = next(rows, (0, []))
    same_columns(source.name, header, COLUMNS)
    for line, row in rows:
        try:
            yield _post(line, handle, named(COLUMNS, row))
        except BadCell as error:
            yield error.reject(line)


def _post(line: int, handle: str, cells: Mapping[str, str]) -> PostRecord:
    counts = {metric: count(cells, column) for column, metric in _METRICS.items()}
    return PostRecord(
        platform=ACME.name,
        handle=handle,
        key=filled(cells, "clip_id"),
        format=format_of(cells, "kind"),
        posted=_moment(cells),
        counts={metric: value for metric, value in counts.items() if value is not None},
        line=line,
    )


def _moment(cells: Mapping[str, str]) -> dt.datetime:
    text = cells["published_at"]
    try:
        if not _TIME.fullmatch(text):
            raise ValueError("is no time such as 2026-05-14T17:00:00Z")
        return dt.datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError as error:
        raise BadCell("published_at", text, str(error)) from error
