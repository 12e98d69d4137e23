import numpy as np
import pytest
from hypothesis import given, strategies as st

from influcore import Audience, Worlds, maximum, minimum, ratio, where
from influcore.measures import ReachAnswer, best_answer, estimate_of, modelled_reach


def audience(name, followers, share, worlds=200):
    return Audience(
        profile=name, label=name, platform="instagram", followers=followers, seen=np.full(worlds, share, np.float32)
    )


def test_arithmetic_is_the_same_on_a_number_and_on_draws():
    tops, bottoms = np.array([1.0, 2.0, 3.0]), np.array([2.0, 0.0, 4.0])
    for function in (ratio, minimum, maximum):
        single = [function(float(a), float(b)) for a, b in zip(tops, bottoms, strict=True)]
        np.testing.assert_array_equal(function(tops, bottoms), single)
    np.testing.assert_array_equal(where(tops > 1, tops, 0.0), [0, 2, 3])


def test_a_ratio_over_nothing_is_undefined_and_not_zero():
    assert np.isnan(ratio(5.0, 0.0))
    assert estimate_of(ratio(np.ones(10), np.zeros(10))) is None


def test_an_estimate_is_quantiles_of_the_worlds():
    estimate = estimate_of(np.arange(101, dtype=float))
    assert (estimate.low, estimate.median, estimate.high) == pytest.approx((10, 50, 90))


def test_chance_is_keyed_by_name_and_seed():
    worlds = Worlds(100, seed=7)
    first = worlds.normal("creator/a/level")
    worlds.normal("creator/b/level")
    np.testing.assert_array_equal(first, Worlds(100, seed=7).normal("creator/a/level"))
    assert not np.array_equal(first, Worlds(100, seed=8).normal("creator/a/level"))
    assert not np.array_equal(first, worlds.normal("creator/b/level"))


@given(st.lists(st.tuples(st.integers(1, 10**7), st.floats(0, 1)), min_size=1, max_size=8), st.integers(0, 10**8))
def test_modelled_reach_keeps_frechets_bounds(parts, universe):
    answer = modelled_reach([audience(str(i), n, s) for i, (n, s) in enumerate(parts)], universe or None)
    reached = [n * np.float32(s) for n, s in parts]
    assert answer.people.min() >= max(reached) * (1 - 1e-5) - 1
    assert answer.people.max() <= sum(reached) * (1 + 1e-5) + 1


def test_sainsbury_over_a_universe():
    answer = modelled_reach([audience("a", 100_000, 0.5), audience("b", 100_000, 0.5)], 200_000)
    assert answer.people[0] == pytest.approx(200_000 * (1 - 0.75 * 0.75), rel=1e-4)


def test_the_best_basis_wins_before_the_narrowest():
    def answer(basis, low, high, by):
        return ReachAnswer(people=np.ones(3, np.float32), low=low, high=high, basis=basis, by=by)

    exact, bounded, narrow = answer("exact", 0, 9, "b"), answer("bounded", 1, 2, "a"), answer("bounded", 1, 1.5, "c")
    assert best_answer([narrow, bounded, exact]) is exact
    assert best_answer([bounded, narrow]) is narrow
