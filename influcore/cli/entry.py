"""The console script: run one command, and turn what goes wrong into a line, a hint and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import click

    from .start import Start

COMPLETE = "_INFLUCORE_COMPLETE"


def main(argv: Sequence[str] | None = None, start: Start | None = None) -> int:
    """Run influcore and give its exit code. ``start`` brings plugins that are here already, as tests do."""
    from .start import Start

    _prepare_streams()
    start = start or Start()
    try:
        code = _run(sys.argv[1:] if argv is None else argv, start)
        _flush()
    except (KeyboardInterrupt, EOFError):
        from influcore.errors import INTERRUPTED

        return INTERRUPTED
    except BrokenPipeError:
        _forget_output()
        return 0
    except Exception as error:  # noqa: BLE001 - the last one to see it; `report` keeps a bug's traceback
        from .faults import report

        code = 1
        try:
            code = report(error, start)
            _flush()
        except OSError:  # the complaint, or what was printed before it, can not be written
            _forget_output()
    return code


def _run(argv: Sequence[str], start: Start) -> int:
    import click

    from .root import root

    if COMPLETE in os.environ:
        from click.shell_completion import shell_complete

        return shell_complete(root, {}, "influcore", COMPLETE, os.environ[COMPLETE])
    try:
        with root.make_context("influcore", list(argv), obj=start) as context:
            return int(root.invoke(context) or 0)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.Abort as error:
        raise KeyboardInterrupt from error
    except click.ClickException as error:
        return _report_usage(error)


def _report_usage(error: click.ClickException) -> int:
    import click

    from influcore.errors import USAGE

    from .say import say

    context = getattr(error, "ctx", None)
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        for line in error.format_message().splitlines():
            say(line)
        return USAGE
    say(f"error: {' '.join(error.format_message().split())}")
    if context is not None:
        say(f"hint: see `{context.command_path} --help`")
    return USAGE


def _prepare_streams() -> None:
    """Never let a file be opened where standard output or error should be, and never fail on a letter."""
    for descriptor in (0, 1, 2):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest free number, which is this one
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()


def _forget_output() -> None:
    """Point standard output at nothing, so that Python's own last flush can not complain."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    for descriptor in (1, 2):
        try:
            os.dup2(nothing, descriptor)
        except OSError:
            continue
