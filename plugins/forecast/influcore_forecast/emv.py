"""Earned media value: what the same attention would cost as advertising, by a rate card that is named."""

from __future__ import annotations

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
    return in_currency(card, q, context)


def in_currency(card: Card, q: Quantities, context: KpiContext) -> Quantity:
    """Value one piece by a card, in minor units of the campaign's currency."""
    return value(card, q, context.platform, context.format) * _exchange(card, context)


def told(context: KpiContext) -> tuple[str, ...]:
    """Say by which card, with its rates, source and year."""
    own = context.settings if isinstance(context.settings, ForecastSettings) else ForecastSettings()
    card = cards(own.data_dir).get(own.rate_card)
    if card is None:
        return (f"no card is called {own.rate_card}",)
    rules = [f"{platform}: {' + '.join(item.text for item in items)}" for platform, items in card.items.items()]
    rules += [f"{platform}: none" for platform in sorted(card.without)]
    return (f"card {card.name}, in {card.currency} ({card.mark}, {card.year})", *rules, f"source: {card.source}")


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


def _exchange(card: Card, context: KpiContext) -> float:
    """Give what one unit of the card's currency is worth in minor units of the campaign's."""
    if not context.currency:
        raise NotComputable("needs the campaign's currency")
    factor = context.rates.factor(card.currency, context.currency)
    if factor is None:
        raise NotComputable(
            f"needs an exchange rate from {card.currency} to {context.currency}; "
            "state one with `influcore exchange set`"
        )
    return float(factor * 10 ** exponent(context.currency))


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
        explain=told,
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
