"""Which KPIs a plan prints, and how a number is traced to what went into it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

ALWAYS = ("engagements", "reach", "impressions", "engagement_rate_followers", "cpe", "cpm", "emv", "emv_ratio")


def test_a_plan_prints_the_set_of_its_objective(on_demo: Callable[..., Any]) -> None:
    on_demo("campaign", "edit", "rosee-launch", "--objective", "conversion", "--yes")
    named = json.loads(on_demo("plan", "rosee-launch", "--json").out)["kpis"]
    assert {*ALWAYS, "cpa", "ctr"} <= set(named)
    assert "saves" not in named


def test_what_an_objective_adds_and_no_piece_has_is_named_in_the_total_alone(on_demo: Callable[..., Any]) -> None:
    on_demo("campaign", "edit", "rosee-launch", "--objective", "conversion", "--yes")
    lines, _, total = on_demo("plan", "rosee-launch").out.partition("\nTotal\n")
    assert "CPA" not in lines
    assert "CPA" in total


def test_all_kpis_are_printed_when_asked_for(on_demo: Callable[..., Any]) -> None:
    named = json.loads(on_demo("plan", "rosee-launch", "--all-kpis", "--json").out)["kpis"]
    assert {"saves", "conversion_rate", "cpv"} <= set(named)
    assert "typical_engagement_rate" not in named
    assert on_demo("plan", "rosee-launch", "--all-kpis", "--kpi", "cpm").code == 2


def test_the_settings_choose_another_set(on_demo: Callable[..., Any], monkeypatch: Any) -> None:
    monkeypatch.setenv("INFLUCORE_SET_CORE__KPI_SETS", '{awareness = ["cpm", "gone"]}')
    told = json.loads(on_demo("plan", "rosee-launch", "--json").out)
    assert told["kpis"] == ["cpm"]
    assert any("gone" in note for note in told["notes"])


def test_a_trace_goes_from_inputs_by_coverage_to_the_result_of_each_piece(
    on_demo: Callable[..., Any], monkeypatch: Any
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)  # nothing limits a line, so a row is one line
    said = on_demo("explain", "cpe", "rosee-launch", "--trace").out
    assert "10 of 15 pieces have all it needs" in said
    story = next(line for line in said.splitlines() if line.startswith("Léa Moreau, instagram story"))
    assert "needs story history" in story
    told = json.loads(on_demo("explain", "cpe", "rosee-launch", "--trace", "--json").out)
    assert told["reads"] == ["cost", "engagements"]
    assert set(told["pieces"][0]["figures"]) == {"cpe", "cost", "engagements"}


def test_a_trace_names_what_a_formula_looked_for_beside_its_needs(on_demo: Callable[..., Any]) -> None:
    told = json.loads(on_demo("explain", "emv", "rosee-launch", "--trace", "--json").out)
    assert told["needs"] == []
    assert {"likes", "comments"} <= set(told["reads"])


def test_a_kpi_of_creators_is_explained_by_profile(on_demo: Callable[..., Any]) -> None:
    said = on_demo("explain", "typical_engagement_rate", "rosee-launch").out
    assert "7 of 8 profiles have all it needs" in said
    assert "instagram:lea.moreau.demo" in said
    assert on_demo("explain", "typical_engagement_rate").code == 0
