"""Exchange rates that somebody stated on a day; amounts are never converted without one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from fractions import Fraction
from typing import ClassVar

from attrs import Attribute, field, frozen

from .base import Entity, check_text
from .money import Money, exponent, is_currency

_RATE = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?")


@frozen(kw_only=True)
class ExchangeRate(Entity):
    """One unit of ``base`` is worth ``rate`` units of ``quote`` on ``day``, says ``source``."""

    KIND: ClassVar[str] = "exchange_rate"
    base: str = field()
    quote: str = field()
    rate: str = field()
    day: dt.date
    source: str = field(default="", validator=check_text)

    @base.validator
    @quote.validator
    def _known(self, attribute: Attribute[str], value: str) -> None:
        if not is_currency(value):
            raise ValueError(f"{attribute.name} “{value}” is no ISO 4217 currency code")

    @rate.validator
    def _positive(self, _: Attribute[str], value: str) -> None:
        if not _RATE.fullmatch(value) or not Fraction(value):
            raise ValueError(f"rate “{value[:30]}” must be a positive number such as 0.92")

    @property
    def label(self) -> str:
        return f"{self.base}→{self.quote} {self.rate} ({self.day})"


class ExchangeRates:
    """Rates in force: the newest of each pair, used both ways."""

    def __init__(self, rates: Iterable[ExchangeRate] = ()) -> None:
        self._rates = {(r.base, r.quote): r for r in sorted(rates, key=lambda r: (r.day, r.id))}

    def find(self, base: str, quote: str) -> ExchangeRate | None:
        """Give the stated rate of a pair, in either direction; the newer one where there are both."""
        found = [r for r in (self._rates.get((base, quote)), self._rates.get((quote, base))) if r is not None]
        return max(found, key=lambda r: (r.day, r.base == base), default=None)

    def factor(self, base: str, quote: str) -> Fraction | None:
        """Give what one unit of ``base`` is worth in ``quote``, exactly; None where nobody has stated it."""
        if base == quote:
            return Fraction(1)
        stated = self.find(base, quote)
        if stated is None:
            return None
        return Fraction(stated.rate) if stated.base == base else 1 / Fraction(stated.rate)

    def convert(self, money: Money, quote: str) -> Money | None:
        """Convert to the nearest minor unit, halves to even; None where no rate is stated."""
        factor = self.factor(money.currency, quote)
        if factor is None:
            return None
        exact = money.minor * factor * Fraction(10) ** (exponent(quote) - exponent(money.currency))
        return Money(round(exact), quote)
