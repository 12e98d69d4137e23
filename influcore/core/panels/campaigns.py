"""Lists of campaigns, advertisers, collaborations and deliverables: windows on queries."""

from __future__ import annotations

import datetime as dt
from typing import Any

from influcore.contributions import Column, Mark, Panel, Row, Session, SqlRows, Table
from influcore.entities import Money, Ref, from_utc_text

_CAMPAIGNS = """
SELECT c.id, c.slug, c.name, a.name AS advertiser, c.starts, c.ends, c.objective, c.budget_minor, c.currency,
  (SELECT count(*) FROM collaboration k WHERE k.campaign = c.id) AS influencers,
  (SELECT count(*) FROM deliverable d JOIN collaboration k ON k.id = d.collaboration WHERE k.campaign = c.id) AS pieces,
  (SELECT count(*) FROM deliverable d JOIN collaboration k ON k.id = d.collaboration WHERE k.campaign = c.id
     AND d.due < ? AND d.status IN ('planned', 'briefed', 'submitted', 'approved')) AS overdue
FROM campaign c JOIN advertiser a ON a.id = c.advertiser
"""
_DELIVERABLES = """
SELECT d.id, d.platform, d.format, d.title, d.due, d.status, d.url, i.name AS influencer, i.id AS person,
  c.slug AS campaign
FROM deliverable d JOIN collaboration k ON k.id = d.collaboration JOIN campaign c ON c.id = k.campaign
JOIN influencer i ON i.id = k.influencer
"""


def phase_mark(today: dt.date, starts: dt.date, ends: dt.date) -> Mark:
    """Say where a campaign stands in time."""
    if today < starts:
        return Mark("planned")
    return Mark("running", "good") if today <= ends else Mark("ended")


def state_mark(status: str, due: dt.datetime, now: dt.datetime) -> Mark:
    """Say how a deliverable stands, in a word: overdue comes before its status."""
    if status in ("planned", "briefed", "submitted", "approved") and due < now:
        return Mark("overdue", "bad")
    return Mark(status, "good" if status == "published" else "warn" if status == "cancelled" else "plain")


def _campaigns(session: Session, _: object) -> Table:
    from influcore.entities import utc_text

    def shape(row: Row) -> dict[str, Any]:
        starts, ends = dt.date.fromisoformat(row["starts"]), dt.date.fromisoformat(row["ends"])
        budget = None if row["budget_minor"] is None else Money(row["budget_minor"], row["currency"])
        overdue = row["overdue"]
        return dict(row) | {
            "starts": starts, "ends": ends, "budget": budget, "state": phase_mark(session.today, starts, ends),
            "overdue": Mark(f"! {overdue}", "bad") if overdue else Mark("–"),
            "_ref": Ref("campaign", row["id"], row["name"]),
        }  # fmt: skip

    rows = SqlRows(
        session, _CAMPAIGNS, (utc_text(session.now),),
        columns={"name": "c.name COLLATE NOCASE", "slug": "c.slug", "advertiser": "a.name COLLATE NOCASE",
                 "starts": "c.starts", "ends": "c.ends", "influencers": "influencers", "pieces": "pieces",
                 "budget": "c.budget_minor", "overdue": "overdue", "objective": "c.objective"},
        search=("c.name", "c.slug", "a.name"), order="c.starts DESC, c.id", shape=shape,
    )  # fmt: skip
    return Table(
        columns=(
            Column(name="name", title="Campaign"),
            Column(name="advertiser", title="Advertiser"),
            Column(name="state", title="State", kind="mark"),
            Column(name="starts", title="Starts", kind="date"),
            Column(name="ends", title="Ends", kind="date"),
            Column(name="influencers", title="Influencers", kind="int", wide=1),
            Column(name="pieces", title="Pieces", kind="int", wide=1),
            Column(name="overdue", title="Overdue", kind="mark"),
            Column(name="budget", title="Budget", kind="money", wide=1),
            Column(name="objective", title="Objective", wide=2),
            Column(name="slug", title="Slug", wide=2),
        ),
        rows=rows, key="slug", row="campaign",
        empty="No campaigns yet: press a, or run `influcore campaign new`.",
    )  # fmt: skip


def _advertisers(session: Session, _: object) -> Table:
    rows = SqlRows(
        session,
        "SELECT a.id, a.slug, a.name, a.country, "
        "(SELECT count(*) FROM campaign c WHERE c.advertiser = a.id) AS campaigns FROM advertiser a",
        columns={"name": "a.name COLLATE NOCASE", "slug": "a.slug", "country": "a.country", "campaigns": "campaigns"},
        search=("a.name", "a.slug"), order="a.name COLLATE NOCASE",
        shape=lambda row: dict(row) | {"_ref": Ref("advertiser", row["id"], row["name"])},
    )  # fmt: skip
    return Table(
        columns=(
            Column(name="name", title="Advertiser"),
            Column(name="slug", title="Slug"),
            Column(name="country", title="Country"),
            Column(name="campaigns", title="Campaigns", kind="int"),
        ),
        rows=rows, key="slug", row="advertiser", empty="No advertisers yet: run `influcore advertiser new`.",
    )  # fmt: skip


def _deliverables(session: Session, _: object) -> Table:
    def shape(row: Row) -> dict[str, Any]:
        due = from_utc_text(row["due"])
        return dict(row) | {
            "due": due, "state": state_mark(row["status"], due, session.now), "short": row["id"][-8:],
            "_ref": Ref("deliverable", row["id"], row["title"] or f"{row['platform']} {row['format']}"),
        }  # fmt: skip

    rows = SqlRows(
        session, _DELIVERABLES,
        columns={"influencer": "i.name COLLATE NOCASE", "platform": "d.platform", "format": "d.format", "due": "d.due",
                 "campaign": "c.slug", "state": "d.status", "title": "d.title"},
        search=("i.name", "d.platform", "d.format", "d.title", "c.slug", "d.status"), order="d.due, d.id", shape=shape,
    )  # fmt: skip
    return Table(
        columns=(
            Column(name="due", title="Due", kind="datetime"),
            Column(name="state", title="State", kind="mark"),
            Column(name="influencer", title="Influencer"),
            Column(name="platform", title="Platform"),
            Column(name="format", title="Format"),
            Column(name="campaign", title="Campaign"),
            Column(name="title", title="Title", wide=2),
            Column(name="url", title="URL", kind="url", wide=2),
            Column(name="short", title="Id", wide=1),
        ),
        rows=rows, key="short", row="deliverable", empty="No deliverables yet: run `influcore deliverable add`.",
    )  # fmt: skip


PANELS: tuple[Panel, ...] = (
    Panel(name="campaign.list", title="Campaigns", help="List all campaigns.", read=_campaigns, order=10,
          watches=frozenset({"campaign", "collaboration", "deliverable"})),
    Panel(name="advertiser.list", title="Advertisers", help="List all advertisers.", read=_advertisers, order=40,
          watches=frozenset({"advertiser"})),
    Panel(name="deliverable.list", title="Deliverables", help="List the deliverables of all campaigns.", phase="run",
          read=_deliverables, order=20, watches=frozenset({"deliverable"})),
)  # fmt: skip
