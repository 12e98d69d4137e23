"""Lists of influencers and groups, and everything known of one influencer."""

from __future__ import annotations

import json
from typing import Any

from influcore import entities
from influcore.contributions import (
    Card,
    Cards,
    Column,
    Content,
    Mark,
    Panel,
    Row,
    Session,
    SqlRows,
    Stack,
    Table,
    small_table,
)
from influcore.contributions.content import Plain
from influcore.entities import Ref, from_utc_text

from .contributed import field_cards
from .creator_kpis import kpi_table
from .subject import OfGroup, OfInfluencer

_INFLUENCERS = """
SELECT i.id, i.slug, i.name, i.country, i.state, i.tags, i.categories,
  (SELECT group_concat(f.platform || ':' || f.handle, ', ') FROM profile f WHERE f.influencer = i.id) AS profiles,
  (SELECT max(f.followers) FROM profile f WHERE f.influencer = i.id) AS followers
FROM influencer i
"""
_MEMBERS = _INFLUENCERS + " JOIN membership m ON m.influencer = i.id"
_COLUMNS = (
    Column(name="name", title="Influencer"),
    Column(name="profiles", title="Profiles"),
    Column(name="followers", title="Followers", kind="int", of="people"),
    Column(name="country", title="Country", wide=1),
    Column(name="categories", title="Categories", wide=1),
    Column(name="state", title="State", wide=1),
    Column(name="slug", title="Slug", wide=2),
)


def _shape(row: Row) -> dict[str, Any]:
    return dict(row) | {
        "categories": ", ".join(json.loads(row["categories"])),
        "profiles": row["profiles"] or "",
        "_ref": Ref("influencer", row["id"], row["name"]),
    }


def _rows(session: Session, select: str, *parameters: object, where: str = "") -> SqlRows:
    return SqlRows(
        session, select, parameters,
        columns={"name": "i.name COLLATE NOCASE", "slug": "i.slug", "country": "i.country", "state": "i.state",
                 "followers": "followers", "profiles": "profiles", "categories": "i.categories"},
        search=("i.name", "i.slug", "i.country", "i.categories", "i.tags",
                "(SELECT group_concat(f.handle) FROM profile f WHERE f.influencer = i.id)"),
        where=where, order="i.id", shape=_shape,
    )  # fmt: skip


def _influencers(session: Session, _: object) -> Table:
    return Table(
        columns=_COLUMNS, rows=_rows(session, _INFLUENCERS), key="slug", row="influencer",
        empty="No influencers yet: press a, run `influcore influencer new`, or `influcore import FILE`.",
    )  # fmt: skip


def _groups(session: Session, _: object) -> Table:
    rows = SqlRows(
        session,
        'SELECT g.id, g.slug, g.name, (SELECT count(*) FROM membership m WHERE m."group" = g.id) AS members '
        'FROM "group" g',
        columns={"name": "g.name COLLATE NOCASE", "slug": "g.slug", "members": "members"},
        search=("g.name", "g.slug"), order="g.name COLLATE NOCASE",
        shape=lambda row: dict(row) | {"_ref": Ref("group", row["id"], row["name"])},
    )  # fmt: skip
    return Table(
        columns=(
            Column(name="name", title="Group"),
            Column(name="slug", title="Slug"),
            Column(name="members", title="Members", kind="int"),
        ),
        rows=rows, key="slug", row="group", empty="No groups yet: run `influcore group new`.",
    )  # fmt: skip


def _members(session: Session, params: OfGroup) -> Table:
    group = session.get(entities.Group, params.group)
    return Table(
        columns=_COLUMNS, rows=_rows(session, _MEMBERS, group.id, where='m."group" = ?'), key="slug",
        row="influencer", title=group.name,
        empty="Nobody is in this group yet: run `influcore group add`.",
    )  # fmt: skip


def _card(session: Session, params: OfInfluencer) -> Content:
    person = session.get(entities.Influencer, params.influencer)
    parts: dict[str, Plain] = {
        "about": _about(person),
        "profiles": _profiles(session, person),
        "fields": field_cards(session, person.ref),
        "kpis": kpi_table(session.creator_kpis([person.id]), names_people=False, title="KPIs"),
        "campaigns": _campaigns(session, person),
    }
    return Stack(parts=parts, title=person.name)


def _about(person: entities.Influencer) -> Cards:
    shown = (
        ("Name", person.name), ("Slug", person.slug), ("State", person.state), ("Country", person.country or None),
        ("Languages", ", ".join(person.languages) or None), ("Categories", ", ".join(person.categories) or None),
        ("Tags", ", ".join(person.tags) or None), ("E-mail", person.email or None), ("Notes", person.notes or None),
    )  # fmt: skip
    return Cards(cards=tuple(Card(title=title, value=value) for title, value in shown if value), title=person.name)


def _profiles(session: Session, person: entities.Influencer) -> Table:
    rows = []
    for profile in session.list(entities.Profile, influencer=person.id):
        posts = session.value("SELECT count(*) FROM post WHERE profile = ?", profile.id)
        newest = session.value("SELECT max(posted) FROM post WHERE profile = ?", profile.id)
        rows.append({
            "platform": profile.platform, "handle": profile.handle, "followers": profile.followers,
            "counted": profile.counted, "list": Mark("hidden", "warn") if profile.hidden else Mark("open"),
            "posts": posts, "newest": newest and from_utc_text(newest).date(),
            "averages": _averages(session, profile.id),
        })  # fmt: skip
    columns = (
        Column(name="platform", title="Platform"),
        Column(name="handle", title="Handle"),
        Column(name="followers", title="Followers", kind="int", of="people"),
        Column(name="counted", title="As of", kind="date"),
        Column(name="list", title="Follower list", kind="mark", wide=1),
        Column(name="posts", title="Posts known", kind="int"),
        Column(name="newest", title="Newest", kind="date", wide=1),
        Column(name="averages", title="Averages", wide=1),
    )
    return small_table(columns, rows, key="handle", title="Profiles",
                       empty="No profiles yet: run `influcore influencer profile`.")  # fmt: skip


def _averages(session: Session, profile: str) -> str:
    found = session.rows(
        "SELECT at, counts FROM observation WHERE profile = ? AND statistic = 'average' ORDER BY at DESC LIMIT 1",
        profile,
    )
    if not found:
        return ""
    counts = ", ".join(f"{name} {value:,.0f}" for name, value in sorted(json.loads(found[0]["counts"]).items()))
    return f"{counts} ({found[0]['at'][:10]})"


def _campaigns(session: Session, person: entities.Influencer) -> Table:
    rows = session.rows(
        "SELECT c.id, c.name, c.starts, k.selection, k.stage FROM collaboration k JOIN campaign c ON c.id = k.campaign "
        "WHERE k.influencer = ? ORDER BY c.starts DESC LIMIT 500",
        person.id,
    )
    columns = (
        Column(name="name", title="Campaign"),
        Column(name="starts", title="Starts"),
        Column(name="selection", title="Selection"),
        Column(name="stage", title="Stage"),
    )
    shown = [dict(row) | {"_ref": Ref("campaign", row["id"], row["name"])} for row in rows]
    return small_table(columns, shown, row="campaign", title="Campaigns", empty="In no campaign yet.")


PANELS: tuple[Panel, ...] = (
    Panel(name="influencer.list", title="Influencers", help="List all influencers.", read=_influencers, order=20,
          watches=frozenset({"influencer", "profile"})),
    Panel(name="influencer.card", title="Influencer", help="Show what is known of an influencer.", read=_card,
          subject="influencer", params=OfInfluencer, watches=frozenset({"influencer", "profile", "collaboration"})),
    Panel(name="group.list", title="Groups", help="List all groups.", read=_groups, order=30,
          watches=frozenset({"group", "membership"})),
    Panel(name="group.members", title="Members", help="List who is in a group.", read=_members, subject="group",
          params=OfGroup, watches=frozenset({"membership"})),
)  # fmt: skip
