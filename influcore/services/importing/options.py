"""What an import is asked to do, and what it says it did."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from attrs import Attribute, Factory, field, frozen

from influcore.contributions import Reject, TakeReport
from influcore.errors import REJECTS

OK = 0


@frozen(kw_only=True)
class ImportOptions:
    """``as_of`` is the moment the numbers are of (None: now); ``options`` are for the connector (``platform``).

    ``mapping`` gives columns (by name, or ``#3``) the names of fields; ``locale`` reads ambiguous numbers and dates.
    ``rejects_to`` is a CSV file to write the rejected rows to. ``dry_run`` does all of it and keeps nothing.
    """

    connector: str = ""
    encoding: str = ""
    as_of: dt.datetime | None = field(default=None)
    options: Mapping[str, str] = Factory(dict)
    mapping: Mapping[str, str] = Factory(dict)
    locale: str = ""
    dry_run: bool = False
    rejects_to: Path | None = None

    @as_of.validator
    def _aware(self, _: Attribute[dt.datetime | None], moment: dt.datetime | None) -> None:
        if moment is not None and moment.tzinfo is None:
            raise ValueError(f"{moment} has no time zone")


@frozen(kw_only=True)
class Step:
    """How far an import is, for a progress bar: bytes of the file that is being read."""

    file: str
    done: int
    total: int


Progress = Callable[[Step], None]


@frozen(kw_only=True)
class FileReport:
    """What became of one file. ``rejects`` holds the first some hundred; ``rejected`` counts all by reason."""

    file: str
    connector: str
    why: str
    taken: tuple[TakeReport, ...]
    rejects: tuple[Reject, ...] = ()
    rejected: Mapping[str, int] = Factory(dict)
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def sentences(self) -> tuple[str, ...]:
        """Say it for people."""
        taken = [f"{t.what}: {t.new:,} new, {t.changed:,} changed, {t.same:,} the same" for t in self.taken]
        taken = taken or ["nothing in it"]
        lines = [f"{self.file} ({self.connector}; {self.why})", *taken, *self.notes]
        lines += [line for t in self.taken for line in t.lines]
        lines += [f"{count:,} rejected: {reason}" for reason, count in self.rejected.items()]
        return (*lines, *(f"warning: {w}" for w in self.warnings))


@frozen(kw_only=True)
class ImportReport:
    """What became of all files. ``left_out`` names files of a folder that were not tried, with the reason."""

    files: tuple[FileReport, ...]
    dry_run: bool = False
    left_out: tuple[tuple[str, str], ...] = ()

    @property
    def rejected(self) -> int:
        return sum(sum(f.rejected.values()) for f in self.files)

    @property
    def exit_code(self) -> int:
        """Give 0, or 4 where rows were rejected."""
        return REJECTS if self.rejected else OK

    def counts(self) -> Mapping[str, Counter[str]]:
        """Add up new, changed and same by what they are."""
        sums: dict[str, Counter[str]] = {}
        for taken in (t for f in self.files for t in f.taken):
            sums.setdefault(taken.what, Counter()).update(new=taken.new, changed=taken.changed, same=taken.same)
        return sums

    def as_json(self) -> dict[str, Any]:
        """Give it as plain data."""
        return {
            "dry_run": self.dry_run,
            "left_out": [{"file": name, "reason": reason} for name, reason in self.left_out],
            "files": [_file_json(report) for report in self.files],
        }


def _file_json(report: FileReport) -> dict[str, Any]:
    return {
        "file": report.file,
        "connector": report.connector,
        "why": report.why,
        "taken": [{"what": t.what, "new": t.new, "changed": t.changed, "same": t.same} for t in report.taken],
        "notes": [*report.notes, *(line for t in report.taken for line in t.lines)],
        "warnings": list(report.warnings),
        "rejected": dict(report.rejected),
        "rejects": [{"line": r.line, "column": r.column, "value": r.value, "reason": r.reason} for r in report.rejects],
    }
