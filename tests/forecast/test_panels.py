from __future__ import annotations

from typing import Any

import pytest

from influcore.contributions import Stack, Unknown
from influcore.measures import Estimate
from influcore_forecast.checks import CHECKS

PROMISED = ("deliverables", "influencers", "total", "targets", "chart", "missing", "notes")


def parts(desk: Any, panel: str, **form: Any) -> dict[str, Any]:
    params = desk.host.panel(panel).params
    content = desk.content(panel, params(**form) if params else None)
    assert isinstance(content, Stack)
    return dict(content.parts)


def rows(table: Any) -> list[dict[str, Any]]:
    return list(table.table().rows.stream())


def test_the_outlook_shows_pieces_influencers_and_a_total(desk: Any, summer: str) -> None:
    shown = parts(desk, "forecast.outlook", campaign=summer)
    assert tuple(shown) == PROMISED
    reel, story = sorted(rows(shown["deliverables"]), key=lambda r: r["piece"])
    assert isinstance(reel["engagements"], Estimate)
    assert reel["_ref"].kind == "deliverable"
    assert "prior: instagram ER under 100k, 2025" in reel["basis"]
    assert story["state"].word == "overdue"
    assert story["engagements"] == Unknown("needs story history")
    assert [r["influencer"] for r in rows(shown["influencers"])] == ["Lea Martin"]
    assert shown["deliverables"].totals["engagements"] == reel["engagements"]


def test_the_outlook_lists_what_is_missing_with_the_reason(desk: Any, summer: str) -> None:
    lacking = {
        (r["figure"], r["reason"]): r["pieces"]
        for r in rows(parts(desk, "forecast.outlook", campaign=summer)["missing"])
    }
    assert lacking["Engagements", "needs story history"] == 1
    assert any("exchange rate from USD to EUR" in reason for _, reason in lacking)


def test_emv_is_converted_by_the_stated_rate(desk: Any, summer: str, run: Any) -> None:
    run("exchange.set", base="USD", quote="EUR", rate="0.9", day="2026-06-01", source="ECB")
    total = rows(parts(desk, "forecast.outlook", campaign=summer)["total"])
    value = next(r["value"] for r in total if r["what"] == "EMV")
    assert isinstance(value, Estimate)


def test_an_empty_campaign_names_the_action_that_fills_it(desk: Any, run: Any) -> None:
    run("campaign.new", name="Empty", advertiser="Nobody", starts="2026-07-01", ends="2026-07-02", currency="EUR")
    shown = parts(desk, "forecast.outlook", campaign="empty")
    assert rows(shown["deliverables"]) == []
    assert "deliverable.add" in shown["deliverables"].empty


def test_the_model_panel_names_every_source(desk: Any) -> None:
    shown = parts(desk, "forecast.model")
    assert {"method", "models", "figures", "cards"} == set(shown)
    assert all(r["source"] and r["year"] for r in rows(shown["figures"]))
    assert "skeepers-like (chosen)" in {r["card"] for r in rows(shown["cards"])}
    assert {r["name"] for r in rows(shown["models"])} == {"hierarchical", "auto", "baseline", "followers-rate"}


def test_the_back_test_without_posts_says_what_to_do(desk: Any) -> None:
    shown = parts(desk, "forecast.backtest", platform="", fewest=3)
    assert rows(shown["scores"]) == []
    assert "import" in shown["scores"].empty


def test_the_back_test_scores_the_posts_of_the_workspace(demo: Any) -> None:
    scores = rows(parts(demo, "forecast.backtest", platform="instagram", fewest=3)["scores"])
    assert {r["platform"] for r in scores} == {"instagram"}
    assert all(0 <= r["in80"] <= 1 for r in scores)


def findings(desk: Any, name: str, campaign: str) -> list[Any]:
    session = desk.session()
    key = session.value("SELECT id FROM campaign WHERE slug = ?", campaign)
    return [f for check in CHECKS if check.name == name for f in check.run(session, (key,))]


def test_a_forecast_without_history_is_pointed_out(desk: Any, summer: str) -> None:
    (found,) = findings(desk, "forecast.no_history", summer)
    assert found.subject.label == "Lea Martin"
    assert "instagram ER under 100k, 2025" in found.message


def test_pieces_that_can_not_be_forecast_are_pointed_out(desk: Any, summer: str) -> None:
    (found,) = findings(desk, "forecast.no_forecast", summer)
    assert "instagram story: needs story history" in found.message


def test_campaigns_that_are_over_are_left_alone(desk: Any, run: Any, summer: str) -> None:
    run("campaign.edit", campaign=summer, starts="2026-05-01", ends="2026-05-31")
    assert findings(desk, "forecast.no_history", summer) == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda c: c.name)
def test_checks_run_on_the_demo(demo: Any, check: Any) -> None:
    session = demo.session()
    ids = tuple(row["id"] for row in session.rows("SELECT id FROM campaign"))
    for finding in check.run(session, ids):
        assert finding.check == check.name
        assert finding.message
