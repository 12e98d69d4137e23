"""The plugin's own table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from influcore import Tables, TableSpec

from .entities import AudiencePart
from .told import Report

if TYPE_CHECKING:
    from sqlite_utils import Database

_COLUMNS: dict[str, type] = {
    "id": str, "rev": int, "platform": str, "namespace": str, "account": str, "profile": str, "taken_on": str,
    "source": str, "key": str, "people": int, "digest": str, "part": int, "parts": int, "held": int, "batch": str,
    "ids": bytes,
}  # fmt: skip
NATURAL = ("platform", "namespace", "account", "digest", "part")


def m001_audiences(db: Database) -> None:
    """Make the table of lists. No foreign key to profiles: a list may come first, and stays if its profile goes."""
    table = db.table(AudiencePart.KIND)
    table.create(_COLUMNS, pk="id", not_null=set(_COLUMNS) - {"id"}, strict=True)
    table.create_index(NATURAL, unique=True)


def m002_rate(db: Database) -> None:
    """Say of each list which share of the followers was drawn for it."""
    db.table(AudiencePart.KIND).add_column("rate", float, not_null_default=1.0)


def m003_reports(db: Database) -> None:
    """Make the table of what others say of overlap."""
    columns = dict.fromkeys(("id", "platform", "accounts", "followers", "alone", "taken_on", "source"), str)
    columns |= {"digest": str, "batch": str}
    table = db.table(Report.KIND)
    table.create({**columns, "rev": int, "people": int}, pk="id", not_null={*columns, "rev", "people"} - {"id"},
                 strict=True)  # fmt: skip
    table.create_index(("platform", "digest"), unique=True)


TABLES = Tables(
    migrations=(m001_audiences, m002_rate, m003_reports),
    tables=(
        TableSpec(name=AudiencePart.KIND, kind="observation", of=AudiencePart, person="profile", natural=NATURAL),
        TableSpec(name=Report.KIND, kind="observation", of=Report, natural=("platform", "digest")),
    ),
)
INSERT = f"INSERT INTO {AudiencePart.KIND} ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"
