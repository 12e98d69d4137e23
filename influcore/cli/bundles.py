"""``dump`` and ``load``: all of a workspace as lines of JSON, and back."""

from __future__ import annotations

import click

from .command import command
from .start import Start


@command(
    "dump",
    click.Argument(["file"], metavar="FILE", help="Where to; - is standard output."),
    click.Option(["--force"], is_flag=True, help="Replace the file if it is there."),
)
def _dump(start: Start, file: str, force: bool) -> int:
    """Write all rows of the workspace as JSON lines, plugins' too.

    The journal, what can be derived again, and secrets stay out.
    """
    from influcore.services.bundle import dump

    from .export import placed
    from .say import say

    with placed(file, force=force) as draft, draft.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(dump(start.desk.workspace.connection()))
    if file != "-":
        say(f"wrote {file}")
    return 0


@command("load", click.Argument(["file"], metavar="FILE", type=click.Path(), help="A file that dump wrote."))
def _load(start: Start, file: str) -> int:
    """Put a dump into an empty workspace, all of it or nothing."""
    from pathlib import Path

    from influcore.errors import BadFile
    from influcore.services.bundle import load

    from .say import say

    path = Path(file)
    try:
        with path.open(encoding="utf-8", newline="\n") as lines:
            count = load(start.desk.workspace, lines, path.name)
    except OSError as error:
        raise BadFile(f"{path.name} can not be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise BadFile(f"{path.name} is no UTF-8") from error
    say(f"loaded {count:,} rows")
    return 0


COMMANDS = {"dump": _dump, "load": _load}
