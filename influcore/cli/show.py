"""``show NAME``: any panel; without a name, what there is to show."""

from __future__ import annotations

from typing import Any

import click

from .command import json_option
from .looking import panel_command
from .root import Lazy
from .start import Start, start_of


class Show(Lazy):
    """Every panel by its full name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [panel.name for panel in start_of(ctx).host.catalogue.panels]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        item = start_of(ctx).host.catalogue.find("panel", cmd_name)
        return panel_command(item, cmd_name) if item is not None else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [(panel.name, panel.help or panel.title) for panel in start_of(ctx).host.catalogue.panels]
        with formatter.section("Panels"):
            formatter.write_dl(rows)


def _list(as_json: bool) -> int:
    context = click.get_current_context()
    if context.invoked_subcommand is None:
        _print_list(start_of(context), as_json=as_json)
    return 0


def _print_list(start: Start, *, as_json: bool) -> None:
    from influcore.contributions import Column, ListRows, Table

    from .choice import Choice
    from .plain import print_table
    from .say import emit_json

    names = ("name", "title", "subject", "phase", "plugin", "help")
    panels: list[dict[str, Any]] = [{name: getattr(p, name) for name in names} for p in start.host.catalogue.panels]
    start.tell_failures()
    if as_json:
        emit_json({"panels": panels})
        return
    wide = {"help": 1, "phase": 2, "plugin": 2}
    columns = tuple(Column(name=n, title=n.capitalize(), wide=wide.get(n, 0)) for n in names)
    print_table(Table(columns=columns, rows=ListRows(panels), empty="No plugin offers a panel."), Choice())


COMMANDS = {
    "show": Show(
        "show",
        invoke_without_command=True,
        callback=_list,
        params=[json_option()],
        subcommand_metavar="PANEL [ARGS]...",
        help="Show a panel as a table, JSON or CSV; without a name, list all panels.",
    )
}
