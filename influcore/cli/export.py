"""``export``: a panel into a file, whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click

from .command import Command
from .looking import look, panel_params
from .root import Lazy
from .start import Start, start_of


class Export(Command):
    """Takes a panel's name, then whatever that panel takes."""

    def __init__(self, name: str) -> None:
        super().__init__(
            name,
            callback=lambda **given: _export(start_of(click.get_current_context()), name, **given),
            context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False},
            help=f"Write a panel to a {name.upper()} file.\n\nBehind the panel stands what `influcore show` takes.",
            params=[
                click.Option(["--force"], is_flag=True, help="Replace the file if it is there."),
                click.Argument(["file"], metavar="FILE", help="Where to; - is standard output."),
                click.Argument(["panel"], metavar="PANEL", help="Its name; `influcore show` lists them.",
                               shell_complete=_panels),
                click.Argument(["arguments"], nargs=-1, type=click.UNPROCESSED, metavar="[ARGS]...",
                               help="The panel's own subject and options."),
            ],
        )  # fmt: skip


def _panels(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    names = [panel.name for panel in start_of(context).host.catalogue.panels]
    return [name for name in names if name.startswith(incomplete)]


def _export(start: Start, kind: str, *, file: str, panel: str, arguments: Sequence[str], force: bool) -> int:
    from .as_csv import write_csv
    from .as_json import write_json
    from .say import say

    item = start.host.catalogue.find("panel", panel)
    if item is None:
        start.host.owner("panel", panel)  # raises, naming the near ones
        return 1
    painter = {"csv": write_csv, "json": write_json}[kind]
    reader = Command(panel, params=panel_params(item))
    with reader.make_context(panel, list(arguments), parent=click.get_current_context()) as context:
        given: dict[str, Any] = dict(context.params)
    with _opened(file, force=force) as write:
        look(start, item, given, lambda content, choice: painter(content, choice, write))
    if file != "-":
        say(f"wrote {file}")
    return 0


@contextmanager
def _opened(file: str, *, force: bool) -> Iterator[Callable[[str], Any]]:
    """Give a way to write that puts the file in place only when all of it is there."""
    from .say import emit_raw

    if file == "-":
        yield emit_raw
        return
    from influcore.errors import Refused

    if os.path.lexists(file) and not force:
        raise Refused(f"{file} is there already", hint="name another file, or add --force to replace it")
    draft = f"{file}.{os.getpid()}.part"
    try:
        with open(draft, "x", encoding="utf-8", newline="") as stream:
            yield stream.write
        os.replace(draft, file)
    finally:
        if os.path.exists(draft):
            os.unlink(draft)


COMMANDS = {
    "export": Lazy("export", help="Write a panel to a file.", commands={"csv": Export("csv"), "json": Export("json")})
}
