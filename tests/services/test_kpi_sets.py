"""Which figures a plan shows."""

from __future__ import annotations

import pytest
from attrs import evolve

from influcore import Kpi
from influcore.entities.campaigns import Objective
from influcore.services.kpi_sets import kpi_sets, shown_on

ASKED = ("engagements", "reach", "impressions", "engagement_rate_followers", "cpe", "cpm", "emv", "emv_ratio")
THEIRS = Kpi(name="theirs", title="Theirs", unit="count", needs=(), formula=lambda q, _: 1.0)


@pytest.fixture
def offered(installed_host):
    return [m.name for m in installed_host.metrics()] + [k.name for k in installed_host.kpis()]


@pytest.mark.parametrize("objective", Objective.__args__)
def test_what_every_plan_shows_is_there_whatever_the_objective(objective, offered, installed_host):
    shown = shown_on(objective, ["instagram"], installed_host.kpis(), offered, {})
    assert set(ASKED) <= set(shown.names[: shown.always])
    assert objective in kpi_sets()["objective"]


def test_the_objective_and_the_platforms_add_theirs(offered):
    plain = shown_on("awareness", [], [], offered, {}).names
    assert "cpa" not in plain
    assert {"cpa", "ctr", "revenue_roas"} <= set(shown_on("conversion", [], [], offered, {}).names)
    assert "engagement_rate_views" in set(shown_on("awareness", ["tiktok"], [], offered, {}).names) - set(plain)


def test_every_name_in_the_dated_file_is_offered(offered):
    file = kpi_sets()
    named = [
        *file["always"],
        *(n for part in ("objective", "platform") for names in file[part].values() for n in names),
    ]
    assert set(named) <= set(offered)
    assert file["source"]
    assert file["as_of"].year >= 2026


def test_a_plugins_kpi_is_on_every_plan_unless_it_says_otherwise():
    assert "theirs" in shown_on("advocacy", [], [THEIRS], ["theirs"], {}).names
    assert "theirs" not in shown_on("advocacy", [], [evolve(THEIRS, on_plan=False)], ["theirs"], {}).names
    assert "theirs" not in shown_on("advocacy", [], [evolve(THEIRS, of="creator")], ["theirs"], {}).names


def test_a_users_list_is_the_whole_plan_and_names_what_is_not_there(offered):
    shown = shown_on("awareness", ["tiktok"], [THEIRS], [*offered, "theirs"], {"awareness": ("cpm", "gone", "reach")})
    assert shown.names == ("cpm", "reach")
    assert shown.unknown == ("gone",)


def test_a_users_list_for_a_platform_takes_the_place_of_what_it_adds(offered):
    names = shown_on("awareness", ["tiktok"], [], offered, {"tiktok": ("saves",)}).names
    assert "saves" in names
    assert "engagement_rate_views" not in names


def test_a_plan_takes_the_set_of_its_campaign(desk, summer, run):
    run("campaign.edit", campaign="summer", objective="conversion")
    outlook = desk.session().outlook("summer")
    assert "cpa" in outlook.shown[outlook.always :]
    assert "typical_engagement_rate" not in outlook.kpis
