"""What the plugin keeps: contracts, and each step they took."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

import attrs
from attrs import field, frozen

from influcore.entities import Entity, check_text

from .states import Status
from .terms import Exclusivity, complaints


@frozen(kw_only=True)
class Contract(Entity):
    """A contract of one collaboration. Every span includes both its days; None leaves an end open.

    ``law`` is the ISO 3166 code of the country whose law governs it, or ''. An exclusivity without days of its own
    lasts as long as the contract is valid. Its money is in the ledger.
    """

    KIND: ClassVar[str] = "contracts_contract"
    collaboration: str
    title: str
    status: Status = "draft"
    signed_on: dt.date | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    law: str = ""
    exclusivity: Exclusivity = "none"
    exclusivity_category: str = ""
    exclusivity_competitors: tuple[str, ...] = ()
    exclusivity_from: dt.date | None = None
    exclusivity_to: dt.date | None = None
    rights_scope: str = ""
    rights_purpose: str = ""
    rights_territory: str = ""
    rights_from: dt.date | None = None
    rights_to: dt.date | None = None
    disclosure: str = ""
    note: str = ""

    def __attrs_post_init__(self) -> None:
        found = complaints(attrs.asdict(self, recurse=False))
        if found:
            raise ValueError("; ".join(f"{name}: {complaint}" for name, complaint in found))

    @property
    def label(self) -> str:
        return self.title

    @property
    def exclusive_span(self) -> tuple[dt.date | None, dt.date | None]:
        """Give the days of the exclusivity: its own, else the contract's."""
        return self.exclusivity_from or self.valid_from, self.exclusivity_to or self.valid_to

    def covers(self, year: int) -> bool:
        """Say whether it is signed, and valid on some day of a calendar year."""
        begins = self.valid_from is None or self.valid_from.year <= year
        return self.status == "signed" and begins and (self.valid_to is None or self.valid_to.year >= year)


@frozen(kw_only=True)
class Event(Entity):
    """One step of a contract; never edited. ``from_status`` is '' where it began, ``by`` says who took the step."""

    KIND: ClassVar[str] = "contracts_event"
    contract: str
    at: dt.datetime
    from_status: str = ""
    to_status: Status
    by: str = field(default="", validator=check_text)
    note: str = ""
