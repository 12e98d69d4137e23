"""Find contracts in a workspace."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from influcore import Campaign, Collaboration, InvalidInput, Read, UnknownId
from influcore.entities import zone_named

from .entities import Contract, Event
from .states import ENDED


def find_contract(read: Read, key: str) -> Contract:
    """Find a contract by its id, the end of it, or ``campaign/influencer`` where only one is open.

    Errors: UnknownId; InvalidInput lists the ids where several are meant.
    """
    contract = read.find(Contract, key)
    if contract is not None:
        return contract
    collaboration = read.find(Collaboration, key)
    listed = read.list(Contract, collaboration=collaboration.id) if collaboration else ()
    chosen = [c for c in listed if c.status not in ENDED] or list(listed)
    if not chosen:
        raise UnknownId("contract", key, hint="see `influcore show contracts.register CAMPAIGN`")
    if len(chosen) > 1:
        several = ", ".join(f"{c.id[-8:]} ({c.title}, {c.status})" for c in chosen)
        raise InvalidInput(f"“{key}” has several contracts", problems=[("contract", f"is one of {several}")])
    return chosen[0]


def history_of(read: Read, contract: Contract) -> Sequence[Event]:
    """List the steps of a contract, oldest first."""
    return sorted(read.list(Event, contract=contract.id), key=lambda e: (e.at, e.id))


def today_of(read: Read, campaign: Campaign) -> dt.date:
    """Give the day it is in a campaign's own zone."""
    return read.now.astimezone(zone_named(campaign.zone)).date()
