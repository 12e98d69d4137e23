"""Earned media value: what the same attention would cost as advertising, by a rate card that is named."""

from __future__ import annotations

from decimal import Decimal

from influcore import Kpi, KpiContext, Quantities
from influcore.entities import exponent
from influcore.measures import NotComputable, Quantity, ratio

from .cards import Card, cards
from .settings import ForecastSettings

_CARDS = "vendors' documented rules, see `influcore show forecast.model --part cards`"


def emv(q: Quantities, context: KpiContext) -> Quantity:
    """Value one piece by the chosen card, in minor units of the campaign's currency.

    Errors: NotComputable names what lacks: the card, a rule for the platform, a metric, or an exchange rate.
    """
    own = context.settings if isinstance(context.settings, ForecastSettings) else ForecastSettings()
    known = cards(own.data_dir)
    card = known.get(own.rate_card)
    if card is None:
        raise NotComputable(f"needs a known rate card (settings forecast.rate_card): {', '.join(sorted(known))}")
    factor = float(_exchange(card, context.currency, own) * 10 ** exponent(context.currency))
    return value(card, q, context.platform, context.format) * factor


def value(card: Card, q: Quantities, platform: str, format_name: str) -> Quantity:
    """Value counts by a card, in units of the card's currency."""
    items = card.rule(platform, format_name)
    if not items:
        raise NotComputable(f"needs a rate card with a rule for {platform}: {card.name} has none")
    total: Quantity = 0.0
    for item in items:
        counted = item.base or item.metric
        if counted in q:
            total = total + q[counted] * float(item.each * item.times)
        elif not item.optional:
            raise NotComputable(f"needs {counted} ({card.name})")
    return total


def _exchange(card: Card, currency: str, own: ForecastSettings) -> Decimal:
    if not currency:
        raise NotComputable("needs the campaign's currency")
    if card.currency == currency:
        return Decimal(1)
    rate = own.exchange.get(f"{card.currency}/{currency}")
    back = own.exchange.get(f"{currency}/{card.currency}")
    if rate is not None:
        return Decimal(rate.rate)
    if back is not None:
        return 1 / Decimal(back.rate)
    raise NotComputable(
        f'needs an exchange rate {card.currency}→{currency} (settings forecast.exchange."{card.currency}/{currency}")'
    )


def _per_cost(q: Quantities, _: KpiContext) -> Quantity:
    return ratio(q.emv, q.cost)


def _gain(q: Quantities, _: KpiContext) -> Quantity:
    return ratio(q.emv, q.cost) - 1


KPIS = (
    Kpi(
        name="emv",
        title="EMV",
        unit="money",
        needs=(),
        formula=emv,
        of="piece",
        text="counts × the rate card's value of each (settings forecast.rate_card)",
        settings=ForecastSettings,
        source=_CARDS,
    ),
    Kpi(
        name="emv_ratio",
        title="EMV ratio",
        unit="multiple",
        needs=("emv", "cost"),
        formula=_per_cost,
        text="EMV ÷ cost",
        source="Stellar's help pages; Klear calls it social ROI",
    ),
    Kpi(
        name="emv_roi",
        title="EMV ROI",
        unit="share",
        needs=("emv", "cost"),
        formula=_gain,
        text="EMV ÷ cost − 1",
        source="Lefty's pages",
        on_plan=False,
    ),
)
