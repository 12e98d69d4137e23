"""Two brands, three campaigns and an influencer on a real file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve, frozen

from influcore import Action, Advertiser, Campaign, Check, Collaboration, Entry, Finding, Influencer, Money, Outcome
from influcore.workspace.reading import Reader, Surroundings
from influcore.workspace.workspace import Workspace
from influcore_contracts.drafting import CREATE
from influcore_contracts.entities import Contract
from influcore_contracts.moving import MOVE
from influcore_contracts.tables import TABLES

NOW = dt.datetime(2026, 11, 22, 9, 30, tzinfo=dt.UTC)
DAY = dt.date(2026, 11, 22)


@frozen(kw_only=True)
class Scene:
    """Anna (FR) works for Lumen in *summer* and *autumn*, and for Glow in *rival*; the markets are left open."""

    workspace: Workspace
    lumen: Advertiser
    glow: Advertiser
    anna: Influencer
    summer: Campaign
    autumn: Campaign
    rival: Campaign
    in_summer: Collaboration
    in_autumn: Collaboration
    in_rival: Collaboration

    def read(self) -> Reader:
        return self.workspace.read()

    def plan(self, action: Action, **values: Any) -> Any:
        return action.plan(self.read(), action.form(**values))

    def do(self, action: Action, **values: Any) -> Outcome:
        plan = self.plan(action, **values)
        with self.workspace.write(action.name, policy=action.undo) as write:
            return action.do(write, plan)

    def contract(self, key: str = "summer/anna", **values: Any) -> Contract:
        """Make a contract and give it."""
        outcome = self.do(CREATE, collaboration=key, **values)
        return self.read().get(Contract, outcome.changed[0].id)

    def move(self, contract: Contract, *statuses: str, **values: Any) -> Contract:
        """Take a contract through some statuses and give it."""
        for status in statuses:
            self.do(MOVE, contract=contract.id, to=status, **values)
        return self.read().get(Contract, contract.id)

    def change(self, entity: Any, **values: Any) -> Any:
        with self.workspace.write("test.change") as write:
            return write.change(evolve(write.get(type(entity), entity.id), **values))

    def post(self, amount: str, where: Collaboration | None = None, **values: Any) -> Entry:
        """Post an amount in euros, or in the currency that it names."""
        number, _, currency = amount.partition(" ")
        money = Money(int(number.replace(".", "")), currency or "EUR")
        values = {"day": DAY, "phase": "agreed"} | values
        with self.workspace.write("test.post") as write:
            return write.add(Entry(collaboration=(where or self.in_summer).id, amount=money, **values))

    def findings(self, check: Check, *campaigns: Campaign) -> list[Finding]:
        chosen = campaigns or (self.summer, self.autumn, self.rival)
        return list(check.run(self.read(), tuple(c.id for c in chosen)))


def _campaign(slug: str, advertiser: Advertiser, category: str) -> Campaign:
    return Campaign(
        slug=slug, name=slug.title(), advertiser=advertiser.id, starts=dt.date(2026, 11, 1),
        ends=dt.date(2026, 11, 30), currency="EUR", zone="Europe/Paris", category=category,
    )  # fmt: skip


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    workspace = Workspace.create(
        tmp_path / "w.influcore", [("contracts", TABLES)], around=Surroundings(clock=lambda: NOW)
    )
    assert workspace.migration_failures == []
    with workspace.write("test.fill") as write:
        lumen = write.add(Advertiser(slug="lumen", name="Lumen", country="BE"))
        glow = write.add(Advertiser(slug="glow", name="Glow & Co", country="BE"))
        anna = write.add(Influencer(slug="anna", name="Anna", country="FR"))
        summer = write.add(_campaign("summer", lumen, "skin care"))
        autumn = write.add(_campaign("autumn", lumen, "make-up"))
        rival = write.add(_campaign("rival", glow, "Skin  Care"))
        parts = [
            write.add(Collaboration(campaign=c.id, influencer=anna.id, selection="approved"))
            for c in (summer, autumn, rival)
        ]
    yield Scene(
        workspace=workspace, lumen=lumen, glow=glow, anna=anna, summer=summer, autumn=autumn, rival=rival,
        in_summer=parts[0], in_autumn=parts[1], in_rival=parts[2],
    )  # fmt: skip
    workspace.close()
