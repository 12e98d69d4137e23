from __future__ import annotations

import numpy as np
import pytest

from influcore.measures import History
from influcore_forecast.backtest import Score, backtest, pinball
from influcore_forecast.fitting import fit
from influcore_forecast.levels import Start, follow
from influcore_forecast.shapes import errors_at, file_shape, normal_knots
from influcore_forecast.sources import priors

from .conftest import crowd, history, profile


def test_pinball_loss_is_least_at_the_true_quantiles() -> None:
    truth = np.random.default_rng(1).normal(size=20_000)
    right, wide = np.array([-1.2816, 0, 1.2816]), np.array([-2.5, 0, 2.5])
    at = [pinball(truth, np.broadcast_to(q, (truth.size, 3))) for q in (right, wide)]
    assert at[0] < at[1]


def test_levels_learn_from_earlier_posts_only() -> None:
    logs = np.array([[5.0, 6.0, 7.0]])
    start = Start(mean=np.array([5.0]), doubt=np.array([1.0]), spread=np.array([0.2]))
    whole, cut = follow(logs, start, 0.1), follow(logs[:, :2], start, 0.1)
    assert whole.mean[0, :3] == pytest.approx(cut.mean[0])
    assert whole.posts[0].tolist() == [0, 1, 2, 3]
    assert whole.doubt[0, 3] < whole.doubt[0, 0]


def test_one_wild_post_moves_a_level_a_little() -> None:
    calm = np.full((1, 8), 7.0)
    wild = calm.copy()
    wild[0, 7] = 14.0
    start = Start(mean=np.array([7.0]), doubt=np.array([1.0]), spread=np.array([0.1]))
    assert follow(wild, start, 0.1).mean[0, -1] < 7.4


def test_the_lattice_is_the_shape() -> None:
    shape = file_shape(priors())
    places = np.linspace(-4, 4, 301, dtype=np.float32)
    assert errors_at(shape, places) == pytest.approx(np.interp(places, normal_knots(), shape), abs=0.02)
    assert (np.diff(shape) > 0).all()


@pytest.fixture(scope="module")
def synthetic() -> Score:
    likes = crowd(250, 18, between=0.9, spread=0.5, seed=11)
    people = [profile(f"p{i:03}") for i in range(250)]
    (score,) = backtest(history({p: {"likes": row} for p, row in zip(people, likes, strict=True)}))
    return score


def test_synthetic_intervals_hold_what_they_say(synthetic: Score) -> None:
    assert synthetic.coverage == pytest.approx((0.5, 0.8, 0.95), abs=0.025)
    assert 0.75 <= synthetic.sums <= 0.87


def test_the_model_beats_the_last_ten_posts(synthetic: Score) -> None:
    assert synthetic.ratio < 0.95
    assert synthetic.plain_coverage[1] < 0.7


def test_there_is_nothing_to_score_without_posts() -> None:
    assert backtest(history({})) == ()
    assert backtest(history({profile("lea"): {"likes": [1, 2]}})) == ()


def test_real_instagram_posts_are_inside_their_intervals(instagram_2017: History) -> None:
    (score,) = backtest(instagram_2017)
    assert score.forecasts > 6500
    assert 0.78 <= score.coverage[1] <= 0.82
    assert score.coverage[0] == pytest.approx(0.5, abs=0.02)
    assert score.coverage[2] == pytest.approx(0.95, abs=0.015)
    assert 0.75 <= score.sums <= 0.85
    assert score.ratio <= 0.945
    assert score.plain_coverage[1] < 0.7


def test_real_creators_of_every_size_are_inside_their_intervals(instagram_2017: History) -> None:
    series = fit(instagram_2017).series["instagram", "feed", "likes"]
    sd = np.sqrt(series.level.doubt + series.level.spread)[:, :-1]
    errors = (series.logs - series.level.mean[:, :-1]) / sd
    shape = series.shapes[3, 5][1:-1]
    use = np.isfinite(errors) & (series.level.posts[:, :-1] >= 4)
    for size in ("macro", "mega"):
        of_size = use & np.array([p.tier == size for p in series.grid.profiles])[:, None]
        inside = (errors >= shape[5]) & (errors <= shape[-6])
        assert 0.74 <= inside[of_size].mean() <= 0.86
