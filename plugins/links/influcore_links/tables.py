"""The plugin's own tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from influcore import Tables, TableSpec

from .entities import Link, Template
from .tags import UTM

if TYPE_CHECKING:
    from sqlite_utils import Database


def m001_links(db: Database) -> None:
    """Make the tables of links and of each campaign's tag patterns."""
    tags: dict[str, type] = dict.fromkeys(UTM, str)
    link: dict[str, type] = {"id": str, "rev": int, "campaign": str, "collaboration": str, "deliverable": str}
    link |= {"target": str, "tagged": str} | tags | {"code": str, "created": str, "state": str}
    keys = ("campaign", "collaboration", "deliverable")
    db.table("links_link").create(
        link,
        pk="id",
        not_null=set(link) - {"id", "deliverable"},
        foreign_keys=[(key, key, "id") for key in keys],
        strict=True,
    )
    db.table("links_link").create_index(["code"], unique=True)
    for key in keys:
        db.table("links_link").create_index([key])
    template: dict[str, type] = {"id": str, "rev": int, "campaign": str} | tags
    db.table("links_template").create(
        template, pk="id", not_null=set(template) - {"id"}, foreign_keys=[("campaign", "campaign", "id")], strict=True
    )
    db.table("links_template").create_index(["campaign"], unique=True)


TABLES = Tables(
    migrations=(m001_links,),
    tables=(
        TableSpec(name=Link.KIND, kind="entity", of=Link, person="collaboration", natural=("code",)),
        TableSpec(name=Template.KIND, kind="entity", of=Template, natural=("campaign",)),
    ),
)
