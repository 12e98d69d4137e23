"""``plugins new``: begin a plugin of one's own, from templates inside the package."""

from __future__ import annotations

import click

from .command import command
from .start import Start

KINDS = ("kpi", "connector", "model", "panel", "action", "field")


@command(
    "new",
    click.Argument(["kind"], type=click.Choice(KINDS), help="What it will offer."),
    click.Argument(["name"], metavar="NAME", help="Its name, as in my-kpi."),
    click.Option(["--dir", "folder"], metavar="DIR", default=".", help="Where to make its folder. [default: here]"),
    click.Option(["--author"], metavar="TEXT", default="", help="Who publishes it."),
)
def _new(start: Start, kind: str, name: str, folder: str, author: str) -> int:
    """Begin a plugin: a folder with code, tests, README and pyproject.toml, ready to install and to publish.

    Nothing is written over, and nothing is downloaded.
    """
    import datetime as dt
    from pathlib import Path

    from influcore.services.scaffold import scaffold, write_scaffold

    from .say import emit, say

    year = dt.datetime.now(dt.UTC).year
    made = scaffold(start.host, kind, name, where=Path(folder), author=author, year=year)
    for path in write_scaffold(made):
        emit(str(path))
    say(f"made {made.folder}; now: pip install -e {made.folder} && pytest {made.folder}")
    return 0


COMMAND = _new
