"""Metrics are what is counted; KPIs are formulas over them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal

from attrs import field, frozen

from influcore.entities import ExchangeRates

from .arithmetic import Quantity

Unit = Literal["count", "people", "share", "money", "money_each", "multiple", "seconds", "score"]


@frozen
class Metric:
    """A measured quantity and how it adds up.

    ``add``: *sum* over pieces; *people* are never summed (a union is estimated); *mean* is weighted by ``weight``;
    *last* takes the newest. ``source`` says who defines it.
    """

    name: str
    unit: Unit
    add: Literal["sum", "people", "mean", "last"] = "sum"
    weight: str | None = None
    source: str = ""
    title: str = ""


@frozen(kw_only=True)
class KpiContext:
    """What a formula may know besides its quantities. ``settings`` is the plugin's own settings object.

    ``rates`` are the exchange rates that the user has stated; without one a formula says what it needs.
    """

    platform: str = ""
    format: str = ""
    tier: str = ""
    currency: str = ""
    day: dt.date | None = None
    settings: Any = None
    rates: ExchangeRates = field(factory=ExchangeRates, eq=False)


@frozen
class Missing:
    """Stands for a number that can not be given, with the reason: ``needs reach history``."""

    reason: str


class NotComputable(Exception):
    """Raised by a formula that lacks something its ``needs`` could not name; the text says what: ``needs …``."""


class Quantities(Mapping[str, Quantity]):
    """The numbers a formula works on, by name (``q["likes"]`` or ``q.likes``): floats, or arrays of one a world.

    Units: counts as counts, people as people, ``cost`` in minor units of the context's currency.
    """

    def __init__(self, values: Mapping[str, Quantity]) -> None:
        self._values = values

    def __getitem__(self, name: str) -> Quantity:
        return self._values[name]

    def __getattr__(self, name: str) -> Quantity:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(f"no quantity “{name}”; declare it in the KPI's needs") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


Formula = Callable[[Quantities, KpiContext], Quantity]


@frozen(kw_only=True)
class Kpi:
    """A formula over quantities. ``needs`` names metrics, ``followers``, ``cost``, or other KPIs.

    ``of="piece"`` is worked out for each piece and summed (EMV: rates differ by platform and format);
    ``of="total"`` is worked out on sums (CPM, engagement rate). ``of="creator"`` is about a profile by itself, from
    its recent posts, for choosing a roster; then ``needs`` names `CREATOR_QUANTITIES`. Money is in minor units.
    ``people`` says what reach means in a total: *each* piece's own (a rate per contact), or people *together*, counted
    once. ``basis`` names what a rate is a rate of, ``text`` is the formula in words; ``on_plan`` puts it on the plan.
    ``explain`` gives further lines for `influcore explain`, where they hang on the settings (a rate card's rates).
    """

    name: str
    title: str
    unit: Unit
    needs: tuple[str, ...]
    formula: Formula
    of: Literal["piece", "total", "creator"] = "total"
    better: Literal["higher", "lower", "neither"] = "higher"
    people: Literal["each", "together"] = "each"
    basis: str = ""
    text: str = ""
    settings: type | None = None
    source: str = ""
    on_plan: bool = True
    explain: Callable[[KpiContext], tuple[str, ...]] | None = None
