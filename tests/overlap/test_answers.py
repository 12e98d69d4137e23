"""Overlap equals the algebra of Python's sets, whatever the lists, however many, however they are worked off."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from influcore_overlap import merging
from influcore_overlap.answers import by_new_people, deduplicated, exclusive, frequencies, pairs, shared
from influcore_overlap.subsets import subsets

# Small numbers for overlap, spread over all ranges of the hash, and the very ends.
people = st.one_of(
    st.integers(0, 40).map(lambda n: n * 11400714819323198485 % 2**64), st.sampled_from([0, 1, 2**63, 2**64 - 1])
)
groups = st.lists(st.sets(people, max_size=30), min_size=1, max_size=9)


def as_lists(sets):
    return [np.array(sorted(s), np.uint64) for s in sets]


def subsets_of(sets):
    everybody = set().union(*sets)
    return Counter(tuple(i for i, s in enumerate(sets) if person in s) for person in everybody)


def check_all(sets, found):
    union = set().union(*sets)
    assert dict(found.largest(len(found.counts))) == dict(subsets_of(sets))
    assert deduplicated(found) == len(union)
    assert found.sizes.tolist() == [len(s) for s in sets]
    others = [set().union(*(s for j, s in enumerate(sets) if j != i)) for i in range(len(sets))]
    assert exclusive(found).tolist() == [len(s - o) for s, o in zip(sets, others, strict=True)]
    often = Counter(sum(p in s for s in sets) for p in union)
    assert frequencies(found).tolist() == [often[k + 1] for k in range(len(sets))]
    both = shared(found)
    for a, b in combinations(range(len(sets)), 2):
        assert both[a, b] == both[b, a] == len(sets[a] & sets[b])


@given(groups)
def test_counts_equal_those_of_sets(sets):
    check_all(sets, subsets(as_lists(sets)))


@given(groups)
@settings(max_examples=30)
def test_ranges_of_the_hash_change_nothing(sets):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(merging, "_RANGE", 4)
        patch.setattr(merging, "_SPAN", 9)
        patch.setattr(merging, "_THREADS_FROM", 20)
        check_all(sets, subsets(as_lists(sets)))


@pytest.mark.parametrize("lists", [65, 130])
@pytest.mark.parametrize("in_ranges", [False, True])
def test_more_lists_than_a_mask_has_bits(lists, in_ranges, monkeypatch):
    if in_ranges:
        monkeypatch.setattr(merging, "_RANGE", 64)
        monkeypatch.setattr(merging, "_THREADS_FROM", 100)
    rng = np.random.default_rng(lists)
    sets = [
        {int(p) * 11400714819323198485 % 2**64 for p in rng.integers(0, 90, rng.integers(0, 60))} for _ in range(lists)
    ]
    check_all(sets, subsets(as_lists(sets)))


@given(groups)
def test_each_step_of_the_order_adds_the_most_new_people(sets):
    reached: set[int] = set()
    left = set(range(len(sets)))
    for step in by_new_people(subsets(as_lists(sets))):
        new = {i: len(sets[i] - reached) for i in left}
        assert step.new == max(new.values())
        assert step.at == min(i for i in left if new[i] == step.new)
        reached |= sets[step.at]
        left.remove(step.at)
        assert step.total == len(reached)
    assert not left


def test_every_share_is_named():
    a, b = set(range(100_000)), set(range(92_000, 132_000))
    (pair,) = pairs(subsets(as_lists([a, b])))
    assert (pair.shared, pair.of_a, pair.of_b, pair.of_smaller) == (8_000, 0.08, 0.2, 0.2)
    assert round(pair.jaccard, 4) == 0.0606


def test_the_toy_example():
    found = subsets(as_lists([{1, 2, 3, 4}, {3, 4, 5}, {4}]))
    assert (int(found.sizes.sum()), deduplicated(found), int(exclusive(found).sum())) == (8, 5, 3)
    assert sum(found.sizes) / deduplicated(found) == 1.6


def test_an_empty_list_shares_nothing():
    (pair,) = pairs(subsets(as_lists([set(), {1}])))
    assert (pair.of_a, pair.of_smaller, pair.jaccard) == (0, 0, 0)


def test_no_lists_are_no_people():
    assert deduplicated(subsets([])) == 0


@pytest.mark.parametrize("span", [1 << 8, 1 << 20])
def test_many_lists_are_parted_by_range_and_counted_alike(monkeypatch, span):
    monkeypatch.setattr(merging, "_RANGE", 1 << 5)
    monkeypatch.setattr(merging, "_PARTED_SPAN", span)
    monkeypatch.setattr(merging, "_THREADS_FROM", 1)
    chance = np.random.default_rng(0)
    everybody = chance.integers(0, 2**64, 400, np.uint64, endpoint=False).tolist()
    sets = [set(chance.choice(everybody, int(chance.integers(0, 200)), replace=False).tolist()) for _ in range(70)]
    check_all(sets, subsets(as_lists(sets)))
