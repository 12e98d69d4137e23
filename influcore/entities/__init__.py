"""The nouns of the field: frozen, keyword-only attrs classes without I/O and without a clock."""

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

__all__ = [
    "OPEN", "PHASES", "PLATFORMS", "Advertiser", "Alias", "Campaign", "ClickFact", "Collaboration",
    "CountedIds", "Deliverable", "Entity", "Entry", "ExchangeRate", "ExchangeRates", "Format", "Group",
    "IdSource", "Ids", "Influencer", "Layout", "Membership", "Money", "Observation", "OrderFact", "Platform",
    "Post", "Profile", "RateCard", "Ref", "Target", "check_filled", "check_slug", "check_text", "check_url",
    "clean_handle", "cost_by_kind", "cost_of", "exponent", "format_money", "from_utc_text", "is_currency",
    "is_id", "localize", "new_id", "parse_money", "platform_named", "slugify", "tier", "utc_text", "zone_named",
]  # fmt: skip
