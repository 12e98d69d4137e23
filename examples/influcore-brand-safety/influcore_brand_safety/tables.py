"""The plugin's own table, made in two steps: migrations are only ever added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from influcore import Tables, TableSpec

from .entities import Concern

if TYPE_CHECKING:
    from sqlite_utils import Database


def m001_concerns(db: Database) -> None:
    """Make the table of concerns; one for each influencer and topic."""
    columns: dict[str, type] = {"id": str, "rev": int}
    columns |= dict.fromkeys(("influencer", "topic", "gravity", "noted", "settled", "note"), str)
    db.table(Concern.KIND).create(
        columns,
        pk="id",
        not_null=set(columns) - {"id", "settled"},
        foreign_keys=[("influencer", "influencer", "id")],
        strict=True,
    )
    db.table(Concern.KIND).create_index(["influencer", "topic"], unique=True)


def m002_where_it_was_seen(db: Database) -> None:
    """Keep the address of what was seen; '' for those noted before."""
    db.table(Concern.KIND).add_column("seen", str, not_null_default="")


TABLES = Tables(
    migrations=(m001_concerns, m002_where_it_was_seen),
    tables=(
        TableSpec(
            name=Concern.KIND,
            kind="entity",
            of=Concern,
            person="influencer",  # whoever erases an influencer erases the concerns too
            natural=("influencer", "topic"),
        ),
    ),
)
