from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, strategies as st
from hypothesis.extra.numpy import arrays

from influcore_forecast.cleaning import cleaned, medians, told
from influcore_forecast.grid import LATEST, grids
from influcore_forecast.sources import priors

from .conftest import NOW, history, profile

LEA = profile("lea")


def clean(counts: dict[str, list[float]], **more: object) -> tuple[dict[str, np.ndarray], tuple[str, ...]]:
    (grid,) = grids(history({LEA: counts}, **more))  # type: ignore[arg-type]
    logs, faults = cleaned(grid, priors())
    return {m: np.expm1(v[0]) for m, v in logs.items()}, told(faults).get("lea", ())


def test_counts_below_zero_are_left_out_and_said() -> None:
    kept, said = clean({"likes": [-1, 10, 20]})
    assert np.isnan(kept["likes"][0])
    assert kept["likes"][1:] == pytest.approx([10, 20])
    assert said == ("likes below 0 in 1 post",)


def test_reach_above_impressions_leaves_both_out() -> None:
    kept, said = clean({"reach": [10, 5], "impressions": [8, 9]})
    assert np.isnan(kept["reach"][0])
    assert np.isnan(kept["impressions"][0])
    assert said == ("reach above impressions in 1 post",)


def test_likes_that_are_always_three_are_hidden() -> None:
    kept, said = clean({"likes": [3, 3, 3, 3], "comments": [5, 6, 7, 8]})
    assert "likes" not in kept
    assert said == ("likes hidden in 4 posts",)


def test_three_likes_among_thousands_are_hidden() -> None:
    kept, _ = clean({"likes": [5000, 3, 6000, 7000]})
    assert np.isnan(kept["likes"][1])


def test_a_small_account_may_have_three_likes() -> None:
    kept, said = clean({"likes": [3, 5, 3]})
    assert kept["likes"] == pytest.approx([3, 5, 3])
    assert said == ()


def test_views_of_nothing_beside_likes_were_not_counted() -> None:
    kept, said = clean({"views": [0, 900], "likes": [50, 60]})
    assert np.isnan(kept["views"][0])
    assert said == ()


def test_young_counts_are_left_out_where_older_ones_remain() -> None:
    kept, said = clean({"likes": [100, 110, 120, 30]}, age=[20, 15, 10, 1])
    assert np.isnan(kept["likes"][3])
    assert said == ("likes too young in 1 post",)


def test_young_counts_are_raised_where_nothing_else_remains() -> None:
    kept, said = clean({"likes": [100]}, age=[1.5])
    assert kept["likes"] == pytest.approx([119])
    assert said == ()


def test_a_date_of_1970_or_of_next_year_is_no_date() -> None:
    (grid,) = grids(history({LEA: {"likes": [1, 2, 3]}}, day=[0, NOW + 365, NOW - 40]))
    assert np.isnan(grid.day[0, :2]).all()
    assert grid.last[0] == NOW - 40
    assert grid.counts["likes"][0, 2] == 3


def test_only_the_latest_posts_are_kept() -> None:
    (grid,) = grids(history({LEA: {"likes": list(range(1, LATEST + 11))}}))
    assert grid.counts["likes"].shape == (1, LATEST)
    assert grid.counts["likes"][0, -1] == LATEST + 10


def test_stories_have_a_grid_of_their_own() -> None:
    found = grids(history({LEA: {"likes": [1, 2]}}, formats=["post", "story"]))
    assert [(g.kind, g.counts["likes"].tolist()) for g in found] == [("feed", [[1.0]]), ("story", [[2.0]])]


@given(arrays(np.float64, st.tuples(st.integers(1, 6), st.integers(0, 7)),
              elements=st.one_of(st.just(float("nan")), st.floats(-1e6, 1e6))))  # fmt: skip
def test_medians_are_numpys_without_the_gaps(values: np.ndarray) -> None:
    expected = [np.median(row[np.isfinite(row)]) if np.isfinite(row).any() else np.nan for row in values]
    assert medians(values) == pytest.approx(expected, nan_ok=True)
