"""What the plugin keeps: links, and each campaign's pattern for their tags."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Literal

from attrs import Attribute, field, frozen

from influcore.entities import Entity, check_filled, check_text

from .codes import check_code
from .tags import UTM
from .targets import check_target
from .template import DEFAULT, check_pattern

State = Literal["active", "retired"]


def _is_target(_: object, attribute: object, value: str) -> None:
    check_target(value)


def _is_code(_: object, attribute: object, value: str) -> None:
    check_code(value)


def _is_pattern(_: object, attribute: Attribute[str], value: str) -> None:
    check_text(_, attribute, value)
    check_pattern(value)


@frozen(kw_only=True)
class Link(Entity):
    """A tagged address for one influencer in a campaign, or for one deliverable, behind a short code.

    ``target`` is the page without our tags, ``tagged`` what the short address leads to. Neither changes once the link
    is out in the world; a retired link answers like one that never was.
    """

    KIND: ClassVar[str] = "links_link"
    campaign: str
    collaboration: str
    deliverable: str | None = None
    target: str = field(validator=_is_target)
    tagged: str = field(validator=_is_target)
    utm_source: str = field(validator=check_filled)
    utm_medium: str = field(validator=check_filled)
    utm_campaign: str = field(validator=check_filled)
    utm_content: str = field(default="", validator=check_text)
    utm_term: str = field(default="", validator=check_text)
    code: str = field(validator=_is_code)
    created: dt.datetime
    state: State = "active"

    @property
    def label(self) -> str:
        return short_path(self.code)

    @property
    def tags(self) -> dict[str, str]:
        """Give the five tags by their names in the query, in the order they are written."""
        return {name: getattr(self, name) for name in UTM}


@frozen(kw_only=True)
class Template(Entity):
    """How the tags of one campaign's links are made; at most one for a campaign. Links that exist stay as they are."""

    KIND: ClassVar[str] = "links_template"
    campaign: str
    utm_source: str = field(default=DEFAULT["utm_source"], validator=_is_pattern)
    utm_medium: str = field(default=DEFAULT["utm_medium"], validator=_is_pattern)
    utm_campaign: str = field(default=DEFAULT["utm_campaign"], validator=_is_pattern)
    utm_content: str = field(default=DEFAULT["utm_content"], validator=_is_pattern)
    utm_term: str = field(default=DEFAULT["utm_term"], validator=_is_pattern)

    @property
    def patterns(self) -> dict[str, str]:
        """Give the five patterns by the names of their tags."""
        return {name: getattr(self, name) for name in UTM}


def short_path(code: str) -> str:
    """Give the path that `influcore serve` answers for a code."""
    return f"/links/{code}"
