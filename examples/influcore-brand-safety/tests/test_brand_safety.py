"""The contracts that tables, panels and actions keep, and what is particular to these."""

from __future__ import annotations

import pytest
from influcore import Influencer, Refused
from influcore.testing import ActionContract, PanelContract, TablesContract

from influcore_brand_safety.actions import Flag, Settle
from influcore_brand_safety.entities import Concern

PLUGIN = "brand_safety"


class Noted:
    """A concern about the first influencer of the kit's campaign."""

    def fill(self, desk, planted):
        desk.run("brand_safety.flag", Flag(influencer=planted.influencers[0].slug, topic="alcohol", gravity="high"))


class TestTables(TablesContract):
    plugin = PLUGIN

    def examples(self, write, planted):
        return [Concern(influencer=planted.influencers[0].id, topic="alcohol", noted=write.today)]


class TestPanels(Noted, PanelContract):
    plugin = PLUGIN


class TestActions(Noted, ActionContract):
    plugin = PLUGIN
    texts = {
        "brand_safety.flag": {"topic": "gambling"},
        "brand_safety.settle": {"topic": "alcohol", "note": "an old post"},
    }


@pytest.fixture
def planted(workspace, campaign_factory):
    return campaign_factory(workspace(PLUGIN))


def flag(planted, topic="alcohol", **more):
    slug = planted.influencers[0].slug
    return planted.desk.run("brand_safety.flag", Flag(influencer=slug, topic=topic, **more))


def settle(planted, topic="alcohol"):
    slug = planted.influencers[0].slug
    return planted.desk.run("brand_safety.settle", Settle(influencer=slug, topic=topic, note="an old post"))


def findings(planted):
    return [f for f in planted.desk.session().findings(planted.campaign.id) if f.check == "brand_safety.open"]


def test_a_grave_concern_is_a_finding_until_it_is_settled(planted):
    assert findings(planted) == []
    flag(planted, gravity="high")
    [found] = findings(planted)
    assert (found.severity, found.mend) == ("error", "brand_safety.settle")
    settle(planted)
    assert findings(planted) == []


def test_a_low_concern_is_no_finding(planted):
    flag(planted, gravity="low")
    assert findings(planted) == []


def test_a_topic_is_noted_once_and_again_after_it_was_settled(planted):
    flag(planted)
    with pytest.raises(Refused, match="already"):
        flag(planted, "Alcohol")
    settle(planted)
    flag(planted, gravity="high")
    [concern] = planted.desk.session().list(Concern)
    assert (concern.gravity, concern.is_open) == ("high", True)


def test_what_is_not_noted_can_not_be_settled(planted):
    flag(planted)
    with pytest.raises(Refused) as told:
        settle(planted, "gambling")
    assert "alcohol" in told.value.hint


def test_undo_takes_a_concern_back(planted):
    flag(planted)
    planted.desk.undo()
    assert planted.desk.session().list(Concern) == ()


def test_an_influencers_card_says_how_grave_it_is(planted):
    flag(planted, gravity="high")
    session = planted.desk.session()
    values = session.field("brand_safety.gravity", [person.ref for person in session.list(Influencer)])
    assert [value.word for value in values] == ["high", "none noted"]


def test_the_wall_draws_a_bar_and_says_it_in_words(planted):
    wall = pytest.importorskip("influcore_brand_safety.wall")
    flag(planted, gravity="high")
    _, first, second = wall.lines(planted.desk.session(), planted.campaign.id)
    assert "███" in first
    assert "alcohol (high)" in first
    assert "nothing noted" in second


def test_the_screen_is_a_tab_of_the_terminal_application(planted, captured_tui):
    flag(planted, topic="[red]alcohol", gravity="high")
    hosts = planted.desk.host.catalogue
    tabs = [p.name for p in hosts.panels if p.subject == "campaign"] + [s.name for s in hosts.screens]
    press = (str(tabs.index("brand_safety.wall") + 1),)
    screen = captured_tui(planted.desk, planted.campaign.slug, size=(140, 40), press=press)
    assert "Safety wall" in screen
    assert "red-alcohol (high)" in screen
