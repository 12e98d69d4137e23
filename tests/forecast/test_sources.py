from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from influcore.errors import InvalidInput
from influcore_forecast.cards import cards
from influcore_forecast.rates import METRICS, engagements_per_like, parts, rate
from influcore_forecast.settings import ForecastSettings
from influcore_forecast.sources import MARKS, priors

FIGURES = priors()


@pytest.mark.parametrize("name", [n for n in FIGURES.tables if not n.startswith("maturity.")])
def test_every_figure_has_a_source_a_year_and_a_mark(name: str) -> None:
    table = FIGURES.tables[name]
    assert table["source"]
    assert 2010 <= table["year"] <= 2026
    assert table["mark"] in MARKS


@pytest.mark.parametrize("card", cards().values(), ids=lambda c: c.name)
def test_every_card_has_a_source_and_items(card: object) -> None:
    assert card.source  # type: ignore[attr-defined]
    assert all(card.items.values())  # type: ignore[attr-defined]


@given(st.integers(min_value=1, max_value=10**9), st.sampled_from(["instagram", "tiktok", "youtube"]))
def test_the_parts_of_a_published_rate_add_up_to_it(followers: int, platform: str) -> None:
    whole = rate(FIGURES, platform, "feed", "engagements", followers)
    likes = rate(FIGURES, platform, "feed", "likes", followers)
    assert whole is not None
    assert likes is not None
    known = [rate(FIGURES, platform, "feed", part, followers) for part in parts(platform)]
    assert sum(math.exp(r.log) for r in known if r) == pytest.approx(math.exp(whole.log))
    assert math.exp(whole.log - likes.log) == pytest.approx(engagements_per_like(FIGURES, platform))


def test_nothing_is_published_for_other_platforms_or_for_stories_but_their_reach() -> None:
    assert all(rate(FIGURES, "blog", "feed", metric, 1000) is None for metric in METRICS)
    assert rate(FIGURES, "instagram", "story", "likes", 1000) is None
    story = rate(FIGURES, "instagram", "story", "reach", 10_000)
    assert story is not None
    assert math.exp(story.log) == pytest.approx(0.082)


def test_a_folder_of_ones_own_replaces_single_figures(tmp_path: Path) -> None:
    text = '[rate.instagram]\nvalue = 0.05\nyear = 2026\nmark = "computed"\nsource = "our own campaigns"\n'
    (tmp_path / "priors_own.toml").write_text(text, encoding="utf-8")
    own = priors(str(tmp_path))
    whole = rate(own, "instagram", "feed", "engagements", 1000)
    assert whole is not None
    assert math.exp(whole.log) == pytest.approx(0.05)
    assert own.tables["rate.tiktok"] == FIGURES.tables["rate.tiktok"]
    assert own.tables["rate.instagram"]["sd_creator"] == FIGURES.tables["rate.instagram"]["sd_creator"]
    assert own.origins["rate.instagram"] == "priors_own.toml"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[rate.instagram", "is no TOML"),
        ("[rate.instagram]\nvalue = 0.05", "needs source, year and a mark"),
        ('[rate.x]\nvalue = -1\nyear = 2026\nmark = "weak"\nsource = "x"', "needs a positive value"),
        ('[rate.x]\nbands = [[1, 2]]\nnames = []\nyear = 2026\nmark = "weak"\nsource = "x"', "can not be used"),
    ],
)
def test_a_faulty_figure_is_named_with_its_file(tmp_path: Path, text: str, fault: str) -> None:
    (tmp_path / "priors_own.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInput, match=rf"priors_own.toml.*{fault}"):
        priors(str(tmp_path))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[card.a]\ncurrency = 'USD'", "needs 'mark'"),
        ("[card.a]\nmark = 'weak'\nsource = 'x'\nyear = 2026\ncurrency = 'USD'\n"
         "items.default = [{ metric = 'likes', each = 0.1 }]", "write amounts in quotes"),
    ],
)  # fmt: skip
def test_a_faulty_card_is_named_with_its_file(tmp_path: Path, text: str, fault: str) -> None:
    (tmp_path / "emv_own.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInput, match=rf"emv_own.toml: card “a”.*{fault}"):
        cards(str(tmp_path))


def test_a_folder_that_is_not_there_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="can not be read"):
        priors(str(tmp_path / "nowhere"))


def test_the_folder_must_be_absolute() -> None:
    with pytest.raises(ValueError, match="absolute"):
        ForecastSettings(data_dir="figures")
