"""Who makes the content: influencers, their profiles, and groups of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import ClassVar, Literal

from attrs import field, frozen

from .base import Entity, check_filled, check_slug, check_text
from .money import Money

State = Literal["active", "prospect", "archived"]


@frozen(kw_only=True)
class Influencer(Entity):
    """A person or act, on however many networks. ``state``: *prospect* came in by themselves (a media kit)."""

    KIND: ClassVar[str] = "influencer"
    slug: str = field(validator=check_slug)
    name: str = field(validator=check_filled)
    country: str = field(default="", validator=check_text)
    languages: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    email: str = field(default="", validator=check_text)
    state: State = "active"
    notes: str = ""


@frozen(kw_only=True)
class Profile(Entity):
    """One account of an influencer. ``handle`` is stored clean; ``hidden``: the follower list can not be seen.

    ``followers`` is the last count known, as of ``counted``; None where nobody has said.
    """

    KIND: ClassVar[str] = "profile"
    influencer: str
    platform: str = field(validator=check_slug)
    handle: str = field(validator=check_filled)
    followers: int | None = field(default=None)
    counted: dt.date | None = None
    verified: bool = False
    hidden: bool = False

    @followers.validator
    def _not_negative(self, _: object, value: int | None) -> None:
        if value is not None and value < 0:
            raise ValueError(f"{value} followers can not be")

    @property
    def label(self) -> str:
        return f"{self.platform}:{self.handle}"


@frozen(kw_only=True)
class Alias(Entity):
    """What another system calls a profile: ``namespace`` is the system or file family, ``key`` its id, as text."""

    KIND: ClassVar[str] = "alias"
    profile: str
    namespace: str
    key: str


@frozen(kw_only=True)
class RateCard(Entity):
    """What an influencer asks for one piece of a format, excluding VAT."""

    KIND: ClassVar[str] = "rate"
    influencer: str
    platform: str
    format: str
    price: Money


@frozen(kw_only=True)
class Group(Entity):
    """A named list of influencers, the usual start of a campaign."""

    KIND: ClassVar[str] = "group"
    slug: str = field(validator=check_slug)
    name: str = field(validator=check_filled)


@frozen(kw_only=True)
class Membership(Entity):
    """An influencer in a group."""

    KIND: ClassVar[str] = "membership"
    group: str
    influencer: str


def tier(followers: int | None, bounds: Mapping[str, int]) -> str:
    """Name the tier of a profile. ``bounds`` maps a tier to the first follower count *above* it, ascending.

    Units: followers. The last tier has no upper bound; an unknown count gives ''.
    """
    if followers is None:
        return ""
    name = ""
    for name, above in bounds.items():  # noqa: B007 - the last name stays when no bound is above
        if followers < above:
            break
    return name
