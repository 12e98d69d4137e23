"""The core keeps the contracts that it asks plugins to keep."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from influcore.entities import (
    Advertiser,
    Alias,
    Campaign,
    ClickFact,
    Collaboration,
    Deliverable,
    Entry,
    ExchangeRate,
    Group,
    Influencer,
    Layout,
    Membership,
    Money,
    OrderFact,
    Profile,
    RateCard,
    Target,
)
from influcore.testing import ActionContract, KpiContract, PanelContract, TablesContract
from influcore.workspace.tables import CORE

DAY = dt.date(2026, 6, 10)
NOW = dt.datetime(2026, 6, 10, 9, 30, tzinfo=dt.UTC)


def fill(desk, planted):
    """A group, a rate of exchange, somebody who has nothing yet, and a campaign without anybody."""
    bare = {"advertiser": planted.advertiser.id, "starts": DAY, "ends": DAY, "currency": "EUR"}
    with desk.write("test.fill") as write:
        group = write.add(Group(slug="friends", name="Friends"))
        write.add(Membership(group=group.id, influencer=planted.influencers[0].id))
        write.add(OrderFact(system="shopify", key="#1", at=NOW, total=Money(5629, "USD"), code="lea10"))
        write.add(ClickFact(system="shlink", link="https://s.test/lea", key="1", at=NOW, bot=True))
        write.add(ExchangeRate(base="EUR", quote="USD", rate="1.1", day=DAY, source="a bank"))
        alone = write.add(Influencer(slug="alone", name="Alone"))
        write.add(Profile(influencer=alone.id, platform="instagram", handle="alone"))
        write.add(Campaign(slug="bare", name="Bare", **bare))
        quiet = write.add(Campaign(slug="quiet", name="Quiet", **bare))
        write.add(Collaboration(campaign=quiet.id, influencer=alone.id))


class TestKpis(KpiContract):
    plugin = "core"


class TestPanels(PanelContract):
    plugin = "core"
    with_plugins = ("forecast",)

    def fill(self, desk, planted):
        fill(desk, planted)


class TestActions(ActionContract):
    plugin = "core"
    texts: ClassVar = {
        "campaign.remove": {"campaign": "bare"},
        "campaign.target": {"value": "500000"},
        "collaboration.add": {"influencer": "alone"},
        "deliverable.record": {"likes": "1200"},
        "collaboration.remove": {"collaboration": "quiet/alone"},
    }

    def fill(self, desk, planted):
        fill(desk, planted)


class TestTables(TablesContract):
    tables = CORE

    def examples(self, write, planted):
        campaign, [person, _] = planted.campaign, planted.influencers
        somebody = write.find(Influencer, "somebody") or write.add(Influencer(slug="somebody", name="Some Body"))
        friends = write.find(Group, "old-friends") or write.add(Group(slug="old-friends", name="Old friends"))
        return (
            Advertiser(slug="lumen", name="Lumen"),
            Influencer(slug="anna", name="Anna", languages=("fr", "en")),
            Profile(influencer=person.id, platform="tiktok", handle="anna", followers=12, counted=DAY),
            Alias(profile=planted.profiles[0].id, namespace="files", key="7"),
            RateCard(influencer=person.id, platform="instagram", format="reel", price=Money(5, "EUR")),
            Group(slug="friends", name="Friends"),
            Membership(group=friends.id, influencer=person.id),
            Campaign(slug="c", name="C", advertiser=planted.advertiser.id, starts=DAY, ends=DAY, currency="EUR"),
            Collaboration(campaign=campaign.id, influencer=somebody.id),
            Deliverable(
                collaboration=planted.collaborations[0].id,
                platform="tiktok",
                format="video",
                due=dt.datetime(2026, 6, 20, tzinfo=dt.UTC),
            ),
            Entry(collaboration=planted.collaborations[0].id, amount=Money(5, "EUR"), day=DAY),
            Target(campaign=campaign.id, kpi="reach", value=1.5),
            ExchangeRate(base="EUR", quote="JPY", rate="160", day=DAY),
            OrderFact(system="shopify", key="#1", at=NOW, total=Money(5629, "USD"), refunded=Money(100, "USD")),
            ClickFact(system="shlink", link="https://s.test/lea", key="1", at=NOW, bot=False),
            Layout(slug="agency", connector="platforms.influencer-list", columns={"Konto": "handle"}),
        )
