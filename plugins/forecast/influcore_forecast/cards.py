"""Rate cards: what engagements are worth by somebody's documented rule."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from attrs import frozen

from influcore.errors import InvalidInput

from .sources import MARKS, texts


@frozen(kw_only=True)
class Item:
    """What one count is worth, in the card's currency. ``base`` and ``times`` infer the metric from another one.

    ``formats`` () are all; an ``optional`` item counts only where its metric is known.
    """

    metric: str
    each: Decimal
    formats: tuple[str, ...] = ()
    optional: bool = False
    base: str = ""
    times: Decimal = Decimal(1)

    @property
    def text(self) -> str:
        counted = f"{self.times} × {self.base}" if self.base else self.metric
        only = f" ({', '.join(self.formats)})" if self.formats else ""
        return f"{counted} × {self.each.normalize():f}{only}{' where known' if self.optional else ''}"


@frozen(kw_only=True)
class Card:
    """A documented rule. ``items`` are by platform; ``default`` serves those not named, but never those ``without``."""

    name: str
    title: str
    currency: str
    year: int
    mark: str
    source: str
    items: Mapping[str, tuple[Item, ...]]
    without: frozenset[str] = frozenset()

    def rule(self, platform: str, format_name: str) -> tuple[Item, ...]:
        """Give the items of a piece; () where the card has no rule for its platform."""
        if platform in self.without:
            return ()
        items = self.items.get(platform, self.items.get("default", ()))
        return tuple(i for i in items if not i.formats or not format_name or format_name in i.formats)


@lru_cache(maxsize=8)
def cards(folder: str = "") -> Mapping[str, Card]:
    """Read the cards of this package, then those of the user's folder, by name.

    Errors: InvalidInput names file and card.
    """
    import tomllib

    found: dict[str, Card] = {}
    for file, text in texts("emv_", folder):
        try:
            tables = tomllib.loads(text).get("card", {})
        except tomllib.TOMLDecodeError as error:
            raise InvalidInput(f"{file} is no TOML: {error}") from error
        for name, table in tables.items():
            try:
                found[name] = _card(name, table)
            except (KeyError, TypeError, AttributeError, ValueError, InvalidOperation) as error:
                raise InvalidInput(f"{file}: card “{name}” can not be used: {_why(error)}") from error
    return found


def _why(error: Exception) -> str:
    return f"needs {error}" if isinstance(error, KeyError) else str(error) or type(error).__name__


def _card(name: str, table: Mapping[str, Any]) -> Card:
    if table["mark"] not in MARKS:
        raise ValueError(f"mark “{table['mark']}” is none of {', '.join(MARKS)}")
    return Card(
        name=name,
        title=str(table.get("title", name)),
        currency=str(table["currency"]),
        year=int(table["year"]),
        mark=str(table["mark"]),
        source=str(table["source"]),
        without=frozenset(str(name) for name in table.get("except", ())),
        items={platform: tuple(_item(i) for i in items) for platform, items in table["items"].items()},
    )


def _item(table: Mapping[str, Any]) -> Item:
    each = _amount(table["each"]) if "each" in table else _amount(table["per_thousand"]) / 1000
    return Item(
        metric=str(table["metric"]),
        each=each,
        formats=tuple(str(f) for f in table.get("formats", ())),
        optional=bool(table.get("optional", False)),
        base=str(table.get("from", "")),
        times=_amount(table.get("times", "1")),
    )


def _amount(text: object) -> Decimal:
    if not isinstance(text, str):
        raise ValueError(f'write amounts in quotes: "{text}"')
    amount = Decimal(text)
    if not amount.is_finite() or amount < 0:
        raise ValueError(f"“{text}” is no amount")
    return amount
