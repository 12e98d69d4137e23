"""The plugin keeps the contracts of panels, actions and tables."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

import influcore_contracts
from influcore.contributions import parse_form
from influcore.testing import ActionContract, PanelContract, TablesContract
from influcore_contracts.entities import Contract, Event


def make_contract(desk, planted):
    form = desk.host.action("contracts.create").form
    desk.run("contracts.create", parse_form(form, {"collaboration": planted.collaborations[0].id}))


class TestPanels(PanelContract):
    plugin = influcore_contracts

    def fill(self, desk, planted):
        make_contract(desk, planted)


class TestActions(ActionContract):
    plugin = influcore_contracts
    texts: ClassVar = {"contracts.move": {"to": "prepared"}}

    def fill(self, desk, planted):
        make_contract(desk, planted)


class TestTables(TablesContract):
    plugin = influcore_contracts

    def examples(self, write, planted):
        contract = Contract(collaboration=planted.collaborations[0].id, title="Terms")
        there = write.list(Contract) or (write.add(contract),)
        return contract, Event(contract=there[0].id, at=dt.datetime(2026, 6, 10, tzinfo=dt.UTC), to_status="draft")
