"""Something to do: one form, a dry run, and one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

from attrs import Factory, field, frozen

from influcore.entities import Entity, Ref

from .access import Read, Write
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


@frozen(kw_only=True)
class Action:
    """``name`` is ``group.verb``; it is a command, an entry of the palette and a line of a row's menu.

    ``form`` is an attrs class of `opt` fields. ``subject`` is the kind of row it is offered on; the form's field with
    that ``ref`` is filled from the row. ``undo``: *rows* puts the former rows back; *compensate* names another action
    in ``compensate``; *never* says so before.
    """

    name: str
    help: str
    form: type[Any]
    plan: Callable[[Read, Any], Plan]
    do: Callable[[Write, Plan], Outcome]
    risk: Literal["safe", "confirm", "irreversible"] = "safe"
    undo: Literal["rows", "compensate", "never"] = "rows"
    compensate: str | None = None
    many: bool = False
    title: str = ""
    prefill: Callable[[Read, str], Mapping[str, Any]] | None = None
    subject: str = ""
