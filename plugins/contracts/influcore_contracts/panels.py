"""One contract: its terms, and the steps it took."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from influcore import Campaign, Card, Cards, Collaboration, Column, Content, Influencer, Panel, Session, opt
from influcore.contributions import small_table

from .entities import Contract, Event
from .reading import find_contract, history_of
from .register import status_mark

_HISTORY = (
    Column(name="at", title="When", kind="datetime"),
    Column(name="from", title="From"),
    Column(name="to", title="To", kind="mark"),
    Column(name="by", title="By"),
    Column(name="note", title="Note"),
)


@frozen(kw_only=True)
class OneContract:
    """Parameters of a panel about one contract."""

    contract: str = opt("Which: its id, or campaign/influencer.", ref=Contract.KIND, arg=True)


def read_history(session: Session, params: OneContract) -> Content:
    """Show the steps of a contract, oldest first."""
    contract = find_contract(session, params.contract)
    rows = [
        {"at": e.at, "from": e.from_status, "to": status_mark(e.to_status), "by": e.by, "note": e.note, "_ref": e.ref}
        for e in history_of(session, contract)
    ]
    return small_table(_HISTORY, rows, row=Event.KIND, title=f"History of {contract.title}")


def read_terms(session: Session, params: OneContract) -> Content:
    """Show what is agreed in a contract."""
    contract = find_contract(session, params.contract)
    collaboration = session.get(Collaboration, contract.collaboration)
    person, campaign = session.get(Influencer, collaboration.influencer), session.get(Campaign, collaboration.campaign)
    cards = [
        Card(title="Influencer", value=person.ref, kind="ref", name="influencer"),
        Card(title="Campaign", value=campaign.ref, kind="ref", name="campaign"),
        Card(title="Status", value=contract.status, mark=status_mark(contract.status), name="status"),
        Card(title="Signed", value=contract.signed_on, kind="date", name="signed_on"),
        *_span(contract, "valid", "Valid"),
        Card(title="Law", value=contract.law or None, name="law"),
        Card(title="Exclusivity", value=contract.exclusivity, name="exclusivity", note=_bound_by(contract)),
        *_span(contract, "exclusivity", "Exclusivity"),
        Card(title="Rights", value=contract.rights_scope or None, name="rights_scope", note=contract.rights_purpose),
        Card(title="Territory of the rights", value=contract.rights_territory or None, name="rights_territory"),
        *_span(contract, "rights", "Rights"),
        Card(title="Disclosure", value=contract.disclosure or None, name="disclosure"),
        Card(title="Note", value=contract.note or None, name="note"),
    ]
    return Cards(cards=tuple(cards), title=contract.title)


def _bound_by(contract: Contract) -> str:
    return contract.exclusivity_category or ", ".join(contract.exclusivity_competitors)


def _span(contract: Contract, name: str, title: str) -> list[Card]:
    ends: Any = [(f"{name}_{end}", f"{title} {end}") for end in ("from", "to")]
    return [Card(title=words, value=getattr(contract, end), kind="date", name=end) for end, words in ends]


HISTORY = Panel(
    name="contracts.history",
    title="Contract history",
    help="The steps that a contract took.",
    read=read_history,
    subject=Contract.KIND,
    phase="plan",
    params=OneContract,
    watches=frozenset({"contracts_event"}),
    order=20,
)
TERMS = Panel(
    name="contracts.terms",
    title="Contract",
    help="What is agreed in a contract.",
    read=read_terms,
    subject=Contract.KIND,
    phase="plan",
    params=OneContract,
    watches=frozenset({"contracts_contract"}),
    order=10,
)
