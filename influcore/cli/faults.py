"""From an exception to a line for people and an exit code. What nobody expected keeps its traceback."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from influcore.errors import BUSY, FAILED, PLUGIN, InflucoreError

from .say import say

if TYPE_CHECKING:
    from .start import Start


def report(error: Exception, start: Start) -> int:
    """Print an error and give its exit code."""
    if isinstance(error, InflucoreError):
        return _line(error.message, error.hint, error.exit_code)
    if "sqlite3" in sys.modules and isinstance(error, sys.modules["sqlite3"].DatabaseError):
        told = _of_sqlite(str(error))
        if told is not None:
            return _line(*told)
    if isinstance(error, OSError) and error.strerror:
        place = f"{error.filename}: " if error.filename else ""
        return _line(f"{place}{error.strerror}", "", FAILED)
    if isinstance(error, OSError) and error.errno is None and "output is closed" in str(error):
        return _line(str(error), "", FAILED)
    if plugin := _culprit(error, start):
        from influcore.host.blame import reason_of

        return _line(f"plugin {plugin} failed: {reason_of(error)}", "--strict shows where", PLUGIN)
    import traceback

    for line in "".join(traceback.format_exception(error)).splitlines():
        say(line)
    say("error: this is a bug; please report the lines above")
    return FAILED


def _culprit(error: Exception, start: Start) -> str:
    """Name the plugin in whose code it broke: the innermost place that is either the core's or a plugin's."""
    if start.strict or not start.has_host:
        return ""
    packages = {p.module.partition(".")[0].partition(":")[0]: p.name for p in start.host.plugins() if p.name != "core"}
    found, trace = "", error.__traceback__
    while trace is not None:
        package = str(trace.tb_frame.f_globals.get("__name__", "")).partition(".")[0]
        if package == "influcore" or package in packages:
            found = packages.get(package, "")
        trace = trace.tb_next
    return found


def _line(message: str, hint: str, code: int) -> int:
    say(f"error: {message}")
    if hint:
        say(f"hint: {hint}")
    return code


def _of_sqlite(text: str) -> tuple[str, str, int] | None:
    known = (
        ("locked", "another program holds the workspace", "try again", BUSY),
        ("readonly", "the workspace can not be written", "check the mode of the file and its folder", FAILED),
        ("is full", "the disk is full; nothing was written", "make room and try again", FAILED),
        ("disk I/O", "the disk does not answer; nothing was written", "check the disk", FAILED),
        ("unable to open", "the workspace can not be opened", "check that file and folder are there", FAILED),
        ("not a database", "the file is no workspace", "name another with -w FILE", FAILED),
        ("malformed", "the workspace is damaged", "try `influcore doctor`, or go back to a copy", FAILED),
    )
    return next(((f"{what} ({text})", hint, code) for word, what, hint, code in known if word in text), None)
