from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from influcore import Money
from influcore.entities import format_money, parse_money

CURRENCIES = st.sampled_from(["EUR", "USD", "JPY", "KWD", "GBP", "CHF"])
MONEY = st.builds(Money, st.integers(-(10**14), 10**14), CURRENCIES)


@given(MONEY)
def test_money_survives_its_own_text(value):
    assert parse_money(format_money(value)) == value


@given(st.integers(-(10**9), 10**9), st.lists(st.integers(0, 1000), min_size=1, max_size=40).filter(any))
def test_a_split_loses_no_cent_and_is_fair_to_within_one(minor, weights):
    shares = Money(minor, "EUR").allocate(weights)
    assert sum(s.minor for s in shares) == minor
    assert all(abs(s.minor - Fraction(minor) * w / sum(weights)) < 1 for s, w in zip(shares, weights, strict=True))


def test_two_currencies_never_meet():
    with pytest.raises(ValueError, match="two currencies"):
        Money(1, "EUR") + Money(1, "USD")


@pytest.mark.parametrize(
    ("text", "minor"),
    [("1200 EUR", 120000), ("EUR 1200.5", 120050), ("1200,50eur", 120050), ("-3 EUR", -300), ("0.07 EUR", 7)],
)
def test_amounts_are_read_as_people_write_them(text, minor):
    assert parse_money(text) == Money(minor, "EUR")


@pytest.mark.parametrize(
    "text", ["1.200,50 EUR", "12 XXQ", "EUR", "", "1e3 EUR", "NaN EUR", "١٢ EUR", "1.005 EUR", "5 JPYEUR", "1.5 JPY"]
)
def test_what_could_be_misread_is_refused(text):
    with pytest.raises(ValueError, match="."):
        parse_money(text)


def test_a_bare_number_needs_a_currency():
    assert parse_money("12", "EUR") == Money(1200, "EUR")
    with pytest.raises(ValueError, match="names no currency"):
        parse_money("12")
