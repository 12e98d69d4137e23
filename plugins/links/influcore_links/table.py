"""Links as rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from influcore import Column, Ref, Row, SqlRows, Table
from influcore.contributions import LIST_LIMIT, Mark, Read, small_table
from influcore.entities import from_utc_text

from .drafts import Draft
from .entities import Link, short_path

COLUMNS = (
    Column(name="influencer", title="Influencer", kind="ref"),
    Column(name="deliverable", title="Deliverable", wide=1),
    Column(name="path", title="Short path"),
    Column(name="tagged", title="Leads to", kind="url"),
    Column(name="created", title="Created", kind="datetime", wide=1),
    Column(name="state", title="State", kind="mark"),
)
_SELECT = """SELECT l.id, l.code, l.tagged, l.created, l.state, i.id AS person, i.name AS influencer,
 CASE WHEN d.id IS NULL THEN '' WHEN d.title <> '' THEN d.title ELSE d.platform || ' ' || d.format END AS deliverable
 FROM links_link l JOIN collaboration c ON c.id = l.collaboration JOIN influencer i ON i.id = c.influencer
 LEFT JOIN deliverable d ON d.id = l.deliverable"""
_SORTS = {
    "influencer": "i.name",
    "deliverable": "deliverable",
    "path": "l.code",
    "tagged": "l.tagged",
    "created": "l.created",
    "state": "l.state",
}
_SEARCH = ("i.name", "i.slug", "l.code", "l.tagged", "d.title", "d.format", "l.state")


def links_table(read: Read, campaign: str, state: str, empty: str) -> Table:
    """Show a campaign's links as a window on the query, newest last."""
    narrowed = state != "all"
    rows = SqlRows(
        read,
        _SELECT,
        (campaign, state) if narrowed else (campaign,),
        where="l.campaign = ?" + (" AND l.state = ?" if narrowed else ""),
        columns=_SORTS,
        search=_SEARCH,
        order="l.id",
        shape=_shaped,
    )
    return Table(columns=COLUMNS, rows=rows, key="path", row=Link.KIND, empty=empty)


def created_table(drafts: Sequence[Draft], links: Sequence[Link]) -> Table:
    """Show links that have just been made, at most as many as a list may hold."""
    rows = [_row(link, draft) for draft, link in zip(drafts, links, strict=True)][:LIST_LIMIT]
    return small_table(COLUMNS, rows, key="path", row=Link.KIND)


def state_mark(state: str) -> Mark:
    """Say a link's state with its tone."""
    return Mark(state, "good" if state == "active" else "plain")


def _shaped(row: Row) -> Row:
    return {
        "influencer": Ref("influencer", row["person"], row["influencer"]),
        "deliverable": row["deliverable"],
        "path": short_path(row["code"]),
        "tagged": row["tagged"],
        "created": from_utc_text(row["created"]),
        "state": state_mark(row["state"]),
        "_ref": Ref(Link.KIND, row["id"], short_path(row["code"])),
    }


def _row(link: Link, draft: Draft) -> Mapping[str, Any]:
    person = draft.place.collaboration.influencer
    return {
        "influencer": Ref("influencer", person, draft.place.values["influencer"]),
        "deliverable": draft.place.values["deliverable"],
        "path": link.label,
        "tagged": link.tagged,
        "created": link.created,
        "state": state_mark(link.state),
        "_ref": link.ref,
    }
