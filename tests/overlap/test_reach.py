"""Reach: each follower of several profiles is reached unless all of them miss; bounds are bounds."""

from __future__ import annotations

import datetime as dt
import math

import numpy as np
import pytest
from hypothesis import assume, given, strategies as st

from influcore_overlap.bounds import frechet, hunter, implied_universe, sainsbury, spread
from influcore_overlap.estimating import Part, count_spaces, estimate
from influcore_overlap.known import Known
from influcore_overlap.lists import Held
from influcore_overlap.reach import reached
from influcore_overlap.settings import OverlapSettings
from influcore_overlap.subsets import subsets

OWN = OverlapSettings()
sets = st.lists(st.sets(st.integers(1, 60), min_size=1, max_size=30), min_size=1, max_size=6)
DAY = dt.date(2026, 6, 1)


def as_ids(values):
    return np.array(sorted(values), np.uint64)


def part(label, followers, seen, ids=None, platform="instagram"):
    seen = np.atleast_1d(np.asarray(seen, float))
    if ids is None:
        return Part(label, followers, seen, Known(why="list hidden"))
    held = Held(id=label, platform=platform, namespace="", account=label, taken_on=DAY, source="f", key="k",
                people=len(ids), digest="d", parts=1)  # fmt: skip
    return Part(label, followers, seen, Known(held, as_ids(ids)))


def answer(*parts, own=OWN):
    return estimate(parts, count_spaces(parts), own)


@given(sets, st.data())
def test_reach_equals_a_walk_over_everybody(lists, data):
    shares = st.lists(st.floats(0, 1), min_size=3, max_size=3)
    seen = np.array([data.draw(shares) for _ in lists])
    missed = {p: np.prod([1 - seen[i] for i, s in enumerate(lists) if p in s], axis=0) for p in set().union(*lists)}
    expected = sum(1 - m for m in missed.values())
    assert np.allclose(reached(subsets([as_ids(s) for s in lists]), seen), expected)


@given(sets)
def test_everybody_seen_is_the_union(lists):
    found = answer(*(part(str(i), len(s), 1.0, s) for i, s in enumerate(lists)))
    union = len(set().union(*lists))
    assert found.basis == "exact"
    assert np.allclose([found.people.estimate, found.people.low, found.people.high], union)


def test_small_pieces_of_work_give_the_same(monkeypatch):
    rng = np.random.default_rng(0)
    lists = [as_ids(set(rng.integers(0, 90, 40).tolist())) for _ in range(8)]
    seen = rng.random((8, 50))
    whole = reached(subsets(lists), seen)
    monkeypatch.setattr("influcore_overlap.reach._CELLS", 64)
    assert np.allclose(reached(subsets(lists), seen), whole)


@given(sets, st.data())
def test_the_truth_lies_within_the_bounds_whoever_is_hidden(lists, data):
    assume(len(lists) > 1)
    hidden = data.draw(st.sets(st.integers(0, len(lists) - 1), max_size=len(lists) - 1))
    parts = [part(str(i), len(s), 1.0, None if i in hidden else s) for i, s in enumerate(lists)]
    found = answer(*parts)
    union = len(set().union(*lists))
    assert found.people.low[0] - 1e-6 <= union <= found.people.high[0] + 1e-6
    assert found.people.low[0] <= found.people.estimate[0] <= found.people.high[0]
    assert found.basis == ("bounded" if hidden else "exact")


@given(sets, st.integers(1, 5))
def test_unlisted_followers_widen_the_bounds_and_never_break_them(lists, share):
    assume(all(len(s) >= share for s in lists))
    shown = [set(sorted(s)[: max(1, len(s) // share)]) for s in lists]
    found = answer(*(part(str(i), len(s), 1.0, shown[i]) for i, s in enumerate(lists)))
    union = len(set().union(*lists))
    assert found.people.low[0] - 1e-6 <= union <= found.people.high[0] + 1e-6


def test_a_list_alone_is_scaled_to_the_stated_followers():
    found = answer(part("a", 1000, [0.5, 1.0], range(100)))
    assert np.allclose(found.people.estimate, [500, 1000])
    assert found.basis == "bounded"
    assert "10% of the stated followers" in found.note


def test_a_list_that_nearly_fits_is_exact_and_says_how_far_it_fits():
    found = answer(part("a", 105, 1.0, range(100)), part("b", 100, 1.0, range(50, 150)))
    assert found.basis == "exact"
    assert "95% to 100% of the stated followers" in found.note
    assert found.people.low[0] <= found.people.estimate[0] <= found.people.high[0] == 155


def test_the_same_id_elsewhere_is_not_counted_as_the_same_person():
    found = answer(part("a", 10, 1.0, range(10)), part("b", 10, 1.0, range(10), platform="tiktok"))
    assert found.basis == "bounded"
    assert (found.people.low[0], found.people.high[0]) == (10, 20)
    assert "instagram, tiktok have different ids" in found.note


def test_whose_list_would_narrow_it_is_said():
    found = answer(part("a", 10, 1.0, range(10)), part("Bea", 10, 1.0))
    assert "Bea (list hidden)" in found.note


def test_hidden_audiences_are_taken_to_overlap_like_the_known_ones():
    nested = [part("a", 100, 1.0, range(100)), part("b", 100, 1.0, range(100))]
    apart = [part("a", 100, 1.0, range(100)), part("b", 100, 1.0, range(100, 200))]
    hidden = part("c", 100, 1.0)
    assert answer(*nested, hidden).people.estimate[0] == pytest.approx(100)
    assert answer(*apart, hidden).people.estimate[0] == pytest.approx(300)


def test_a_stated_universe_is_used_where_no_lists_can_tell():
    found = answer(part("a", 100, 1.0, range(100)), part("b", 100, 1.0), own=OverlapSettings(universe=1000))
    assert found.people.estimate[0] == pytest.approx(190)


@given(st.lists(st.integers(1, 500), min_size=2, max_size=6), st.floats(0.01, 0.99))
def test_the_implied_universe_gives_back_the_union(sizes, place):
    union = int(max(sizes) + place * (sum(sizes) - max(sizes)))
    universe = implied_universe(sizes, union)
    assert sainsbury(np.array(sizes, float)[:, None], universe)[0] == pytest.approx(union, rel=1e-6)


def test_disjoint_lists_imply_an_infinite_universe():
    assert implied_universe([3, 4], 7) == math.inf
    assert sainsbury(np.array([[3.0], [4.0]]), math.inf)[0] == 7


@given(sets)
def test_hunters_bound_lies_between_the_union_and_the_sum(lists):
    shared = {(i, j): len(a & b) for i, a in enumerate(lists) for j, b in enumerate(lists) if i < j}
    bound = hunter([len(s) for s in lists], shared)
    assert len(set().union(*lists)) <= bound <= sum(map(len, lists))


def test_hunters_bound_without_pairs_is_frechets():
    sizes = np.array([[3.0], [5.0]])
    assert hunter([3, 5], {}) == frechet(sizes)[1][0]
    assert hunter([3, 5, 4], {(0, 1): 2, (1, 2): 3, (0, 2): 1}) == 12 - 5


def test_one_world_lies_in_the_middle_and_many_fill_the_range():
    low, high = np.zeros(1000), np.ones(1000)
    assert spread(low[:1], high[:1])[0] == 0.5
    assert np.quantile(spread(low, high), [0.1, 0.9]) == pytest.approx([0.1, 0.9], abs=0.01)


def test_of_hundreds_of_profiles_without_lists_only_a_few_are_named():
    found = answer(part("a", 10, 1.0, range(10)), *(part(f"p{i}", 5, 1.0) for i in range(300)))
    assert "p3 (list hidden) and 296 more" in found.note
