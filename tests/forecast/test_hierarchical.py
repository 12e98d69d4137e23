from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from influcore.measures import Creator, CreatorProfile, History, Worlds
from influcore_forecast.drawing import draw
from influcore_forecast.fitting import fit
from influcore_forecast.rates import METRICS

from .conftest import DUE, NOW, asks, crowd, forecast, history, of, one, profile

LEA = profile("lea")
LIKES = [900, 1100, 1000, 950, 1050, 980, 1020, 1000]


def middle(numbers: np.ndarray) -> float:
    return float(np.median(numbers))


def width(numbers: np.ndarray) -> float:
    low, high = np.quantile(np.log1p(numbers), (0.1, 0.9))
    return float(high - low)


def test_draws_have_a_place_for_each_ask_metric_and_world() -> None:
    drawn = forecast(history({LEA: {"likes": LIKES}}), LEA, "post", "reel", worlds=50)
    assert drawn.values.shape == (2, len(METRICS), 50)
    assert drawn.values.dtype == np.float32
    assert drawn.metrics == METRICS
    assert drawn.asks == ("lea-0", "lea-1")


def test_every_place_has_numbers_with_a_basis_or_a_reason() -> None:
    drawn = forecast(history({LEA: {"likes": LIKES}}), LEA, "post", "story")
    for row, ask in enumerate(drawn.asks):
        for place, metric in enumerate(drawn.metrics):
            numbers = drawn.values[row, place]
            assert np.isfinite(numbers).all() or np.isnan(numbers).all()
            assert ((ask, metric) in drawn.basis) == np.isfinite(numbers).all()
            assert ((ask, metric) in drawn.missing) == np.isnan(numbers).all()


def test_a_steady_creator_is_forecast_near_their_level() -> None:
    drawn = forecast(history({LEA: {"likes": LIKES}}), LEA, "post")
    assert middle(of(drawn, "likes")) == pytest.approx(1000, rel=0.15)
    assert drawn.basis["lea-0", "likes"] == "8 posts to 2024-09-02"


def test_the_same_seed_gives_the_same_futures_and_another_does_not() -> None:
    state = fit(history({LEA: {"likes": LIKES}}))
    first, again, other = (draw(state, one(LEA), asks(LEA, "post"), Worlds(100, seed)) for seed in (1, 1, 2))
    assert np.array_equal(first.values, again.values, equal_nan=True)
    assert not np.array_equal(first.values, other.values, equal_nan=True)


def test_a_creator_without_posts_changes_nobody_elses_futures() -> None:
    mia, zoe = profile("mia"), profile("zoe", followers=900_000, tier="macro")
    posts = {LEA: {"likes": LIKES}, mia: {"likes": [50, 60, 70]}}
    before = forecast(history(posts), LEA, "post")
    after = forecast(history({zoe: {}} | posts), LEA, "post")
    assert np.array_equal(before.values, after.values, equal_nan=True)


def test_the_order_of_profiles_changes_nothing() -> None:
    mia = profile("mia")
    posts = {LEA: {"likes": LIKES}, mia: {"likes": [50, 60, 70]}}
    turned = dict(reversed(posts.items()))
    first, second = forecast(history(posts), LEA, "post"), forecast(history(turned), LEA, "post")
    assert np.array_equal(first.values, second.values, equal_nan=True)


def test_another_piece_changes_none_of_the_others() -> None:
    past = history({LEA: {"likes": LIKES}})
    alone, together = forecast(past, LEA, "post"), forecast(past, LEA, "post", "post")
    assert np.array_equal(alone.values[0], together.values[0], equal_nan=True)


def test_pieces_of_one_creator_share_its_level() -> None:
    drawn = forecast(history({LEA: {"likes": [1000, 400]}}), LEA, "post", "post")
    apart = np.corrcoef(np.log(of(drawn, "likes", 0)), np.log(of(drawn, "likes", 1)))[0, 1]
    assert 0.2 < apart < 0.9


def test_without_history_the_published_figure_is_taken_and_said() -> None:
    drawn = forecast(history({}), LEA, "post")
    assert middle(of(drawn, "engagements")) == pytest.approx(50_000 * 0.0365, rel=0.15)
    assert drawn.basis["lea-0", "likes"] == ("prior: instagram ER under 100k, 2025; not proven: published averages")
    assert "prior: instagram ER under 100k, 2025" in drawn.basis["lea-0", "engagements"]


def test_what_was_tested_on_real_posts_bears_no_mark_and_the_rest_does() -> None:
    drawn = forecast(history({LEA: {"likes": [1000, 400, 700], "reach": [9000, 9500, 9900]}}), LEA, "post")
    assert "not proven" not in drawn.basis["lea-0", "likes"]
    assert drawn.basis["lea-0", "reach"].endswith("not proven: no instagram reach to test on")
    assert drawn.basis["lea-0", "comments"].endswith("not proven: partly by ratio")
    assert drawn.basis["lea-0", "engagements"].endswith("not proven: partly by ratio")


def test_published_figures_are_wrong_for_everybody_at_once() -> None:
    people = [profile(f"p{i}") for i in range(30)]
    state = fit(history({}))
    drawn = [of(draw(state, one(p), asks(p, "post"), Worlds(500, 1)), "likes") for p in people]
    together, apart = (
        width(np.sum(drawn, axis=0)),
        width(np.sum([np.roll(d, 7 * i) for i, d in enumerate(drawn)], axis=0)),
    )
    assert together > 1.5 * apart


def test_creators_here_move_the_published_figure() -> None:
    strong = {profile(f"p{i}"): {"likes": row} for i, row in enumerate(crowd(40, 8, level=9.2, between=0.5))}
    drawn = forecast(history(strong), LEA, "post")
    assert middle(of(drawn, "likes")) > 5000
    assert "moved by" in drawn.basis["lea-0", "likes"]
    assert width(of(drawn, "likes")) < width(of(forecast(history({}), LEA, "post"), "likes"))


def test_what_nobody_knows_is_missing_with_the_reason() -> None:
    drawn = forecast(history({}), LEA, "post", "story")
    assert drawn.missing["lea-0", "saves"] == "needs saves history"
    assert drawn.missing["lea-1", "engagements"] == "needs story history"
    stranger = profile("nobody", followers=None, tier="")
    assert forecast(history({}), stranger, "post").missing["nobody-0", "likes"] == "needs followers or post history"
    listener = profile("artist", platform="lastfm")
    assert forecast(history({}), listener, "track").missing["artist-0", "reach"] == "needs reach history"


def test_one_post_is_enough_and_leaves_much_open() -> None:
    few, many = (
        forecast(history({LEA: {"likes": [1000]}}), LEA, "post"),
        forecast(history({LEA: {"likes": LIKES}}), LEA, "post"),
    )
    assert np.isfinite(of(few, "likes")).all()
    assert width(of(few, "likes")) > width(of(many, "likes"))
    assert few.basis["lea-0", "likes"].startswith("1 post to")


def test_history_without_followers_is_enough() -> None:
    unknown = profile("lea", followers=None, tier="")
    drawn = forecast(history({unknown: {"likes": LIKES}}), unknown, "post")
    assert middle(of(drawn, "likes")) == pytest.approx(1000, rel=0.15)
    assert drawn.audiences == ()
    assert drawn.missing["lea-0", "reach"] == "needs reach history"


def test_followers_of_zero_count_as_unknown() -> None:
    nobody = profile("zero", followers=0, tier="nano")
    assert forecast(history({}), nobody, "post").missing["zero-0", "likes"] == "needs followers or post history"


def test_zeros_and_gaps_do_no_harm() -> None:
    drawn = forecast(history({LEA: {"likes": [0, 0, np.nan, 2, 0, 1]}}), LEA, "post")
    likes = of(drawn, "likes")
    assert (likes >= 0).all()
    assert middle(likes) < 3


def test_an_average_of_a_list_stands_for_posts() -> None:
    listed = {("lea", "likes"): (4000.0, NOW - 60)}
    drawn = forecast(history({LEA: {}}, averages=listed), LEA, "post")
    assert middle(of(drawn, "likes")) == pytest.approx(3600, rel=0.25)
    assert drawn.basis["lea-0", "likes"] == "average of a list of 2024-08-05"


def test_an_average_of_engagements_is_shared_out() -> None:
    listed = {("lea", "engagements"): (4000.0, NOW - 60)}
    drawn = forecast(history({LEA: {}}, averages=listed), LEA, "post")
    total = of(drawn, "likes") + of(drawn, "comments")
    assert total == pytest.approx(of(drawn, "engagements"), rel=1e-4)


def test_the_older_the_evidence_the_wider_and_the_nearer_to_others() -> None:
    state = fit(history({LEA: {"likes": LIKES}}))
    soon, late = (
        draw(state, one(LEA), asks(LEA, "post", due=DUE + dt.timedelta(days=days)), Worlds(2000, 1))
        for days in (0, 3000)
    )
    assert width(of(late, "likes")) > 2 * width(of(soon, "likes"))
    assert middle(of(late, "likes")) > middle(of(soon, "likes"))
    assert "leaning on prior: instagram ER under 100k, 2025" in late.basis["lea-0", "likes"]


def test_an_ad_gets_a_little_less() -> None:
    past = history({LEA: {"likes": LIKES}})
    plain, ad = forecast(past, LEA, "post"), forecast(past, LEA, "post", paid=True)
    assert of(ad, "likes") + 1 == pytest.approx(0.93 * (of(plain, "likes") + 1), rel=1e-4)


def test_a_format_that_does_better_is_forecast_better() -> None:
    formats = ["post", "reel"] * 6
    likes = [1000, 3000] * 6
    drawn = forecast(history({LEA: {"likes": likes}}, formats=formats), LEA, "post", "reel")
    assert middle(of(drawn, "likes", 1)) > 1.8 * middle(of(drawn, "likes", 0))


def test_hidden_likes_are_left_out_and_said() -> None:
    drawn = forecast(history({LEA: {"likes": [3, 3, 3, 3]}}), LEA, "post")
    assert drawn.notes == ("instagram:lea: likes hidden in 4 posts, left out",)
    assert middle(of(drawn, "likes")) > 500


def test_counted_reach_goes_before_published_ratios() -> None:
    counted = {"likes": LIKES, "reach": [20_000] * 8, "impressions": [25_000] * 8}
    drawn = forecast(history({LEA: counted}), LEA, "post")
    assert middle(of(drawn, "reach")) == pytest.approx(20_000, rel=0.15)
    assert drawn.basis["lea-0", "reach"].startswith("8 posts")
    derived = forecast(history({LEA: {"likes": LIKES}}), LEA, "post")
    assert "prior: instagram reach ÷ followers 20–100k, 2019" in derived.basis["lea-0", "reach"]


def test_tiktok_derives_reach_from_its_own_views() -> None:
    tom = profile("tom", platform="tiktok")
    drawn = forecast(history({tom: {"views": [10_000] * 8}}, formats=["video"] * 8), tom, "video")
    assert middle(of(drawn, "reach")) == pytest.approx(6800, rel=0.25)
    assert drawn.basis["tom-0", "reach"].startswith("0.68 × views, 2026 (8 posts")


def test_a_profile_the_creator_has_not_is_missing() -> None:
    state = fit(history({}))
    drawn = draw(state, Creator(id="c", label="c", profiles=()), asks(LEA, "post"), Worlds(10, 1))
    assert drawn.missing["lea-0", "likes"] == "needs a instagram profile"


COUNTS = st.lists(st.one_of(st.just(float("nan")), st.integers(0, 10**7).map(float), st.just(-1.0)), max_size=6)


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(["instagram", "tiktok", "youtube", "facebook", "x", "blog"]),
    st.one_of(st.none(), st.integers(0, 10**9)),
    st.fixed_dictionaries({}, optional=dict.fromkeys(METRICS, COUNTS)),
)
def test_no_world_has_more_likes_than_viewers(
    platform: str, followers: int | None, counts: dict[str, list[float]]
) -> None:
    someone = CreatorProfile(id="any", platform=platform, label="any", followers=followers, tier="")
    longest = max((len(v) for v in counts.values()), default=0)
    even = {m: v + [float("nan")] * (longest - len(v)) for m, v in counts.items()}
    drawn = forecast(history({someone: even} if longest else {}), someone, "post", "story", worlds=60)
    known = {m: of(drawn, m) for m in METRICS if np.isfinite(of(drawn, m)).all()}
    assert all((numbers >= 0).all() for numbers in known.values())
    for low, high in (("likes", "views"), ("likes", "reach"), ("reach", "impressions"), ("likes", "engagements")):
        if low in known and high in known:
            assert (known[low] <= known[high] * 1.0001 + 0.01).all()
    for part in drawn.audiences:
        assert ((part.seen >= 0) & (part.seen <= 1)).all()


def test_totals_of_eight_posts_are_inside_their_intervals_as_often_as_said() -> None:
    likes = crowd(240, 20)
    people = [profile(f"p{i:03}", followers=20_000) for i in range(240)]
    past: History = history({p: {"likes": row[:12]} for p, row in zip(people, likes, strict=True)})
    state = fit(past)
    due = DUE - dt.timedelta(days=35)
    hits = []
    for person, row in zip(people, likes, strict=True):
        drawn = draw(state, one(person), asks(person, *["post"] * 8, due=due), Worlds(400, 3))
        low, high = np.quantile(drawn.values[:, METRICS.index("likes")].sum(axis=0), (0.1, 0.9))
        hits.append(low <= row[12:].sum() <= high)
    assert 0.74 <= np.mean(hits) <= 0.9
