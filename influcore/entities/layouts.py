"""How a kind of file is read, kept under a name for the next one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from attrs import Factory, field, frozen

from .base import Entity, check_slug


@frozen(kw_only=True)
class Layout(Entity):
    """Which column is which field (``columns``), and what the connector has to be told (``options``)."""

    KIND: ClassVar[str] = "layout"
    slug: str = field(validator=check_slug)
    connector: str = ""
    columns: Mapping[str, str] = Factory(dict)
    options: Mapping[str, str] = Factory(dict)
