"""``init``: an empty workspace."""

from __future__ import annotations

from pathlib import Path

import click

from .command import command, json_option
from .start import Start


@command(
    "init",
    click.Argument(["file"], required=False, metavar="[FILE]", help="Where to make it, instead of -w."),
    json_option(),
)
def _init(start: Start, file: str | None, as_json: bool) -> int:
    """Make an empty workspace: one file that is yours."""
    from influcore.services.desk import Desk

    from .say import emit, emit_json, say

    path = Path(file) if file else start.workspace_path
    start.hold(Desk.create(path, start.host))
    if as_json:
        emit_json({"workspace": str(path)})
        return 0
    emit(f"made {path}")
    say("next: `influcore import FILE…` for creators and posts, or `influcore campaign new --help`")
    return 0


COMMANDS = {"init": _init}
