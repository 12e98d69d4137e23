"""The contracts of a campaign: their list, the French counter, and the clocks of exclusivity and rights."""

from __future__ import annotations

import datetime as dt
from typing import Any

from attrs import frozen

from influcore import (
    Campaign,
    Column,
    Content,
    Panel,
    Ref,
    Row,
    Session,
    SqlRows,
    Stack,
    Table,
    opt,
)
from influcore.contributions import Mark

from .clocks import exclusivity_clock, rights_clock, standing_contracts
from .counter import threshold_table
from .entities import Contract
from .reading import today_of
from .states import ENDED

EMPTY = "No contracts yet. Make one with “contracts.create”."
COLUMNS = (
    Column(name="influencer", title="Influencer", kind="ref"),
    Column(name="title", title="Contract", wide=1),
    Column(name="status", title="Status", kind="mark"),
    Column(name="signed_on", title="Signed", kind="date"),
    Column(name="valid_to", title="Valid to", kind="date"),
    Column(name="exclusivity", title="Exclusivity"),
    Column(name="rights_to", title="Rights to", kind="date", wide=1),
    Column(name="law", title="Law", wide=2),
    Column(name="id", title="Id", wide=2),
)
_SELECT = """SELECT k.id, k.title, k.status, k.signed_on, k.valid_to, k.exclusivity, k.exclusivity_category,
 k.rights_to, k.law, i.id AS person, i.name AS influencer
 FROM contracts_contract k JOIN collaboration c ON c.id = k.collaboration JOIN influencer i ON i.id = c.influencer"""
_SORTS = {
    "influencer": "i.name COLLATE NOCASE", "title": "k.title COLLATE NOCASE", "status": "k.status",
    "signed_on": "k.signed_on", "valid_to": "k.valid_to", "exclusivity": "k.exclusivity", "rights_to": "k.rights_to",
    "law": "k.law", "id": "k.id",
}  # fmt: skip


@frozen(kw_only=True)
class ContractsOf:
    """Parameters of ``contracts.register``."""

    campaign: str = opt("Which campaign.", ref="campaign", arg=True)


def read_register(session: Session, params: ContractsOf) -> Content:
    """Show everything about the contracts of a campaign."""
    campaign = session.get(Campaign, params.campaign)
    held = standing_contracts(session, campaign)
    return Stack(
        parts={
            "contracts": _contracts(session, campaign),
            "threshold": threshold_table(session, campaign.id),
            "exclusivity": exclusivity_clock(session, campaign, held),
            "rights": rights_clock(today_of(session, campaign), held),
        },
        title=f"Contracts of {campaign.name}",
    )


def status_mark(status: str) -> Mark:
    """Say a status with its tone."""
    if status == "signed":
        return Mark(status, "good")
    return Mark(status, "bad" if status in ENDED else "plain" if status == "draft" else "warn")


def _contracts(session: Session, campaign: Campaign) -> Table:
    rows = SqlRows(
        session,
        _SELECT,
        (campaign.id,),
        where="c.campaign = ?",
        columns=_SORTS,
        search=("i.name", "i.slug", "k.title", "k.status", "k.exclusivity_category"),
        order="k.id",
        shape=_shaped,
    )
    return Table(columns=COLUMNS, rows=rows, key="id", row=Contract.KIND, empty=EMPTY, title="Contracts")


def _shaped(row: Row) -> Row:
    scope = row["exclusivity"]
    category = row["exclusivity_category"]
    days: dict[str, Any] = {
        name: dt.date.fromisoformat(row[name]) if row[name] else None for name in ("signed_on", "valid_to", "rights_to")
    }
    return days | {
        "influencer": Ref("influencer", row["person"], row["influencer"]),
        "title": row["title"],
        "status": status_mark(row["status"]),
        "exclusivity": f"{scope}: {category}" if scope == "category" else scope,
        "law": row["law"],
        "id": row["id"][-8:],
        "_ref": Ref(Contract.KIND, row["id"], row["title"]),
    }


REGISTER = Panel(
    name="contracts.register",
    title="Contracts",
    help="Contracts of a campaign, the French threshold, exclusivities and rights.",
    read=read_register,
    subject="campaign",
    phase="plan",
    params=ContractsOf,
    watches=frozenset({"contracts_contract", "entry", "collaboration", "campaign", "influencer", "advertiser"}),
    order=60,
)
