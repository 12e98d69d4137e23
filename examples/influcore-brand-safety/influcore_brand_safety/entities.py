"""What the plugin keeps: concerns."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Literal

from attrs import field, frozen
from influcore import Entity
from influcore.entities import check_filled, check_slug, check_text, check_url

Gravity = Literal["low", "medium", "high"]
GRAVITIES: tuple[Gravity, ...] = ("low", "medium", "high")


@frozen(kw_only=True)
class Concern(Entity):
    """Something to know about an influencer, one for each topic; ``settled`` is the day it was laid to rest."""

    KIND: ClassVar[str] = "brand_safety_concern"
    influencer: str
    topic: str = field(validator=[check_filled, check_slug])
    gravity: Gravity = "medium"
    noted: dt.date
    seen: str = field(default="", validator=check_url)
    settled: dt.date | None = None
    note: str = field(default="", validator=check_text)

    @property
    def label(self) -> str:
        return self.topic

    @property
    def is_open(self) -> bool:
        return self.settled is None
