"""Rows that could not be used: counted by kind, the first ones kept, all of them written to a file if asked."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from influcore.contributions import Reject
from influcore.errors import Refused

KEPT = 500
COLUMNS = ("file", "line", "column", "value", "reason")
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")


class Writer(Protocol):
    """What csv.writer gives."""

    def writerow(self, row: Iterable[object]) -> object: ...


class Rejects:
    """Gathers the rejects of one file."""

    def __init__(self, file: str, writer: Writer | None = None) -> None:
        self._file = file
        self._writer = writer
        self.first: list[Reject] = []
        self.kinds: Counter[str] = Counter()

    def add(self, reject: Reject) -> None:
        """Count one, keep it if it is among the first, write it if there is a file."""
        self.kinds[kind_of(reject)] += 1
        if len(self.first) < KEPT:
            self.first.append(reject)
        if self._writer is not None:
            self._writer.writerow(
                (self._file, reject.line, _cell(reject.column), _cell(reject.value), _cell(reject.reason))
            )


def kind_of(reject: Reject) -> str:
    """Take a reason without the values in it, so that the same fault of many rows is one line of a report."""
    reason = re.sub(r"“[^”]*”|\b[0-9][0-9,.]*\b", "…", reject.reason)
    return f"{reject.column}: {reason}" if reject.column else reason


@contextmanager
def reject_writer(path: Path | None) -> Iterator[Writer | None]:
    """Open the CSV file for rejects, private to its owner's umask. Errors: Refused where it can not be written."""
    if path is None:
        yield None
        return
    try:
        file = path.open("w", encoding="utf-8", newline="")
    except OSError as error:
        raise Refused(
            f"{path} can not be written: {error.strerror}", hint="name another file for the rejects"
        ) from None
    with file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        yield writer


def _cell(text: str) -> str:
    """Keep a spreadsheet from taking text for a formula."""
    return f"'{text}" if text.startswith(_DANGEROUS) else text
