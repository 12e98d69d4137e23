"""What is planned: advertisers, campaigns, collaborations and their deliverables."""

from __future__ import annotations

import datetime as dt
import re
from typing import ClassVar, Literal
from urllib.parse import urlsplit

from attrs import Attribute, field, frozen

from .base import Entity, check_filled, check_slug, check_text
from .money import Money, is_currency
from .times import zone_named

Objective = Literal["awareness", "consideration", "conversion", "advocacy"]
Compensation = Literal["organic", "paid", "affiliate"]
CampaignFormat = Literal["product placement", "seeding", "event", "fashion show", "contest"]
Partnership = Literal["ad hoc", "ambassador"]
Selection = Literal["pending", "approved", "tentative", "declined"]
Stage = Literal["shortlisted", "contacted", "negotiating", "agreed", "producing", "completed", "dropped"]
Status = Literal["planned", "briefed", "submitted", "approved", "published", "cancelled"]
OPEN: tuple[Status, ...] = ("planned", "briefed", "submitted", "approved")


# The common form, judged without taking it apart: a million posts have a million URLs.
_PLAIN_URL = re.compile(r"https?://[A-Za-z0-9][A-Za-z0-9.-]{0,200}(?:/[A-Za-z0-9._~!$&'()*+,;=:@%/?#-]*)?")


def check_url(_: object, attribute: object, value: str) -> None:
    """Accept nothing, or an absolute http(s) URL with a host and without user, backslash or blank."""
    if not value or _PLAIN_URL.fullmatch(value):
        return
    if re.search(r"[\x00-\x20\x7f\\]", value):
        raise ValueError(f"“{value[:80]}” holds a blank, a backslash or a control character")
    try:
        parts = urlsplit(value)
        host = parts.hostname
    except ValueError as error:
        raise ValueError(f"“{value[:80]}” is no URL: {error}") from error
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc or "//" not in value[:8]:
        raise ValueError(f"“{value[:80]}” is no absolute http(s) URL")


@frozen(kw_only=True)
class Advertiser(Entity):
    """Who pays: the brand. ``country`` is an ISO 3166 code or ''."""

    KIND: ClassVar[str] = "advertiser"
    slug: str = field(validator=check_slug)
    name: str = field(validator=check_filled)
    country: str = field(default="", validator=check_text)


@frozen(kw_only=True)
class Campaign(Entity):
    """A plan of one advertiser. ``starts`` and ``ends`` are both inclusive days in ``zone``; ``budget`` excludes VAT.

    ``promotional_objective`` is a free key that several campaigns may share; the French counter adds up by it.
    """

    KIND: ClassVar[str] = "campaign"
    slug: str = field(validator=check_slug)
    name: str = field(validator=check_filled)
    advertiser: str
    starts: dt.date
    ends: dt.date = field()
    currency: str = field()
    zone: str = field(default="UTC")
    objective: Objective = "awareness"
    compensation: Compensation = "paid"
    format: CampaignFormat = "product placement"
    promotional_objective: str = field(default="", validator=check_text)
    budget: Money | None = field(default=None)
    category: str = field(default="", validator=check_text)
    hashtags: tuple[str, ...] = ()
    markets: tuple[str, ...] = ()
    landing_page: str = field(default="", validator=check_url)
    brief: str = ""
    instructions: str = ""

    @ends.validator
    def _after_start(self, _: Attribute[dt.date], ends: dt.date) -> None:
        if ends < self.starts:
            raise ValueError(f"ends {ends} is before starts {self.starts}")

    @currency.validator
    def _known_currency(self, _: Attribute[str], currency: str) -> None:
        if not is_currency(currency):
            raise ValueError(f"“{currency}” is no ISO 4217 currency code")

    @zone.validator
    def _known_zone(self, _: Attribute[str], zone: str) -> None:
        zone_named(zone)

    @budget.validator
    def _same_currency(self, _: Attribute[Money | None], budget: Money | None) -> None:
        if budget is not None and (budget.currency != self.currency or budget.minor < 0):
            raise ValueError(f"budget {budget} must be a positive amount in {self.currency}")


@frozen(kw_only=True)
class Collaboration(Entity):
    """An influencer in a campaign. What it costs is in the ledger; it moves by ``collaboration.move`` only."""

    KIND: ClassVar[str] = "collaboration"
    campaign: str
    influencer: str
    partnership: Partnership = "ad hoc"
    selection: Selection = "pending"
    stage: Stage = "shortlisted"
    note: str = ""

    @property
    def is_active(self) -> bool:
        """Say whether it counts in plans and sums: neither declined nor dropped."""
        return self.selection != "declined" and self.stage != "dropped"


@frozen(kw_only=True)
class Deliverable(Entity):
    """One piece: an Instagram reel, due at an aware time. *Overdue* is derived. ``post`` is what was published."""

    KIND: ClassVar[str] = "deliverable"
    collaboration: str
    platform: str = field(validator=check_slug)
    format: str = field(validator=check_slug)
    due: dt.datetime = field()
    title: str = field(default="", validator=check_text)
    status: Status = "planned"
    url: str = field(default="", validator=check_url)
    post: str = ""

    @due.validator
    def _aware(self, _: Attribute[dt.datetime], due: dt.datetime) -> None:
        if due.tzinfo is None:
            raise ValueError(f"due {due} has no time zone")

    @property
    def label(self) -> str:
        return self.title or f"{self.platform} {self.format}"

    def is_overdue(self, now: dt.datetime) -> bool:
        """Say whether it should have been published before ``now`` and was not."""
        return self.status in OPEN and self.due < now


@frozen(kw_only=True)
class Target(Entity):
    """What a campaign is meant to reach: at least (or at most) ``value`` of a KPI.

    Money is in whole units of the campaign's currency, a share is a fraction.
    """

    KIND: ClassVar[str] = "target"
    campaign: str
    kpi: str
    value: float
