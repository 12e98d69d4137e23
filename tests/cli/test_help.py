"""Help: every command has it, and asking for it loads nothing heavy."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import click
import pytest

from influcore.cli.root import VERBS, root
from influcore.cli.start import Start

HEAVY = (
    "attr", "attrs", "babel", "cattrs", "importlib.metadata", "numpy", "platformdirs", "pluggy", "sqlite3",
    "sqlite_utils", "textual", "tomllib", "yarl", "influcore.contributions", "influcore.entities",
    "influcore.services", "influcore.workspace", "influcore.core",
)  # fmt: skip
PROBE = """
import contextlib, io, json, sys
from influcore.cli.entry import main
said = io.StringIO()
with contextlib.redirect_stdout(said):
    code = main({argv})
print(json.dumps([code, said.getvalue(), list(sys.modules)]))
"""


def _walk(command: click.Command, context: click.Context) -> Iterator[tuple[str, click.Command, click.Context]]:
    yield context.command_path, command, context
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None, f"{context.command_path} {name} is listed and not there"
            yield from _walk(inner, click.Context(inner, info_name=name, parent=context))


@pytest.fixture(scope="module")
def commands(installed_host: Any) -> list[tuple[str, click.Command, click.Context]]:
    return list(_walk(root, click.Context(root, info_name="influcore", obj=Start(installed_host))))


def test_every_command_has_help_and_so_has_each_of_its_params(commands: list[Any]) -> None:
    assert len(commands) > 40
    for path, command, context in commands:
        with context:
            text = command.get_help(context)
            assert "Usage:" in text, path
            assert (command.help or "").strip() or isinstance(command, click.Group), path
            for param in command.get_params(context):
                record = param.get_help_record(context)
                assert getattr(param, "hidden", False) or record is None or record[1].strip(), f"{path} {param.name}"


def test_every_action_and_panel_of_the_catalogue_is_a_command(commands: list[Any], installed_host: Any) -> None:
    paths = {path for path, _, _ in commands}
    for item in (*installed_host.catalogue.actions, *installed_host.catalogue.panels):
        group, _, verb = item.name.partition(".")
        assert f"influcore {group} {verb.replace('_', '-')}" in paths
    for panel in installed_host.catalogue.panels:
        assert f"influcore show {panel.name}" in paths


def test_no_group_of_a_plugin_hides_behind_a_verb_of_ours(installed_host: Any) -> None:
    names = [item.name for item in (*installed_host.catalogue.actions, *installed_host.catalogue.panels)]
    assert [name for name in names if name.partition(".")[0] in VERBS] == []


@pytest.mark.parametrize("argv", [["--help"], ["links", "--help"], ["links", "create", "--help"], ["plan", "--help"]])
def test_help_loads_no_heavy_module(argv: list[str]) -> None:
    code = PROBE.format(argv=argv)
    for _ in range(2):  # the first may have to read the plugins
        done = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True)
    status, said, loaded = json.loads(done.stdout)
    assert status == 0
    assert "Usage: influcore" in said
    assert [name for name in loaded if name in HEAVY or name.startswith("influcore_")] == []
    assert done.stderr == ""


def test_help_lists_every_plugin_with_its_commands(cli: Callable[..., Any], installed_host: Any) -> None:
    text = cli("--help").out
    for item in installed_host.catalogue.actions:
        assert item.name.partition(".")[0] in text
        assert item.name.partition(".")[2].replace("_", "-") in text


def test_underscores_of_a_name_may_be_typed(cli: Callable[..., Any]) -> None:
    assert cli("collaboration", "add_group", "--help").code == 0
    assert cli("collaboration", "add-group", "--help").code == 0


@pytest.mark.parametrize("argv", [["cmpaign"], ["campaign", "nwe"], ["show", "campaign.lst"]])
def test_an_unknown_command_names_the_near_ones(cli: Callable[..., Any], argv: list[str]) -> None:
    ran = cli(*argv)
    assert ran.code == 2
    assert "did you mean" in ran.err
    assert ran.out == ""


def test_without_a_command_help_is_the_answer(cli: Callable[..., Any]) -> None:
    assert "Usage: influcore" in cli().out
