"""The forms of the actions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import attrs
from attrs import frozen

from influcore import LongText, opt

from .entities import Contract
from .states import Status
from .terms import Exclusivity

DAYS = (
    "valid_from", "valid_to", "exclusivity_from", "exclusivity_to", "rights_from", "rights_to",
)  # fmt: skip


def _own_first(kind: type[Any], listed: Sequence[attrs.Attribute[Any]]) -> list[attrs.Attribute[Any]]:
    """Put what a form is about before the terms it inherits."""
    return sorted(listed, key=lambda attribute: bool(getattr(attribute, "inherited", False)))


@frozen(kw_only=True)
class Terms:
    """What can be agreed. What is left out stays as it is."""

    title: str | None = opt("What the contract is called.", default=None)
    valid_from: dt.date | None = opt("First day, included.", default=None)
    valid_to: dt.date | None = opt("Last day, included.", default=None)
    law: str | None = opt("Country whose law governs it.", default=None, example="FR")
    exclusivity: Exclusivity | None = opt("What the influencer may not do meanwhile.", default=None)
    exclusivity_category: str | None = opt(
        "Product category of the exclusivity; the campaign's at first.", default=None
    )
    exclusivity_competitors: tuple[str, ...] | None = opt(
        "Advertisers the influencer may not work for.", default=None, example="Lumen, Glow & Co"
    )
    exclusivity_from: dt.date | None = opt("First day of the exclusivity; the contract's if left out.", default=None)
    exclusivity_to: dt.date | None = opt("Last day of the exclusivity; the contract's if left out.", default=None)
    rights_scope: str | None = opt("What may be done with the content.", default=None, example="paid social, own site")
    rights_purpose: str | None = opt("What the rights are for.", default=None, example="promotion of the product")
    rights_territory: str | None = opt("Where the rights hold.", default=None, example="FR, BE")
    rights_from: dt.date | None = opt("First day of the rights.", default=None)
    rights_to: dt.date | None = opt("Last day of the rights.", default=None)
    disclosure: LongText | None = opt("How the content is to be marked as paid.", default=None, example="Publicité")
    note: LongText | None = opt("A note.", default=None)


@frozen(kw_only=True, field_transformer=_own_first)
class CreateContract(Terms):
    """Form of ``contracts.create``."""

    collaboration: str = opt("Whose: campaign/influencer, or the collaboration's id.", ref="collaboration", arg=True)
    signed_on: dt.date | None = opt("The day it was signed, for one that is signed already.", default=None)


@frozen(kw_only=True, field_transformer=_own_first)
class EditContract(Terms):
    """Form of ``contracts.edit``."""

    contract: str = opt("Which: its id, or campaign/influencer.", ref=Contract.KIND, arg=True, example="summer/anna")
    clear: tuple[str, ...] = opt("Days to take out again.", default=(), choices=DAYS)


@frozen(kw_only=True)
class MoveContract:
    """Form of ``contracts.move``."""

    contract: str = opt("Which: its id, or campaign/influencer.", ref=Contract.KIND, arg=True, example="summer/anna")
    to: Status = opt("The status it has now.", arg=True)
    on: dt.date | None = opt("The day it was signed; today if left out.", default=None)
    by: str = opt("Who took the step.", default="", example="influencer")
    note: LongText = opt("The reason or a remark, kept in the history.", default=LongText(""))
