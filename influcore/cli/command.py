"""The kind of click command that influcore uses: its help is cleaned, and ``-w`` may follow the verb."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from .cleaned import cleaned
from .start import start_of


class Command(click.Command):
    """A command of influcore."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.params.append(
            click.Option(
                ["-w", "--workspace", "workspace_here"], hidden=True, expose_value=False, callback=_choose_workspace
            )
        )

    def get_help(self, ctx: click.Context) -> str:
        return cleaned(super().get_help(ctx))


def command(name: str, *params: click.Parameter) -> Callable[[Callable[..., Any]], Command]:
    """Make a command of a function ``(start, **options)``; its docstring is the help."""

    def wrap(function: Callable[..., Any]) -> Command:
        def call(**options: Any) -> Any:
            return function(start_of(click.get_current_context()), **options)

        help_text = " ".join((function.__doc__ or "").split("\n\n")[0].split())
        rest = "\n\n".join((function.__doc__ or "").split("\n\n")[1:])
        return Command(name, params=list(params), callback=call, help=f"{help_text}\n\n{rest}".strip())

    return wrap


def json_option(help: str = "Print JSON with stable field names.") -> click.Option:
    """Make the option that every reading command has."""
    return click.Option(["--json", "as_json"], is_flag=True, help=help)


def _choose_workspace(context: click.Context, _: click.Parameter, value: str | None) -> None:
    if value:
        start_of(context).workspace = value
