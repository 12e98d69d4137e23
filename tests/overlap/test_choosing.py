"""The best selection: exact where it is small, within its bound everywhere, and never beyond its limits."""

from __future__ import annotations

import math
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from influcore_overlap import choosing
from influcore_overlap.choosing import Limits, Pool, Reached, at_frequency, choose, steps
from influcore_overlap.subsets import subsets

groups = st.lists(st.sets(st.integers(0, 25), max_size=12), min_size=1, max_size=7)
prices = st.lists(st.integers(0, 9), min_size=7, max_size=7)


def pool_of(sets, costs=None, hidden=None, universe=math.inf):
    found = subsets([np.array(sorted(s), np.uint64) for s in sets])
    nothing = np.zeros(len(sets))
    given_costs = nothing if costs is None else np.array(costs[: len(sets)], float)
    return Pool(found=found, hidden=nothing if hidden is None else np.array(hidden, float), costs=given_costs,
                universe=universe)  # fmt: skip


def best_by_trying(sets, costs, budget, count):
    ways = (w for k in range(min(count, len(sets)) + 1) for w in combinations(range(len(sets)), k))
    return max(len(set().union(*(sets[i] for i in w))) for w in ways if sum(costs[i] for i in w) <= budget)


@given(groups, prices, st.integers(0, 30), st.integers(1, 7))
def test_a_few_candidates_are_chosen_exactly(sets, costs, budget, count):
    choice = choose(pool_of(sets, costs), Limits(budget=budget, count=count))
    assert choice.exact
    assert choice.people == best_by_trying(sets, costs, budget, count)
    assert sum(costs[i] for i in choice.chosen) <= budget
    assert len(choice.chosen) <= count


@settings(max_examples=60)
@given(groups, prices, st.integers(0, 30), st.integers(1, 7), st.booleans())
def test_the_bound_holds_and_the_promise_is_kept(sets, costs, budget, count, paid):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(choosing, "EXACT", -1)
        money = float(budget) if paid else math.inf
        choice = choose(pool_of(sets, costs), Limits(budget=money, count=count))
    best = best_by_trying(sets, costs, money, count)
    assert choice.people <= best <= choice.bound + 1e-6
    assert choice.people >= (1 - 1 / math.e) / (2 if paid else 1) * best - 1e-6
    assert sum(costs[i] for i in choice.chosen) <= money
    assert len(choice.chosen) <= count


def test_must_is_in_and_must_not_is_out():
    sets = [{1, 2, 3}, {4}, {5, 6}]
    choice = choose(pool_of(sets), Limits(count=2, must=frozenset({1}), must_not=frozenset({0})))
    assert (choice.chosen, choice.people) == ((1, 2), 3)
    with pytest.raises(ValueError, match="beyond the limits"):
        choose(pool_of(sets, [5, 5, 5]), Limits(budget=4, must=frozenset({1})))


@pytest.mark.parametrize("exact", [True, False])
def test_whoever_hides_their_list_is_chosen_by_what_they_would_add(monkeypatch, exact):
    if not exact:
        monkeypatch.setattr(choosing, "EXACT", -1)
    pool = pool_of([set(range(40)), set(range(30)), set()], hidden=[0, 0, 20], universe=100)
    choice = choose(pool, Limits(count=2))
    assert sorted(choice.chosen) == [0, 2]
    assert choice.people == pytest.approx(40 + 60 * 0.2)
    assert choose(pool_of([set()], hidden=[20]), Limits()).people == 20


@given(groups)
def test_steps_add_up_to_the_union_and_gains_fall(sets):
    pool = pool_of(sets)
    found = list(steps(pool, range(len(sets))))
    assert sum(new for _, new in found) == len(set().union(*sets))
    assert [new for _, new in found] == sorted((new for _, new in found), reverse=True)
    gains = Reached(pool, [0]).gains()
    assert gains.tolist() == [len(s - sets[0]) for s in sets]


@given(groups)
def test_reach_at_frequency_counts_who_follows_so_many_of_the_chosen(sets):
    chosen = list(range(0, len(sets), 2))
    often = [sum(p in sets[i] for i in chosen) for p in set().union(*sets)]
    assert at_frequency(pool_of(sets), chosen) == [sum(o >= k for o in often) for k in range(1, len(chosen) + 1)]
