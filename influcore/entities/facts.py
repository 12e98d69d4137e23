"""Facts that only grow: posts, counts of them at a time, and entries of the ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import ClassVar, Literal

from attrs import field, frozen

from .base import Entity, check_text
from .campaigns import check_url
from .money import Money

EntryKind = Literal["fee", "gift", "product", "commission", "shipping", "ads", "agency", "vat"]
Phase = Literal["planned", "offered", "agreed", "delivered", "invoiced", "paid"]
Provenance = Literal["export", "list", "self-reported", "screen recording", "api"]
PHASES: tuple[Phase, ...] = ("planned", "offered", "agreed", "delivered", "invoiced", "paid")


@frozen(kw_only=True)
class Entry(Entity):
    """A line of the ledger. ``amount`` excludes VAT (kind *vat* is the tax itself); corrected by reversing only.

    ``source`` names what it came from as ``kind:id``: a contract, a deliverable, an invoice.
    """

    KIND: ClassVar[str] = "entry"
    collaboration: str
    kind: EntryKind = "fee"
    phase: Phase = "planned"
    amount: Money
    day: dt.date
    source: str = ""
    reverses: str = ""
    note: str = field(default="", validator=check_text)


@frozen(kw_only=True)
class Post(Entity):
    """Something published on a profile. ``key`` is unique for the profile: the platform's id, or what tells it apart.

    ``posted`` is the UTC time; ``exact`` is False where only the day is known. None: the source has no usable date.
    """

    KIND: ClassVar[str] = "post"
    profile: str
    key: str
    format: str = ""
    posted: dt.datetime | None = None
    exact: bool = True
    url: str = field(default="", validator=check_url)
    paid: bool | None = None
    hashtags: tuple[str, ...] = ()
    batch: str = ""


@frozen(kw_only=True)
class Observation(Entity):
    """What was counted of a post (or, as averages over recent posts, of a profile) at one time; append-only.

    ``counts`` maps a metric to a number in the metric's unit; ``statistic`` says whether they are counts or averages.
    ``provenance`` says who counted: an export, a public list, the creator.
    """

    KIND: ClassVar[str] = "observation"
    profile: str
    post: str = ""
    at: dt.datetime
    statistic: Literal["count", "average"] = "count"
    provenance: Provenance = "export"
    counts: Mapping[str, float]
    batch: str = ""
