"""The nouns of the field: frozen, keyword-only attrs classes without I/O and without a clock."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .base import Entity, Ref, check_filled, check_slug, check_text, slugify
    from .campaigns import (
        OPEN,
        Advertiser,
        Campaign,
        Collaboration,
        Deliverable,
        Target,
        check_url,
    )
    from .creators import Alias, Group, Influencer, Membership, Profile, RateCard, tier
    from .exchange import ExchangeRate, ExchangeRates
    from .facts import PHASES, Entry, Observation, Post
    from .ids import CountedIds, Ids, IdSource, is_id, new_id
    from .layouts import Layout
    from .ledger import cost_by_kind, cost_of
    from .money import Money, exponent, format_money, is_currency, parse_money
    from .platforms import PLATFORMS, Format, Platform, clean_handle, platform_named
    from .sales import ClickFact, OrderFact
    from .times import from_utc_text, localize, utc_text, zone_named

# Each name is loaded when it is first asked for: all of them at once cost every start a tenth of a second.
_MODULES = {
    "base": "Entity Ref check_filled check_slug check_text slugify",
    "campaigns": "Advertiser Campaign Collaboration Deliverable OPEN Target check_url",
    "creators": "Alias Group Influencer Membership Profile RateCard tier",
    "exchange": "ExchangeRate ExchangeRates",
    "facts": "Entry Observation PHASES Post",
    "ids": "CountedIds IdSource Ids is_id new_id",
    "layouts": "Layout",
    "ledger": "cost_by_kind cost_of",
    "money": "Money exponent format_money is_currency parse_money",
    "platforms": "Format PLATFORMS Platform clean_handle platform_named",
    "sales": "ClickFact OrderFact",
    "times": "from_utc_text localize utc_text zone_named",
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names.split()}
__all__ = [
    "OPEN", "PHASES", "PLATFORMS", "Advertiser", "Alias", "Campaign", "ClickFact", "Collaboration",
    "CountedIds", "Deliverable", "Entity", "Entry", "ExchangeRate", "ExchangeRates", "Format", "Group",
    "IdSource", "Ids", "Influencer", "Layout", "Membership", "Money", "Observation", "OrderFact", "Platform",
    "Post", "Profile", "RateCard", "Ref", "Target", "check_filled", "check_slug", "check_text", "check_url",
    "clean_handle", "cost_by_kind", "cost_of", "exponent", "format_money", "from_utc_text", "is_currency",
    "is_id", "localize", "new_id", "parse_money", "platform_named", "slugify", "tier", "utc_text", "zone_named",
]  # fmt: skip


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f".{home}", __name__), name)
    return value
