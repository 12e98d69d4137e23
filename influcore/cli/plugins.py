"""``plugins``: which there are, what they bring, and why one is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from .command import command, json_option
from .plugins_new import COMMAND as _new
from .root import Lazy
from .start import Start, start_of

if TYPE_CHECKING:
    from influcore.host import PluginInfo


def _called(as_json: bool) -> int:
    """List the plugins where no verb follows."""
    context = click.get_current_context()
    return 0 if context.invoked_subcommand else _plugins(start_of(context), as_json)


def _plugins(start: Start, as_json: bool) -> int:
    from influcore import API_VERSION

    from .say import emit, emit_json, emit_title, room

    found = start.host.plugins()
    if as_json:
        failures = [{"plugin": f.plugin, "stage": f.stage, "reason": f.reason} for f in start.host.failures]
        emit_json({"api_version": API_VERSION, "plugins": [_json(p) for p in found], "failures": failures})
        return 0
    from influcore.terminal import clean

    from .grid import Head, grid

    heads = [Head(title="Plugin"), Head(title="State"), Head(title="Version", wide=1), Head(title="Brings"),
             Head(title="From", wide=2), Head(title="ms", right=True, wide=2)]  # fmt: skip
    rows = [
        [clean(p.name), clean(p.state), clean(p.version) or "–", _brings(p), clean(p.origin), f"{p.load_ms:.0f}"]
        for p in found
    ]
    for line in grid(heads, rows, room=room())[1]:
        (emit_title if line.is_title else emit)(line.text)
    if start.host.failures:
        emit()
        emit_title("Left out")
        for failure in start.host.failures:
            emit(f"{failure.plugin} ({failure.stage}): {failure.reason}")
    old = [(plugin.name, text) for plugin in found for text in plugin.deprecated]
    if old:
        emit()
        emit_title("Deprecated")
        for name, text in old:
            emit(f"{name}: {text}")
    return 0


def _brings(plugin: PluginInfo) -> str:
    from influcore.host.kinds import kind_named

    counts = ", ".join(f"{count} {kind if count != 1 else kind_named(kind).one}" for kind, count in _counts(plugin))
    return counts or ("–" if plugin.state != "blocked" else "blocked")


def _counts(plugin: PluginInfo) -> list[tuple[str, int]]:
    return [(kind, count) for kind, count in plugin.contributions.items() if count]


def _json(plugin: PluginInfo) -> dict[str, Any]:
    return {
        "name": plugin.name, "help": plugin.help, "state": plugin.state, "source": plugin.source,
        "module": plugin.module, "distribution": plugin.distribution, "version": plugin.version, "path": plugin.path,
        "api": plugin.api, "load_ms": plugin.load_ms, "contributions": dict(plugin.contributions),
        "hooks": list(plugin.hooks), "failure": plugin.failure, "deprecated": list(plugin.deprecated),
    }  # fmt: skip


@command(
    "purge",
    click.Argument(["name"], metavar="NAME", help="A plugin that is uninstalled or blocked."),
    click.Option(["--yes"], is_flag=True, help="Do it. This can not be taken back."),
    json_option(),
)
def _purge(start: Start, name: str, yes: bool, as_json: bool) -> int:
    """Remove what a plugin kept in this workspace; without --yes only say what would go.

    Uninstalling a plugin keeps its data. The journal keeps what it says of the past; a copy of the workspace as it was
    is made beside it.
    """
    from influcore.services.purging import carry_out, would_purge

    from .say import emit, emit_json, say

    desk = start.desk
    tables = (carry_out if yes else would_purge)(desk, name)
    if as_json:
        emit_json({"plugin": name, "done": yes, "tables": dict(tables)})
        return 0
    for table, rows in tables:
        emit(f"{table}: {rows} {'row' if rows == 1 else 'rows'}")
    say(f"removed the data of {name}" if yes else "nothing was done; --yes removes these tables for good")
    return 0


COMMANDS = {
    "plugins": Lazy(
        "plugins",
        help="List the plugins: version, what they bring, and why one is left out.",
        callback=_called,
        params=[json_option()],
        invoke_without_command=True,
        commands={"new": _new, "purge": _purge},
    )
}
