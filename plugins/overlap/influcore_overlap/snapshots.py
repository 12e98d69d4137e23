"""The list of all lists that are kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from influcore import Column, Content, Panel, Ref, Session, SqlRows, Table
from influcore.contributions import Mark

from .entities import AudiencePart
from .hashing import KEY, key_name

if TYPE_CHECKING:
    from influcore.contributions import Row

_SELECT = (
    "SELECT a.id, a.account, a.platform, a.namespace, a.people, a.taken_on, a.source, a.key, a.rate, i.id AS person, "
    f"i.name AS influencer FROM {AudiencePart.KIND} a "
    "LEFT JOIN alias l ON a.namespace != '' AND l.namespace = a.namespace AND l.key = a.account "
    "LEFT JOIN profile h ON a.namespace = '' AND h.platform = a.platform AND h.handle = a.account "
    "LEFT JOIN profile n ON n.id = l.profile AND n.platform = a.platform "
    "LEFT JOIN influencer i ON i.id = coalesce(h.influencer, n.influencer)"
)
_SORTED_BY: Mapping[str, str] = {
    "account": "a.account", "influencer": "i.name", "platform": "a.platform", "namespace": "a.namespace",
    "people": "a.people", "taken_on": "a.taken_on", "source": "a.source", "rate": "a.rate", "state": "a.key",
}  # fmt: skip
_COLUMNS = (
    Column(name="account", title="Account"),
    Column(name="influencer", title="Influencer", kind="ref"),
    Column(name="platform", title="Platform"),
    Column(name="people", title="Followers listed", kind="int", of="people"),
    Column(name="rate", title="Drawn", kind="share", basis="followers", wide=1),
    Column(name="taken_on", title="List of", kind="date"),
    Column(name="source", title="From", wide=1),
    Column(name="state", title="State", kind="mark", wide=1),
    Column(name="namespace", title="Ids of", wide=2),
    Column(name="id", title="Id", wide=2),
)


def read_snapshots(session: Session, _: object) -> Content:
    """List every list of followers that is kept, with the influencer it is about where that is known."""
    key = key_name(session.secret_key(KEY))

    def shape(row: Row) -> Row:
        cells: dict[str, Any] = dict(row)
        cells["influencer"] = Ref("influencer", row["person"], row["influencer"]) if row["person"] else None
        cells["taken_on"] = dt.date.fromisoformat(row["taken_on"])
        cells["state"] = Mark("readable", "good") if row["key"] == key else Mark("other key", "warn")
        cells["_ref"] = Ref(AudiencePart.KIND, row["id"], f"{row['namespace'] or row['platform']}:{row['account']}")
        return cells

    rows = SqlRows(
        session, _SELECT, columns=_SORTED_BY, search=("a.account", "i.name", "a.source"), where="a.part = 0",
        order="a.people DESC, a.id", shape=shape,
    )  # fmt: skip
    return Table(
        columns=_COLUMNS, rows=rows, key="id", row=AudiencePart.KIND, title="Lists of followers",
        empty="No lists of followers yet: `influcore import FILE --option account=HANDLE`.",
    )  # fmt: skip


SNAPSHOTS = Panel(
    name="overlap.snapshots",
    title="Follower lists",
    help="List the follower lists that are kept, as hashes: of whom, from when, how many.",
    read=read_snapshots,
    phase="plan",
    order=80,
    watches=frozenset({AudiencePart.KIND, "profile", "alias", "influencer"}),
)
