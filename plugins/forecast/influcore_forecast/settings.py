"""What a user may set in the section ``[forecast]``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path

from attrs import Factory, field, frozen


def _positive(_: object, __: object, text: str) -> None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal(0)
    if not number.is_finite() or number <= 0 or len(text) > 30:
        raise ValueError(f'rate “{text[:40]}” must be a positive number in quotes, such as "0.92"')


def _pairs(_: object, __: object, rates: Mapping[str, ExchangeRate]) -> None:
    for pair in rates:
        source, _slash, target = pair.partition("/")
        if len(source) != 3 or len(target) != 3 or not pair.replace("/", "").isupper():
            raise ValueError(f"“{pair}” must name two currencies, such as USD/EUR")


def _at_home(value: str) -> str:
    return str(Path(value).expanduser()) if value else ""


def _absolute(_: object, __: object, value: str) -> None:
    if value and not Path(value).is_absolute():
        raise ValueError(f"data_dir “{value}” must be an absolute path")


@frozen(kw_only=True)
class ExchangeRate:
    """What one unit of the first currency is worth in the second, and the day somebody said so."""

    rate: str = field(default="", validator=_positive)
    day: dt.date = dt.date(1970, 1, 1)


@frozen(kw_only=True)
class ForecastSettings:
    """``rate_card`` values engagements; ``exchange`` maps ``USD/EUR`` to a dated rate; ``data_dir`` overrides figures.

    Skeepers-like is the default card: it values likes and comments, which every public history has, and so does not
    rest on impressions that nobody has counted.
    """

    rate_card: str = "skeepers-like"
    exchange: Mapping[str, ExchangeRate] = field(default=Factory(dict), validator=_pairs)
    data_dir: str = field(default="", converter=_at_home, validator=_absolute)
