"""The tree of commands: a fixed table of our own, and the catalogue's actions and panels. Imports neither."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

import influcore

from .cleaned import cleaned
from .start import Start, start_of

if TYPE_CHECKING:
    from influcore.host import Listed


# A command of our own: the module with its ``COMMANDS``, the section it is listed in, and what it does.
VERBS: dict[str, tuple[str, str, str]] = {
    "demo": ("demo", "Begin", "Try it on a sample workspace."),
    "init": ("init", "Begin", "Make an empty workspace."),
    "import": ("importing", "Begin", "Read files of creators, posts and audiences."),
    "tui": ("tui", "Begin", "Open the terminal application."),
    "plan": ("plan", "Look", "Forecast a campaign, with intervals."),
    "show": ("show", "Look", "Show a panel, or list all of them."),
    "check": ("check", "Look", "List what needs attention."),
    "explain": ("explain", "Look", "Say where a number comes from."),
    "kpi": ("kpi", "Look", "List the KPIs, or try one while you write it."),
    "export": ("export", "Look", "Write a panel to a CSV, JSON, XLSX or calendar file."),
    "report": ("report", "Look", "Write a campaign's report to send, as HTML or XLSX."),
    "serve": ("serve", "Look", "Serve the plugins' web pages."),
    "journal": ("journal", "Keep", "List what was done, by whom and when."),
    "undo": ("undoing", "Keep", "Take back your last action."),
    "redo": ("undoing", "Keep", "Take back your last undo."),
    "dump": ("bundles", "Keep", "Write all of the workspace as lines of JSON."),
    "load": ("bundles", "Keep", "Put a dump into an empty workspace."),
    "doctor": ("doctor", "Keep", "Check the workspace for damage."),
    "plugins": ("plugins", "Keep", "List the plugins and what they bring."),
    "settings": ("settings", "Keep", "List, set and check the settings."),
}
FAMILIES = {
    "advertiser": "The brands that pay.",
    "campaign": "Plans: who, what, when, for how much.",
    "collaboration": "Influencers in a campaign.",
    "deliverable": "The pieces that influencers make.",
    "group": "Named lists of influencers.",
    "influencer": "The people who make the content, and their profiles.",
    "workspace": "The file as a whole.",
    "ledger": "What is planned, agreed, invoiced and paid.",
}
SECTIONS = ("Begin", "Campaigns", "Look", "Plugins", "Keep")


class Lazy(click.Group):
    """A group whose help is cleaned and whose unknown commands name the near ones."""

    def get_help(self, ctx: click.Context) -> str:
        return cleaned(super().get_help(ctx))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            import difflib

            near = difflib.get_close_matches(args[0], self.list_commands(ctx), n=3)
            meant = f"; did you mean {', '.join(near)}?" if near else ""
            ctx.fail(f"there is no command “{args[0]}”{meant}")
        return super().resolve_command(ctx, args)


class Root(Lazy):
    """All commands, in sections."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*VERBS, *_groups(start_of(ctx))})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        verb = VERBS.get(cmd_name)
        if verb is not None:
            found: click.Command = import_module(f"influcore.cli.{verb[0]}").COMMANDS[cmd_name]
            return found
        listed = _groups(start_of(ctx)).get(cmd_name)
        return Family(cmd_name, listed) if listed else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        start = start_of(ctx)
        lines: dict[str, list[tuple[str, str]]] = {section: [] for section in SECTIONS}
        for name, (_, section, text) in VERBS.items():
            lines[section].append((name, text))
        helps = {plugin.name: plugin.help for plugin in start.host.plugins()}
        for name, listed in sorted(_groups(start).items()):
            words = ", ".join(_verb(item) for item in listed)
            if name in helps and name != "core":
                lines["Plugins"].append((name, f"{helps[name]} {words}".strip()))
            else:
                lines["Campaigns"].append((name, f"{FAMILIES.get(name, '')} {words}".strip()))
        for section, rows in lines.items():
            if rows:
                with formatter.section(section):
                    formatter.write_dl(rows)


class Family(Lazy):
    """The commands of one group: actions to do, panels to look at."""

    def __init__(self, name: str, listed: Iterable[Listed]) -> None:
        super().__init__(name)
        self._listed = {_verb(item): item for item in listed}

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self._listed)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        item = self._listed.get(cmd_name.replace("_", "-"))
        if item is None:
            return None
        if item.kind == "actions":
            from .doing import action_command

            return action_command(item, cmd_name)
        from .looking import panel_command

        return panel_command(item, cmd_name)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        helps = {plugin.name: plugin.help for plugin in start_of(ctx).host.plugins()}
        formatter.write_paragraph()
        formatter.write_text(helps.get(self.name or "") or FAMILIES.get(self.name or "") or f"The {self.name}.")

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for title, kind in (("Do", "actions"), ("Look", "panels")):
            rows = [(verb, item.help or item.title) for verb, item in self._listed.items() if item.kind == kind]
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)


def _groups(start: Start) -> dict[str, list[Listed]]:
    """Sort the catalogue by the word before the dot; our own verbs come first."""
    groups: dict[str, list[Listed]] = {}
    for item in (*start.host.catalogue.actions, *start.host.catalogue.panels):
        group, _, verb = item.name.partition(".")
        if verb and group not in VERBS:
            groups.setdefault(group, []).append(item)
    for listed in groups.values():
        listed.sort(key=lambda item: item.name)
    return groups


def _verb(item: Listed) -> str:
    """Name a command as people type it: ``collaboration.add_group`` is ``collaboration add-group``."""
    return item.name.partition(".")[2].replace("_", "-")


def _callback(**_: Any) -> int:
    context = click.get_current_context()
    context.call_on_close(start_of(context).close)
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
    return 0


def _terminal_width() -> int:
    """Say how wide help may be. Not by shutil, whose import costs a tenth of what click's does."""
    for stream in (sys.stdout, sys.stderr):
        try:
            return max(60, min(os.get_terminal_size(stream.fileno()).columns - 2, 100))
        except (OSError, ValueError, AttributeError):
            continue
    return 80


def _version(context: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        click.echo(f"influcore {influcore.__version__}")
        context.exit()


root = Root(
    "influcore",
    invoke_without_command=True,
    callback=_callback,
    help="Plan and run influencer-marketing campaigns from a terminal, on a file you own.",
    context_settings={"help_option_names": ["-h", "--help"], "terminal_width": _terminal_width()},
    params=[
        click.Option(
            ["-w", "--workspace"],
            metavar="FILE",
            is_eager=True,
            help="The workspace; else INFLUCORE_WORKSPACE, else ./campaigns.influcore.",
        ),
        click.Option(["--no-plugins"], is_flag=True, is_eager=True, help="Run the core alone."),
        click.Option(["--block"], metavar="NAME", multiple=True, is_eager=True, help="Leave a plugin out."),
        click.Option(
            ["--plugins-dir"], metavar="DIR", multiple=True, is_eager=True, help="Also load the plugins in a folder."
        ),
        click.Option(
            ["--set"],
            metavar="S.KEY=VALUE",
            multiple=True,
            is_eager=True,
            help="A setting for this once; see `influcore settings list`.",
        ),
        click.Option(
            ["--trace-hooks"],
            is_flag=True,
            is_eager=True,
            help="Tell on standard error of each call of a plugin's hook.",
        ),
        click.Option(["--strict"], is_flag=True, is_eager=True, help="Stop at the first plugin that fails."),
        click.Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            help="Print the version.",
            callback=_version,
        ),
    ],
)
