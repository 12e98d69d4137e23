"""``tui``: the terminal application, found as a front end and not known by name."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from .command import command
from .start import Start

if TYPE_CHECKING:
    from influcore.services.desk import Desk


def _complete(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[object]:
    from .completion import complete

    return list(complete({"kind": "ref", "ref": "campaign", "choices": ()})(context, parameter, incomplete))


@command(
    "tui",
    click.Argument(
        ["campaign"], required=False, metavar="[CAMPAIGN]", help="Open it at once.", shell_complete=_complete
    ),
)
def _tui(start: Start, campaign: str | None) -> int:
    """Open the terminal application."""
    from influcore.errors import InvalidInput

    if not is_interactive():
        raise InvalidInput("the terminal application needs a terminal", hint="try `influcore plan` or `influcore show`")
    return run(start.desk, campaign)


def is_interactive() -> bool:
    """Say whether a person sits at both ends."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout is not None and sys.stdout.isatty()


def run(desk: Desk, campaign: str | None = None) -> int:
    """Start the front end called ``tui``. Errors: Refused where none is installed."""
    from importlib import import_module

    from influcore.errors import Refused

    found = desk.host.front_ends.get("tui")
    if not found:
        raise Refused("no terminal application is installed", hint="install influcore as a whole")
    module, _, name = found.partition(":")
    front: Callable[[Desk, str | None], int] = getattr(import_module(module), name)
    return front(desk, campaign)


COMMANDS = {"tui": _tui}
