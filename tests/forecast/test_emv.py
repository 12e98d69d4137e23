from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from influcore import KpiContext, Quantities
from influcore.entities import ExchangeRate, ExchangeRates
from influcore.measures import NotComputable
from influcore_forecast.cards import cards
from influcore_forecast.emv import KPIS, emv, value
from influcore_forecast.settings import ForecastSettings

IMAGE = {"likes": 3000.0, "comments": 60.0, "impressions": 25_000.0}


def context(
    card: str, platform: str = "instagram", form: str = "post", currency: str = "USD", **more: object
) -> KpiContext:
    return KpiContext(
        platform=platform, format=form, currency=currency, settings=ForecastSettings(rate_card=card), **more
    )  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("card", "dollars"),
    [
        ("upfluence-like", 162.50),
        ("skeepers-like", 417.60),
        ("lefty-like", 450.0),
        ("aspire-like", 585.0),
        ("klear-like", 469.625),
    ],
)
def test_an_image_of_3000_likes_is_worth_what_the_documented_rules_say(card: str, dollars: float) -> None:
    assert emv(Quantities(IMAGE), context(card)) == pytest.approx(dollars * 100)


def test_the_multiplied_card_leaves_youtube_out() -> None:
    with pytest.raises(NotComputable, match="a rule for youtube: klear-like has none"):
        emv(Quantities(IMAGE), context("klear-like", "youtube", "video"))


def test_explaining_emv_gives_rates_source_and_year(desk: Any) -> None:
    from influcore.services.explain import explain

    details = explain(desk.session(), "emv").details
    assert details[0] == "card skeepers-like, in USD (primary, 2026)"
    assert any("likes × 0.07 + comments × 3.46" in line for line in details)
    assert details[-1].startswith("source: Skeepers")


def test_all_cards_stand_side_by_side(desk: Any, run: Any, summer: str) -> None:
    run("exchange.set", base="USD", quote="EUR", rate="0.9")
    panel = desk.host.panel("forecast.emv")
    shown = {r["card"]: r for r in desk.content(panel, panel.params(campaign=summer)).parts["cards"].rows.stream()}
    assert set(shown) == set(cards())
    chosen = shown["skeepers-like"]
    assert chosen["value"] == desk.session().outlook(summer).total.figures["emv"].estimate
    assert chosen["pieces"] == "1 of 2"
    assert "needs likes (skeepers-like)" in chosen["missing"]
    assert shown["upfluence-like"]["pieces"] == "2 of 2"
    assert all(r["source"] and r["chosen"] is (r["card"] == "skeepers-like") for r in shown.values())


def test_emv_works_on_draws_as_on_numbers() -> None:
    draws = Quantities({name: np.full(4, number) for name, number in IMAGE.items()})
    assert emv(draws, context("skeepers-like")) == pytest.approx(np.full(4, 41_760.0))


def test_tiktok_counts_views_by_the_thousand() -> None:
    counts = Quantities({"views": 10_000.0, "likes": 0.0, "comments": 0.0, "shares": 0.0})
    assert emv(counts, context("skeepers-like", "tiktok", "video")) == pytest.approx(6890)


def test_views_count_for_videos_only_and_clicks_only_where_known() -> None:
    counts = IMAGE | {"views": 1000.0}
    assert emv(Quantities(counts), context("aspire-like")) == pytest.approx(58_500)
    assert emv(Quantities(counts), context("aspire-like", form="reel")) == pytest.approx(63_500)
    assert emv(Quantities(counts | {"clicks": 10.0}), context("aspire-like", form="reel")) == pytest.approx(66_500)
    with pytest.raises(NotComputable, match=r"needs views \(aspire-like\)"):
        emv(Quantities(IMAGE), context("aspire-like", form="reel"))


def test_a_lacking_metric_is_named_and_never_counts_as_nothing() -> None:
    with pytest.raises(NotComputable, match=r"needs comments \(skeepers-like\)"):
        emv(Quantities({"likes": 10.0}), context("skeepers-like"))


def test_a_card_without_a_rule_for_the_platform_says_so() -> None:
    with pytest.raises(NotComputable, match="a rule for blog: skeepers-like has none"):
        emv(Quantities(IMAGE), context("skeepers-like", "blog", "article"))


def test_an_unknown_card_names_those_there_are() -> None:
    with pytest.raises(NotComputable, match=r"needs a known rate card .*: aspire-like, klear-like, lefty-like"):
        emv(Quantities(IMAGE), context("nobody-like"))


def test_another_currency_needs_a_stated_rate() -> None:
    with pytest.raises(NotComputable, match="needs an exchange rate from USD to EUR"):
        emv(Quantities(IMAGE), context("skeepers-like", currency="EUR"))
    stated = ExchangeRates([ExchangeRate(base="USD", quote="EUR", rate="0.5", day=dt.date(2026, 11, 1))])
    assert emv(Quantities(IMAGE), context("skeepers-like", currency="EUR", rates=stated)) == pytest.approx(20_880)
    back = ExchangeRates([ExchangeRate(base="JPY", quote="USD", rate="0.01", day=dt.date(2026, 11, 1))])
    assert emv(Quantities(IMAGE), context("skeepers-like", currency="JPY", rates=back)) == pytest.approx(41_760)


def test_the_ratio_and_the_roi_differ_by_one() -> None:
    by_name = {kpi.name: kpi for kpi in KPIS}
    q = Quantities({"emv": 300.0, "cost": 200.0})
    assert by_name["emv_ratio"].formula(q, KpiContext()) == 1.5
    assert by_name["emv_roi"].formula(q, KpiContext()) == 0.5


def test_a_card_of_ones_own_goes_before(tmp_path: Path) -> None:
    text = """
[card.house]
currency = "EUR"
year = 2026
mark = "assumption"
source = "our finance department"
items.default = [{ metric = "likes", each = "0.10" }]
"""
    (tmp_path / "emv_house.toml").write_text(text, encoding="utf-8")
    card = cards(str(tmp_path))["house"]
    assert value(card, Quantities({"likes": 50.0}), "instagram", "post") == pytest.approx(5.0)
    assert "skeepers-like" in cards(str(tmp_path))
