"""The plugin keeps the contracts of panels, actions and tables."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

import influcore_links
from influcore.contributions import parse_form
from influcore.testing import ActionContract, PanelContract, TablesContract
from influcore_links.entities import Link, Template


def make_links(desk, planted):
    form = desk.host.action("links.create_all").form
    desk.run("links.create_all", parse_form(form, {"campaign": planted.campaign.slug}))


class TestPanels(PanelContract):
    plugin = influcore_links

    def fill(self, desk, planted):
        make_links(desk, planted)


class TestActions(ActionContract):
    plugin = influcore_links
    texts: ClassVar = {"links.create": {"collaboration": "{collaboration}", "deliverable": "{deliverable}"}}

    def fill(self, desk, planted):
        make_links(desk, planted)


class TestTables(TablesContract):
    plugin = influcore_links

    def examples(self, write, planted):
        link = Link(
            campaign=planted.campaign.id, collaboration=planted.collaborations[0].id,
            target="https://brand.example/glow", tagged="https://brand.example/glow?utm_source=instagram",
            utm_source="instagram", utm_medium="influencer", utm_campaign="summer", code="k7m2p9d",
            created=dt.datetime(2026, 6, 10, tzinfo=dt.UTC),
        )  # fmt: skip
        return link, Template(campaign=planted.campaign.id)
