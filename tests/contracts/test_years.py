from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, strategies as st

from influcore import Entry, Money
from influcore.entities import PHASES, cost_by_kind
from influcore_contracts.years import minor_by_year

DECEMBER, JANUARY = dt.date(2026, 12, 31), dt.date(2027, 1, 1)
_IDS = (f"E{n:03}" for n in range(10**6))


def _entry(phase: str, minor: int, day: dt.date = DECEMBER, **more) -> Entry:
    return Entry(collaboration="c", phase=phase, amount=Money(minor, "EUR"), day=day, id=next(_IDS), **more)


@pytest.mark.parametrize(
    ("entries", "years"),
    [
        ([("agreed", 900, DECEMBER), ("paid", 900, JANUARY)], {2027: 900}),
        ([("agreed", 900, DECEMBER)], {2026: 900}),
        ([("agreed", 900, DECEMBER), ("paid", 400, DECEMBER)], {2026: 900}),
        ([("agreed", 500, DECEMBER), ("agreed", 500, JANUARY), ("paid", 500, DECEMBER)], {2026: 500, 2027: 500}),
        ([("planned", 900, DECEMBER), ("agreed", 700, JANUARY)], {2027: 700}),
        ([("agreed", 700, DECEMBER), ("invoiced", 900, JANUARY)], {2027: 900}),
        ([("paid", 400, DECEMBER), ("paid", 400, JANUARY)], {2026: 400, 2027: 400}),
    ],
)
def test_a_fee_counts_once_in_the_year_it_is_paid_or_else_of_its_last_step(entries, years) -> None:
    assert dict(minor_by_year([_entry(*e) for e in entries], in_kind=False)) == years


def test_a_gift_counts_when_it_is_handed_over_and_not_when_its_bill_is_paid() -> None:
    entries = [_entry("delivered", 900, DECEMBER), _entry("paid", 900, JANUARY)]
    assert dict(minor_by_year(entries, in_kind=True)) == {2026: 900}
    assert dict(minor_by_year(entries, in_kind=False)) == {2027: 900}


def test_what_was_reversed_counts_in_no_year() -> None:
    first = _entry("paid", 900, DECEMBER)
    back = _entry("paid", -900, JANUARY, reverses=first.id)
    assert dict(minor_by_year([first, back], in_kind=False)) == {}


def test_of_a_dropped_collaboration_only_what_was_given_counts() -> None:
    entries = [_entry("agreed", 900), _entry("paid", 300)]
    assert dict(minor_by_year(entries, in_kind=False, committed=False)) == {2026: 300}


_ENTRIES = st.lists(
    st.tuples(st.sampled_from(PHASES), st.integers(0, 10**6), st.dates(dt.date(2025, 1, 1), dt.date(2028, 12, 31)))
)


@given(_ENTRIES, st.booleans())
def test_the_years_add_up_to_what_the_ledger_says(entries, in_kind) -> None:
    listed = [_entry(*e) for e in entries]
    total = cost_by_kind(listed)
    assert sum(minor_by_year(listed, in_kind=in_kind).values()) == (total["fee"].minor if listed else 0)


@given(_ENTRIES, st.randoms())
def test_the_order_of_entries_does_not_matter(entries, rng) -> None:
    listed = [_entry(*e) for e in entries]
    shuffled = list(listed)
    rng.shuffle(shuffled)
    assert minor_by_year(listed, in_kind=False) == minor_by_year(shuffled, in_kind=False)
