"""Money: whole minor units of one currency. Never a float, never two currencies in one sum."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from attrs import field, frozen

from .currencies import PLACES

_TEXT = re.compile(r"(?P<a>[A-Za-z]{3})?\s*(?P<n>-?[0-9]{1,15}(?:[.,][0-9]{1,4})?)\s*(?P<b>[A-Za-z]{3})?")


def exponent(currency: str) -> int:
    """Give the number of decimal places of a currency: 2 for EUR, 0 for JPY."""
    return PLACES.get(currency, 2)


def is_currency(code: str) -> bool:
    """Say whether this is an ISO 4217 code that is known."""
    return code in PLACES


@frozen(order=False)
class Money:
    """``minor`` whole minor units (cents) of ``currency`` (ISO 4217). Sums across currencies are errors."""

    minor: int
    currency: str = field()

    @currency.validator
    def _known(self, _: object, value: str) -> None:
        if not is_currency(value):
            raise ValueError(f"“{value}” is no ISO 4217 currency code")

    def __add__(self, other: Money) -> Money:
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.minor - self._same(other), self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.minor < self._same(other)

    def __le__(self, other: Money) -> bool:
        return self.minor <= self._same(other)

    def __bool__(self) -> bool:
        return self.minor != 0

    def __str__(self) -> str:
        return format_money(self)

    def _same(self, other: Money) -> int:
        if other.currency != self.currency:
            raise ValueError(f"{self} and {other} are of two currencies")
        return other.minor

    def allocate(self, weights: Sequence[int | Fraction]) -> tuple[Money, ...]:
        """Split by weights without losing a cent: largest remainders first, then by position."""
        total = sum(weights)
        if not weights or total <= 0 or min(weights) < 0:
            raise ValueError("weights must be non-negative and not all zero")
        exact = [Fraction(abs(self.minor)) * w / total for w in weights]
        shares = [int(e) for e in exact]
        rest = abs(self.minor) - sum(shares)
        for index in sorted(range(len(exact)), key=lambda i: (shares[i] - exact[i], i))[:rest]:
            shares[index] += 1
        sign = -1 if self.minor < 0 else 1
        return tuple(Money(sign * share, self.currency) for share in shares)


def format_money(money: Money) -> str:
    """Write the exact, locale-free form: ``1200.50 EUR``."""
    places = exponent(money.currency)
    digits = str(abs(money.minor)).rjust(places + 1, "0")
    sign = "-" if money.minor < 0 else ""
    amount = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return f"{sign}{amount} {money.currency}"


def parse_money(text: str, currency: str | None = None) -> Money:
    """Read ``1200 EUR``, ``EUR 1200.50`` or ``1200,5eur``; ``currency`` is what a bare number is in.

    Errors: ValueError names the text. Grouped digits (``1.200``) are refused, since their meaning differs by country.
    """
    match = _TEXT.fullmatch(text.strip())
    code = match and (match["a"] or match["b"] or currency)
    if match is None or (match["a"] and match["b"]):
        raise ValueError(f"“{text}” is no amount of money; write it as 1200 EUR or 1200.50 EUR")
    if not code:
        raise ValueError(f"“{text}” names no currency; write it as {text.strip()} EUR")
    code = code.upper()
    if not is_currency(code):
        raise ValueError(f"“{code}” is no ISO 4217 currency code")
    whole, _, part = match["n"].replace(",", ".").partition(".")
    places = exponent(code)
    if len(part) > places:
        raise ValueError(f"“{text}” has more than {places} decimal places; {code} has no smaller unit")
    return Money(int(whole + part.ljust(places, "0")), code)
