"""The contract that every KPI keeps, and what is particular to these."""

from __future__ import annotations

import pytest
from influcore import KpiContext, NotComputable, Quantities
from influcore.testing import KpiContract

from influcore_attention.kpis import attention
from influcore_attention.settings import AttentionSettings, shipped


class TestContract(KpiContract):
    plugin = "attention"


def context(platform="instagram", kind="reel", **settings):
    return KpiContext(platform=platform, format=kind, settings=AttentionSettings(**settings))


def test_a_format_counts_before_its_platform():
    assert attention(Quantities({"views": 10.0}), context()) == 10 * shipped()["instagram_reel"]
    assert attention(Quantities({"views": 10.0}), context(kind="post")) == 10 * shipped()["instagram"]


def test_what_the_user_measured_counts_before_what_ships():
    assert attention(Quantities({"views": 10.0}), context(seconds={"instagram_reel": 2.0})) == 20.0


def test_a_platform_without_seconds_says_what_it_needs():
    with pytest.raises(NotComputable, match="needs seconds a view of blog"):
        attention(Quantities({"views": 1.0}), context("blog"))


def test_seconds_below_nothing_are_refused():
    with pytest.raises(ValueError, match="more than 0"):
        AttentionSettings(seconds={"tiktok": -1.0})


def test_a_plan_and_a_creator_have_it(workspace, campaign_factory):
    desk = workspace("forecast", "attention")
    planted = campaign_factory(desk, posts=12)
    outlook = desk.session().outlook(planted.campaign.id)
    assert outlook.total.figures["attention"].estimate is not None
    assert outlook.total.figures["attention_cost"].estimate is not None
    [line] = desk.session().creator_kpis([planted.influencers[0].id])
    assert line.figures["typical_attention"].estimate is not None
