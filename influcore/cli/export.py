"""``export``: a panel into a file, whole or not at all."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .command import Command
from .looking import look, panel_params
from .root import Lazy
from .start import Start, start_of

if TYPE_CHECKING:
    from influcore.contributions import Content

    from .choice import Choice


_ALARM = {
    "ics": (
        click.Option(["--alarm", "alarms"], metavar="DAYS", type=click.IntRange(0, 365), multiple=True,
                     help="Remind so many days before; may be given again."),
    )
}  # fmt: skip


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
                *_ALARM.get(name, ()),
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


def _export(
    start: Start, kind: str, *, file: str, panel: str, arguments: Sequence[str], force: bool, alarms: Sequence[int] = ()
) -> int:
    from .say import say

    item = start.host.catalogue.find("panel", panel)
    if item is None:
        start.host.owner("panel", panel)  # raises, naming the near ones
        return 1
    reader = Command(panel, params=panel_params(item))
    with reader.make_context(panel, list(arguments), parent=click.get_current_context()) as context:
        given: dict[str, Any] = dict(context.params)
    with placed(file, force=force) as draft:
        look(start, item, given, _painter(kind, draft, start, alarms))
    if file != "-":
        say(f"wrote {file}")
    return 0


def _painter(kind: str, draft: Path, start: Start, alarms: Sequence[int]) -> Callable[[Content, Choice], None]:
    """Give what writes a content to a file in one of the forms."""
    if kind == "xlsx":
        from .as_xlsx import write_xlsx

        return lambda content, choice: write_xlsx(content, choice, draft)
    if kind == "ics":
        from .as_ics import ics_bytes

        now = start.desk.session().now
        return lambda content, choice: write_bytes(draft, ics_bytes(choice.of(content), now=now, alarms=alarms))
    from .as_csv import write_csv
    from .as_json import write_json

    painter = {"csv": write_csv, "json": write_json}[kind]

    def paint(content: Content, choice: Choice) -> None:
        with draft.open("w", encoding="utf-8", newline="") as stream:
            painter(content, choice, stream.write)

    return paint


def write_bytes(path: Path, data: bytes) -> None:
    """Write a whole file."""
    path.write_bytes(data)


@contextmanager
def placed(file: str, *, force: bool) -> Iterator[Path]:
    """Give a draft to write to, put in place (or printed, for ``-``) only when all of it is there. Errors: Refused."""
    from influcore.errors import Refused

    if file == "-":
        with tempfile.TemporaryDirectory(prefix="influcore-") as folder:
            draft = Path(folder) / "draft"
            yield draft
            with draft.open("rb") as stream:
                sys.stdout.flush()
                shutil.copyfileobj(stream, sys.stdout.buffer)
        return
    if os.path.lexists(file) and not force:
        raise Refused(f"{file} is there already", hint="name another file, or add --force to replace it")
    draft = Path(f"{file}.{os.getpid()}.part")
    try:
        yield draft
        os.replace(draft, file)
    finally:
        draft.unlink(missing_ok=True)


COMMANDS = {
    "export": Lazy(
        "export",
        help="Write a panel to a file.",
        commands={kind: Export(kind) for kind in ("csv", "ics", "json", "xlsx")},
    )
}
