import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from influcore import Money
from influcore.entities import ExchangeRate, ExchangeRates

DAY = dt.date(2026, 6, 1)


def rate(base="USD", quote="EUR", value="0.9", day=DAY):
    return ExchangeRate(base=base, quote=quote, rate=value, day=day)


def test_nothing_is_converted_without_a_rate():
    assert ExchangeRates().convert(Money(100, "USD"), "EUR") is None
    assert ExchangeRates().convert(Money(100, "EUR"), "EUR") == Money(100, "EUR")


def test_a_rate_works_both_ways_and_the_newest_counts():
    rates = ExchangeRates([rate(), rate(value="0.8", day=DAY + dt.timedelta(days=1))])
    assert rates.convert(Money(1000, "USD"), "EUR") == Money(800, "EUR")
    assert rates.factor("EUR", "USD") == Fraction(5, 4)


def test_currencies_without_cents_convert_to_whole_units():
    assert ExchangeRates([rate("EUR", "JPY", "160.5")]).convert(Money(100, "EUR"), "JPY") == Money(160, "JPY")


@given(st.integers(-(10**12), 10**12), st.integers(1, 10**6))
def test_there_and_back_is_within_a_unit_of_the_coarser_currency(minor, millionths):
    rates = ExchangeRates([rate(value=f"{millionths / 10**5:.5f}")])
    there = rates.convert(Money(minor, "USD"), "EUR")
    back = rates.convert(there, "USD")
    assert abs(back.minor - minor) <= max(1, 1 / float(rates.factor("USD", "EUR")))


@pytest.mark.parametrize("value", ["0", "-1", "NaN", "1e5", "0,9", "", "١"])
def test_a_rate_is_a_plain_positive_number(value):
    with pytest.raises(ValueError, match="must be a positive number"):
        rate(value=value)
