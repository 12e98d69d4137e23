"""Something to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Literal

from attrs import field, frozen

from .content import Content
from .session import Session

Phase = Literal["plan", "run", "measure"]
PHASES: tuple[Phase, ...] = ("plan", "run", "measure")


def _names(names: Iterable[str]) -> frozenset[str]:
    return frozenset(names)


@frozen(kw_only=True)
class Panel:
    """A pure read that returns content; it says what it offers, never where it is shown.

    ``name`` is ``plugin.thing``. ``subject`` is the kind it is about (``campaign``), or None for a list of the whole
    workspace. ``params`` is an attrs class of `opt` fields; with a subject, its first field is that subject's key.
    ``watches`` names the tables whose change makes it stale. ``order`` sorts within a phase before the title.
    """

    name: str
    title: str
    help: str
    read: Callable[[Session, Any], Content]
    subject: str | None = None
    phase: Phase = "plan"
    params: type[Any] | None = None
    watches: frozenset[str] = field(default=frozenset(), converter=_names)
    share: Literal["never", "on_request"] = "never"
    order: int = 50


@frozen(kw_only=True)
class Screen:
    """The escape hatch: a screen that a plugin draws by itself. ``widget`` is ``module:Class`` of a Textual widget.

    It is loaded by the terminal application only, and hosted behind a guard.
    """

    name: str
    title: str
    help: str
    widget: str
    subject: str | None = None
