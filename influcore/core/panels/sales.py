"""Orders and clicks that were imported, as the last file said of each."""

from __future__ import annotations

from typing import Any

from influcore.contributions import Column, Content, Panel, Row, Session, SqlRows, Table
from influcore.entities import Money, from_utc_text

_ORDERS = "SELECT o.* FROM order_fact o"
_NEWEST = "o.id = (SELECT max(n.id) FROM order_fact n WHERE n.system = o.system AND n.key = o.key)"
_CLICKS = """
SELECT link, count(*) AS clicks, sum(bot IS 1) AS bots, min(at) AS first, max(at) AS last FROM click_fact c
"""


def _order(row: Row) -> dict[str, Any]:
    def money(name: str) -> Money | None:
        minor = row[f"{name}_minor"]
        return None if minor is None else Money(minor, row[f"{name}_currency"])

    return {
        "order": row["key"], "system": row["system"], "at": from_utc_text(row["at"]), "total": money("total"),
        "refunded": money("refunded"), "discount": money("discount"), "code": row["code"], "status": row["status"],
    }  # fmt: skip


def _orders(session: Session, params: None) -> Content:
    rows = SqlRows(
        session, _ORDERS, where=_NEWEST, order="o.at DESC, o.id", shape=_order, search=("o.key", "o.code", "o.status"),
        columns={"order": "o.key", "system": "o.system", "at": "o.at", "total": "o.total_minor", "code": "o.code",
                 "refunded": "o.refunded_minor", "discount": "o.discount_minor", "status": "o.status"},
    )  # fmt: skip
    columns = (
        Column(name="order", title="Order"),
        Column(name="at", title="Ordered", kind="datetime"),
        Column(name="total", title="Total", kind="money", of="money"),
        Column(name="refunded", title="Refunded", kind="money", of="money"),
        Column(name="code", title="Code"),
        Column(name="discount", title="Discount", kind="money", of="money", wide=1),
        Column(name="status", title="Status", wide=1),
        Column(name="system", title="From", wide=1),
    )
    return Table(
        columns=columns, rows=rows, key="order", empty="No orders yet: `influcore import` reads a shop's export."
    )


def _click(row: Row) -> dict[str, Any]:
    return dict(row) | {"first": from_utc_text(row["first"]), "last": from_utc_text(row["last"])}


def _clicks(session: Session, params: None) -> Content:
    rows = SqlRows(
        session, f"SELECT * FROM ({_CLICKS} GROUP BY link)", shape=_click, search=("link",), order="clicks DESC, link",
        columns={"link": "link", "clicks": "clicks", "bots": "bots", "first": "first", "last": "last"},
    )  # fmt: skip
    columns = (
        Column(name="link", title="Link"),
        Column(name="clicks", title="Clicks", kind="int"),
        Column(name="bots", title="Of these bots, as the source says", kind="int"),
        Column(name="first", title="First", kind="datetime", wide=1),
        Column(name="last", title="Last", kind="datetime", wide=1),
    )
    return Table(
        columns=columns, rows=rows, key="link", empty="No clicks yet: `influcore import` reads Shlink and YOURLS."
    )


PANELS: tuple[Panel, ...] = (
    Panel(name="workspace.orders", title="Orders", help="Orders that were imported, each as last stated.", read=_orders,
          phase="measure", watches={"order_fact"}),
    Panel(name="workspace.clicks", title="Clicks", help="Visits of links that were imported, by link.", read=_clicks,
          phase="measure", watches={"click_fact"}),
)  # fmt: skip
