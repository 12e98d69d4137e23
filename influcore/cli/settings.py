"""``settings``: what can be set, to what it is set and why, and setting it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from .command import command, json_option
from .root import Lazy
from .start import Start

if TYPE_CHECKING:
    from influcore.host import Host
    from influcore.services.settings import Setting


def _key() -> click.Argument:
    return click.Argument(["key"], metavar="SECTION.KEY", help="As in core.worlds.")


def _project_option() -> click.Option:
    return click.Option(["--project"], is_flag=True, help="In influcore.toml beside the workspace, not in your own.")


@command(
    "list", click.Argument(["section"], required=False, metavar="[SECTION]", help="One section alone."), json_option()
)
def _list(start: Start, section: str | None, as_json: bool) -> int:
    """List the settings with their values, and where each value comes from."""
    from influcore.errors import FAILED, InvalidInput, UnknownId
    from influcore.services.settings import sections, settings

    from .say import emit_json, say

    host, project = _host(start), _project(start)
    known = sections(host)
    if section is not None and section not in known:
        raise UnknownId("section", section, hint=f"there are {', '.join(known)}")
    found, code = list[Any](), 0
    for name in [section] if section else known:
        try:
            found += settings(host, project, known[name])
        except InvalidInput as error:
            say(f"error: {error.message}")
            code = FAILED
    if as_json:
        emit_json([_json(setting) for setting in found])
    else:
        _print(found)
    return code


@command("get", _key(), json_option())
def _get(start: Start, key: str, as_json: bool) -> int:
    """Print one value; of a secret only whether it is set."""
    from influcore.services.settings import find, settings

    from .say import emit, emit_json

    host = _host(start)
    section, path, _ = find(host, key)
    setting = next(s for s in settings(host, _project(start), section) if s.key == f"{section.name}.{path[0]}")
    value: Any = setting.value
    for part in path[1:]:
        value = value.get(part) if isinstance(value, dict) else None
    if as_json:
        emit_json({**_json(setting), "key": key, "value": value})
    else:
        emit(setting.text if len(path) == 1 else "" if value is None else str(value))
    return 0


@command(
    "set",
    _key(),
    click.Argument(["value"], required=False, metavar="[VALUE]", help="- reads it from standard input."),
    _project_option(),
)
def _set(start: Start, key: str, value: str | None, project: bool) -> int:
    """Set a value, in your own settings file or the project's; comments in it stay.

    A secret is asked for without echo, or read from standard input with -, and is never kept in a settings file.
    """
    from influcore.errors import InvalidInput, Refused
    from influcore.services.settings import change, find, is_secret, keep_secret

    from .say import say

    host = _host(start)
    section, path, _ = find(host, key)
    if is_secret(section, path):
        if project:
            raise Refused(f"{key} is a secret: no project keeps it", hint="leave --project out")
        if value not in (None, "-"):
            raise InvalidInput(
                f"{key} is a secret, and others can see the command line",
                hint=f"leave the value out to be asked for it, or pipe it into `influcore settings set {key} -`",
            )
        kept = keep_secret(section, path, _asked(key, value))
        say(f"{key} is set, in the {'keyring' if kept == 'keyring' else 'data folder, for your eyes only'}")
        return 0
    if value is None:
        raise InvalidInput(f"{key} needs a value", hint=f"as in: influcore settings set {key} VALUE")
    file = _file(start, project)
    text = sys.stdin.read().rstrip("\r\n") if value == "-" else value
    change(host, key, text, file, is_project=project)
    say(f"{key} is set in {file}")
    _tell_of_stronger(host, start, key, file)
    return 0


@command("unset", _key(), _project_option())
def _unset(start: Start, key: str, project: bool) -> int:
    """Take a value out of your settings file, or the project's; a secret is forgotten."""
    from influcore.errors import Refused
    from influcore.services.settings import remove

    from .say import say

    host, file = _host(start), _file(start, project)
    if not remove(host, key, file):
        raise Refused(f"{key} is not set in {file}", hint="`influcore settings list` says where a value comes from")
    say(f"{key} is not set any more")
    return 0


@command("check", json_option())
def _check(start: Start, as_json: bool) -> int:
    """Check everything that is set anywhere; names all that is wrong at once."""
    from influcore.errors import USAGE
    from influcore.services.settings import problems

    from .say import emit, emit_json

    found = problems(_host(start), _project(start))
    if as_json:
        emit_json([{"key": key, "problem": text} for key, text in found])
    else:
        for key, text in found:
            emit(f"{key}: {text}")
    return USAGE if found else 0


@command("schema")
def _schema(start: Start) -> int:
    """Print the JSON schema of a settings file, for editors."""
    from influcore.services.settings_schema import schema

    from .say import emit_json

    emit_json(schema(_host(start)))
    return 0


def _host(start: Start) -> Host:
    """Give the plugins; where settings keep them from being loaded, the core alone, so that these can be mended."""
    from influcore.errors import InvalidInput

    from .say import say

    try:
        return start.host
    except InvalidInput as error:
        if start.has_host:  # they were loaded: a flag or variable is wrong
            raise
        from influcore.host import Host

        say(f"warning: no plugin is loaded: {error.message}")
        return Host.load(start.host_options._replace(no_plugins=True))


def _project(start: Start) -> str:
    from influcore.host.origins import PROJECT_FILE

    return str(start.workspace_path.absolute().with_name(PROJECT_FILE))


def _file(start: Start, project: bool) -> str:
    from influcore.errors import InflucoreError
    from influcore.host.folders import settings_file

    file = _project(start) if project else settings_file()
    if file is None:
        raise InflucoreError("there is no place for your settings", hint="set INFLUCORE_CONFIG_DIR to a folder")
    return file


def _asked(key: str, value: str | None) -> str:
    """Read a secret: from standard input, or by asking for it without echo. Errors: InvalidInput where none can be."""
    from influcore.errors import InvalidInput

    from .say import can_ask

    if value == "-":
        return sys.stdin.readline().rstrip("\r\n")
    if not can_ask():
        raise InvalidInput(f"{key} is asked for, and there is no terminal", hint="- reads it from standard input")
    import getpass

    return getpass.getpass(f"{key}: ")


def _tell_of_stronger(host: Host, start: Start, key: str, file: str) -> None:
    """Say if what was just set has no effect, because a stronger origin says something else."""
    from influcore.host.settings import merge
    from influcore.services.settings import find

    from .say import say

    section, path, _ = find(host, key)
    layer = merge(section.form, section.name, host.origins(_project(start)).layers(section.name)).layer(*path)
    if layer is not None and layer.place != file:
        say(f"note: {layer.place} says otherwise, and is stronger")


def _json(setting: Setting) -> dict[str, Any]:
    return {
        "key": setting.key, "value": setting.value, "default": setting.default, "origin": setting.origin,
        "place": setting.place, "secret": setting.is_secret, "help": setting.help,
    }  # fmt: skip


def _print(found: list[Setting]) -> None:
    from influcore.terminal import clean

    from .grid import Head, grid
    from .say import emit, emit_title, room

    heads = [Head(title="Setting"), Head(title="Value"), Head(title="From", wide=1), Head(title="What", wide=2)]
    rows = [
        [setting.key, clean(setting.text) or "–", setting.origin, clean(setting.help)]
        for setting in found
    ]  # fmt: skip
    for line in grid(heads, rows, room=room())[1]:
        (emit_title if line.is_title else emit)(line.text)


COMMANDS = {
    "settings": Lazy(
        "settings",
        help="What can be set, to what it is set, and where that comes from.",
        commands={command.name or "": command for command in (_list, _get, _set, _unset, _check, _schema)},
    )
}
