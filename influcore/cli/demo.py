"""``demo``: a sample workspace of fictional brands and creators."""

from __future__ import annotations

from pathlib import Path

import click

from .command import command
from .start import Start

FILE = "demo.influcore"


@command("demo", click.Option(["--reset"], is_flag=True, help="Make the sample anew."))
def _demo(start: Start, reset: bool) -> int:
    """Try it on a sample workspace: the terminal application, or a printed plan where there is no terminal.

    Brands, creators and numbers in it are fictional.
    """
    from influcore.entities import Campaign

    from .plan import forecast
    from .say import say
    from .tui import is_interactive, run

    path = _path(start)
    if reset and path.exists():
        _remove(path)
    start.workspace = str(path)
    if not path.exists():
        _make(start, path)
    say(f"sample workspace {path}; brands, creators and numbers are fictional")
    if is_interactive():
        return run(start.desk)
    first = start.desk.session().list(Campaign)[0]
    return forecast(start, first.id)


def _path(start: Start) -> Path:
    """Name the sample's file: only an explicit -w moves it, for the environment names the user's real workspace."""
    from influcore.errors import Refused
    from influcore.host.folders import folder

    if start.chosen_workspace:
        return Path(start.chosen_workspace)
    place = folder("data")
    if place is None:
        raise Refused("there is no folder for your data", hint="name a file with -w FILE")
    Path(place).mkdir(parents=True, exist_ok=True)
    return Path(place) / FILE


def _make(start: Start, path: Path) -> None:
    from influcore.services.demo import build

    start.hold(build(path, start.host))


def _remove(path: Path) -> None:
    """Remove the sample with what SQLite keeps beside it. Errors: Refused where it is no sample."""
    from influcore.errors import Refused
    from influcore.workspace import Workspace
    from influcore.workspace.file import check_header

    check_header(path)
    workspace = Workspace(path)
    first = workspace.read().value("SELECT action FROM journal ORDER BY seq LIMIT 1")
    workspace.close()
    if first != "demo":
        raise Refused(f"{path} is no sample workspace, so --reset does not touch it", hint="name another with -w FILE")
    for part in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm"))):
        part.unlink(missing_ok=True)


COMMANDS = {"demo": _demo}
