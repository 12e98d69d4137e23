"""Something to do: one form, a dry run, and one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

from attrs import frozen

from .outcome import Outcome, Plan
from .reading import Read
from .writing import Write


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
