"""The EMV of a campaign under every rate card, side by side: they disagree by more than three times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from influcore import Campaign, Column, Document, KpiContext, Line, Outlook, Quantities, Session, Stack, Unknown
from influcore.contributions import Cell, small_table
from influcore.entities import ExchangeRate, ExchangeRates
from influcore.measures import NotComputable, Quantity, estimate_of

from .cards import Card, cards
from .emv import in_currency
from .rates import METRICS
from .settings import ForecastSettings

_READ = (
    ("What this is",
     "What the forecast counts would be worth by each vendor\u2019s documented rule: no money earned, and no licensed "
     "index. Choose one with the setting forecast.rate_card, and never compare values of different cards."),
)  # fmt: skip


def read_cards(session: Session, key: str) -> Stack:
    """Show the total under every card, with what each lacks and where it is from."""
    campaign = session.get(Campaign, key)
    outlook = session.outlook(campaign.id)
    own: ForecastSettings = session.settings(ForecastSettings, "forecast")
    drawn = session.draws(campaign.id, (*METRICS, "clicks"))
    rates = ExchangeRates(session.list(ExchangeRate))
    rows = []
    for card in cards(own.data_dir).values():
        rows.append(_row(card, outlook, drawn, rates) | {"chosen": card.name == own.rate_card})
    columns = (
        Column(name="card", title="Card"),
        Column(name="chosen", title="Chosen", kind="flag"),
        Column(name="value", title="EMV", kind="estimate", of="money", unit=campaign.currency),
        Column(name="pieces", title="Pieces"),
        Column(name="missing", title="What lacks"),
        Column(name="mark", title="Mark", wide=1),
        Column(name="source", title="Source", wide=1),
    )
    table = small_table(columns, rows, title=f"{campaign.name}: EMV under every card, median (80 % interval)")
    return Stack(title="EMV", parts={"cards": table, "reading": Document(paragraphs=_READ, title="Reading it")})


def _row(
    card: Card, outlook: Outlook, drawn: Mapping[str, Mapping[str, Quantity]], rates: ExchangeRates
) -> dict[str, Cell]:
    total: Quantity = 0.0
    reasons: dict[str, int] = {}
    valued = 0
    for line in outlook.pieces:
        try:
            total = total + _value(card, line, drawn, KpiContext(
                platform=line.platform, format=line.format, currency=outlook.currency, rates=rates
            ))  # fmt: skip
            valued += 1
        except NotComputable as lacks:
            reasons[str(lacks)] = reasons.get(str(lacks), 0) + 1
    missing = _words(reasons)
    return {
        "card": card.name,
        "value": estimate_of(total) if valued else Unknown(missing or "no pieces"),
        "pieces": f"{valued} of {len(outlook.pieces)}",
        "missing": missing,
        "mark": f"{card.mark}, {card.year}",
        "source": card.source,
    }


def _value(card: Card, line: Line, drawn: Mapping[str, Mapping[str, Quantity]], context: KpiContext) -> Quantity:
    counts = {name: of_piece[line.ref.id] for name, of_piece in drawn.items() if line.ref.id in of_piece}
    return in_currency(card, Quantities(counts), context)


def _words(reasons: Mapping[str, int]) -> str:
    ordered: Sequence[tuple[str, int]] = sorted(reasons.items(), key=lambda pair: -pair[1])
    return "; ".join(f"{reason} ({count} piece{'s' if count > 1 else ''})" for reason, count in ordered[:3])
