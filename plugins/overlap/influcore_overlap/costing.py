"""What each creator costs: the ledger of the campaign, else their rate cards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from influcore import Campaign, Collaboration, Deliverable, Entry, InvalidInput, Money, Read
from influcore.entities import ExchangeRate, ExchangeRates, RateCard, cost_of


def campaign_costs(read: Read, campaign: Campaign, influencers: Sequence[str]) -> Mapping[str, Money]:
    """Give the cost of each influencer where it is known: the ledger, else rate card times piece; 0 where organic.

    Units: the campaign's currency; an amount without a stated exchange rate is not known.
    """
    rates = ExchangeRates(read.list(ExchangeRate))
    mine = {c.id: c.influencer for c in read.list(Collaboration, campaign=campaign.id) if c.is_active}
    entries: dict[str, list[Entry]] = defaultdict(list)
    for entry in read.list(Entry, collaboration=list(mine)) if mine else ():
        entries[mine[entry.collaboration]].append(entry)
    pieces: dict[str, list[Deliverable]] = defaultdict(list)
    for piece in read.list(Deliverable, collaboration=list(mine)) if mine else ():
        if piece.status != "cancelled":
            pieces[mine[piece.collaboration]].append(piece)
    cards = _cards(read, influencers)
    found: dict[str, Money] = {}
    for influencer in influencers:
        cost = _of_entries(entries[influencer], campaign.currency, rates) if entries[influencer] else None
        if cost is None:
            cost = _of_pieces(pieces[influencer], cards[influencer], campaign.currency, rates)
        if cost is None and campaign.compensation == "organic":
            cost = Money(0, campaign.currency)
        if cost is not None:
            found[influencer] = cost
    return found


def card_costs(read: Read, influencers: Sequence[str], currency: str, form: str = "") -> Mapping[str, Money]:
    """Give what one piece of each influencer costs by rate card: of a format, or the cheapest of all."""
    rates = ExchangeRates(read.list(ExchangeRate))
    found: dict[str, Money] = {}
    for influencer, cards in _cards(read, influencers).items():
        asked = [rates.convert(card.price, currency) for card in cards if form in ("", card.format)]
        known = [price for price in asked if price is not None]
        if known:
            found[influencer] = min(known, key=lambda price: price.minor)
    return found


def currency_of(read: Read, influencers: Sequence[str], budget: Money | None) -> str:
    """Choose the currency to compare in: the budget's, else the only one that rate cards have; '' for none.

    Errors: InvalidInput where there are several to choose from.
    """
    if budget is not None:
        return budget.currency
    named = {card.price.currency for cards in _cards(read, influencers).values() for card in cards}
    if len(named) > 1 and not read.list(ExchangeRate):
        raise InvalidInput(f"rate cards are in {', '.join(sorted(named))}; name a budget in one of them")
    return min(named, default="")


def _cards(read: Read, influencers: Sequence[str]) -> dict[str, list[RateCard]]:
    cards: dict[str, list[RateCard]] = {influencer: [] for influencer in influencers}
    for card in read.list(RateCard, influencer=list(influencers)) if influencers else ():
        cards[card.influencer].append(card)
    return cards


def _of_entries(entries: Sequence[Entry], currency: str, rates: ExchangeRates) -> Money | None:
    from attrs import evolve

    converted = []
    for entry in entries:
        amount = rates.convert(entry.amount, currency)
        if amount is None:
            return None
        converted.append(evolve(entry, amount=amount))
    return cost_of(converted)


def _of_pieces(
    pieces: Sequence[Deliverable], cards: Sequence[RateCard], currency: str, rates: ExchangeRates
) -> Money | None:
    prices = {(card.platform, card.format): rates.convert(card.price, currency) for card in cards}
    total = Money(0, currency)
    for piece in pieces:
        price = prices.get((piece.platform, piece.format))
        if price is None:
            return None
        total += price
    return total if pieces else None
