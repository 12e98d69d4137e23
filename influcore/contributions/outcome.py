"""What an action would do, and what it did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import Factory, field, frozen

from influcore.entities import Entity, Ref

from .content import Content


def _texts(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(lines)  # a function of our own: the bare type as converter loses its types in mypy


@frozen(kw_only=True)
class Plan:
    """What an action would do: the dry run, the confirmation, and what undo will say.

    ``lines`` are sentences for people. ``reads`` are the entities it decided upon: if one has moved on when it is
    carried out, that is a conflict. ``data`` is for the action's own ``do``.
    """

    lines: tuple[str, ...] = field(converter=_texts)
    form: Any = None
    reads: tuple[Entity, ...] = ()
    data: Any = None
    warnings: tuple[str, ...] = ()
    details: Mapping[str, Any] = Factory(dict)


@frozen(kw_only=True)
class Outcome:
    """What was done. ``secret`` is shown once and kept nowhere."""

    message: str
    changed: tuple[Ref, ...] = ()
    content: Content | None = None
    secret: str | None = None
