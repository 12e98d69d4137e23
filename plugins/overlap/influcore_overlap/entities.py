"""What is kept of a list of followers."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from attrs import Attribute, field, frozen

from influcore import Entity


def _share(_: object, attribute: Attribute[float], value: float) -> None:
    if not 0 < value <= 1:
        raise ValueError(f"{attribute.name} {value} must be a share above 0, at most 1")


@frozen(kw_only=True)
class AudiencePart(Entity):
    """A part of the list of who followed an account on one day; a list that is not very long is one part.

    ``account`` is a handle on ``platform`` or, with a ``namespace``, an id there. ``people`` is the length of the
    whole list, ``held`` that of this part, ``ids`` its keyed hashes as `packing` writes them. ``digest`` tells the
    contents of whole lists apart, ``key`` names the key without giving it away. Parts are numbered in order of the
    hash. ``profile`` is whose it was when it came; reading goes by handle and alias instead, so that a list that
    came before its influencer is found as well. ``rate`` is the share of all followers that were drawn for the list, 1
    where it is meant to be whole.
    """

    KIND: ClassVar[str] = "overlap_audience"
    platform: str
    namespace: str = ""
    account: str
    profile: str = ""
    taken_on: dt.date
    source: str = ""
    key: str
    people: int
    digest: str
    part: int = 0
    parts: int = 1
    held: int
    batch: str = ""
    ids: bytes
    rate: float = field(default=1.0, validator=_share)

    @property
    def label(self) -> str:
        return f"{self.namespace or self.platform}:{self.account}"
