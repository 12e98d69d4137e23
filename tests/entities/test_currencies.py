"""The table of currencies says what babel says."""

from babel.numbers import get_currency_precision, get_currency_symbol, list_currencies

from influcore.entities import exponent, is_currency
from influcore.entities.currencies import PLACES, SYMBOLS


def test_every_currency_of_babel_is_known_with_its_places_and_symbol() -> None:
    codes = sorted(list_currencies())
    assert sorted(PLACES) == codes
    assert {code: exponent(code) for code in codes} == {code: get_currency_precision(code) for code in codes}
    assert {code: SYMBOLS.get(code, code) for code in codes} == {
        code: get_currency_symbol(code, locale="en") for code in codes
    }


def test_what_is_no_code_is_no_currency() -> None:
    assert not any(is_currency(code) for code in ("eur", "EURO", "", "XXY", "ÉUR", "EUR "))
