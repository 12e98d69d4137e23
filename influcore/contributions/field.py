"""A value that hangs on an entity, read in batches."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from attrs import frozen

from influcore.entities import Ref

from .reading import Read


@frozen(kw_only=True)
class Field:
    """A value that panels show beside their own: as a column of collaborations, on the card of an influencer.

    ``name`` is ``plugin.thing``; ``read`` gives one value (or `Unknown`) for each ref, in order.
    """

    name: str
    title: str
    help: str
    subject: str
    type: type[Any]
    read: Callable[[Read, Sequence[Ref]], Sequence[Any]]
