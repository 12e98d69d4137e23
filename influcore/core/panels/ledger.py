"""The ledger, the journal: what it costs, and who did what."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from influcore import entities
from influcore.contributions import Column, Content, Mark, Panel, Row, Session, SqlRows, Table, small_table
from influcore.entities import Money, Ref, from_utc_text

from .subject import OfCampaign

_ENTRIES = """
SELECT e.id, e.day, e.kind, e.phase, e.amount_minor, e.amount_currency, e.reverses, e.source, e.note,
  i.name AS influencer, c.slug AS campaign, EXISTS (SELECT 1 FROM entry r WHERE r.reverses = e.id) AS undone
FROM entry e JOIN collaboration k ON k.id = e.collaboration JOIN campaign c ON c.id = k.campaign
JOIN influencer i ON i.id = k.influencer
"""
_JOURNAL = """
SELECT j.seq, j.at, j.actor, j.action, j.changes, substr(hex(j.hash), 1, 12) AS hash,
  (SELECT payload FROM journal_change c WHERE c.seq = j.seq AND c.n = 0) AS note
FROM journal j
"""


def _shape(row: Row) -> dict[str, Any]:
    state = Mark("reversal", "warn") if row["reverses"] else Mark("reversed", "warn") if row["undone"] else Mark("")
    return dict(row) | {
        "amount": Money(row["amount_minor"], row["amount_currency"]), "day": dt.date.fromisoformat(row["day"]),
        "state": state, "short": row["id"][-8:], "_ref": Ref("entry", row["id"], f"{row['kind']} {row['influencer']}"),
    }  # fmt: skip


def _table(session: Session, *parameters: object, where: str = "") -> Table:
    rows = SqlRows(
        session, _ENTRIES, parameters, where=where,
        columns={"day": "e.day", "influencer": "i.name COLLATE NOCASE", "campaign": "c.slug", "kind": "e.kind",
                 "phase": "e.phase", "amount": "e.amount_minor"},
        search=("i.name", "c.slug", "e.kind", "e.phase", "e.note"), order="e.day DESC, e.id DESC", shape=_shape,
    )  # fmt: skip
    return Table(
        columns=(
            Column(name="day", title="Day", kind="date"),
            Column(name="influencer", title="Influencer"),
            Column(name="campaign", title="Campaign"),
            Column(name="kind", title="Kind"),
            Column(name="phase", title="Phase"),
            Column(name="amount", title="Amount ex VAT", kind="money"),
            Column(name="state", title="State", kind="mark", wide=1),
            Column(name="note", title="Note", wide=2),
            Column(name="short", title="Id", wide=1),
        ),
        rows=rows, key="short", row="entry",
        empty="Nothing is posted yet: run `influcore ledger post CAMPAIGN/INFLUENCER AMOUNT`.",
    )  # fmt: skip


def _all(session: Session, _: object) -> Content:
    return _table(session)


def _of_campaign(session: Session, params: OfCampaign) -> Content:
    campaign = session.get(entities.Campaign, params.campaign)
    return _table(session, campaign.id, where="c.id = ?")


def _journal(session: Session, _: object) -> Content:
    def shape(row: Row) -> dict[str, Any]:
        summary = json.loads(row["note"])["summary"] if row["note"] else "(erased)"
        return dict(row) | {"at": from_utc_text(row["at"]), "summary": summary}

    rows = SqlRows(
        session, _JOURNAL, columns={"seq": "j.seq", "at": "j.at", "actor": "j.actor", "action": "j.action"},
        search=("j.actor", "j.action", "(SELECT payload FROM journal_change c WHERE c.seq = j.seq AND c.n = 0)"),
        order="j.seq DESC", shape=shape,
    )  # fmt: skip
    return Table(
        columns=(
            Column(name="seq", title="No.", kind="int"),
            Column(name="at", title="When", kind="datetime"),
            Column(name="actor", title="Who"),
            Column(name="summary", title="What"),
            Column(name="action", title="Action", wide=1),
            Column(name="changes", title="Rows", kind="int", wide=1),
            Column(name="hash", title="Hash", wide=2),
        ),
        rows=rows, key="seq", empty="Nothing has been done yet.",
    )  # fmt: skip


def _rates(session: Session, _: object) -> Content:
    rows = [
        {"base": r.base, "quote": r.quote, "rate": r.rate, "day": r.day, "source": r.source, "_ref": r.ref}
        for r in session.list(entities.ExchangeRate)[-2000:]
    ]
    columns = (
        Column(name="base", title="1 unit of"),
        Column(name="rate", title="is worth"),
        Column(name="quote", title="of"),
        Column(name="day", title="On", kind="date"),
        Column(name="source", title="Says"),
    )
    return small_table(columns, rows, row="exchange_rate",
                       empty="No exchange rates yet: run `influcore exchange set USD EUR RATE`.")  # fmt: skip


PANELS: tuple[Panel, ...] = (
    Panel(name="ledger.list", title="Ledger", help="List what collaborations cost.", read=_all, phase="run", order=40,
          watches=frozenset({"entry"})),
    Panel(name="campaign.ledger", title="Ledger", help="List what a campaign costs.", read=_of_campaign, phase="run",
          subject="campaign", params=OfCampaign, order=80, watches=frozenset({"entry"})),
    Panel(name="exchange.list", title="Exchange rates", help="List the exchange rates that were stated.", read=_rates,
          phase="run", order=50, watches=frozenset({"exchange_rate"})),
    Panel(name="workspace.journal", title="Journal", help="Show who did what.", read=_journal, phase="run", order=90,
          watches=frozenset({"journal"})),
)  # fmt: skip
