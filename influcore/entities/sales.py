"""Facts of what came of a campaign: orders and visits of links, without anything of who ordered or came."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from attrs import field, frozen

from .base import Entity, check_filled, check_text
from .money import Money


@frozen(kw_only=True)
class OrderFact(Entity):
    """An order as a shop stated it once; append-only: a refund is another fact of the same ``system`` and ``key``.

    The newest of a key counts. ``total`` is what was charged, ``refunded`` what of it was given back.
    """

    KIND: ClassVar[str] = "order_fact"
    system: str = field(validator=check_filled)
    key: str = field(validator=check_filled)
    at: dt.datetime
    total: Money
    discount: Money | None = None
    refunded: Money | None = None
    code: str = field(default="", validator=check_text)
    status: str = field(default="", validator=check_text)
    batch: str = ""


@frozen(kw_only=True)
class ClickFact(Entity):
    """One visit of a link. ``bot`` is what the source said, None where it did not say; every visit is kept."""

    KIND: ClassVar[str] = "click_fact"
    system: str = field(validator=check_filled)
    link: str = field(validator=check_filled)
    key: str = field(validator=check_filled)
    at: dt.datetime
    bot: bool | None = None
    referrer: str = field(default="", validator=check_text)
    country: str = field(default="", validator=check_text)
    batch: str = ""
