"""The faults that influcore expects, each named for what went wrong.

An expected fault is one line, a hint and an exit code; everything else is a bug and keeps its traceback.
"""

from __future__ import annotations

from collections.abc import Sequence

FAILED, USAGE, BUSY, REJECTS, PLUGIN, INTERRUPTED = 1, 2, 3, 4, 5, 130


class InflucoreError(Exception):
    """Tell a person what went wrong (``message``) and what to do about it (``hint``)."""

    exit_code = FAILED

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UnknownId(InflucoreError):
    """There is no such thing. Names the nearest ones if there are any."""

    def __init__(self, kind: str, key: str, *, hint: str = "", near: Sequence[str] = ()) -> None:
        meant = f"did you mean {', '.join(near)}? " if near else ""
        super().__init__(f"no {kind} “{key}”", hint=f"{meant}{hint}".strip())


class InvalidInput(InflucoreError):
    """What was given does not fit. ``problems`` maps a field's name to its complaint; all of them at once."""

    exit_code = USAGE

    def __init__(self, message: str, *, hint: str = "", problems: Sequence[tuple[str, str]] = ()) -> None:
        lines = "; ".join(f"{name}: {text}" for name, text in problems)
        super().__init__(f"{message}: {lines}" if lines else message, hint=hint)
        self.problems = tuple(problems)


class Refused(InflucoreError):
    """The thing is understood and not allowed now; the message says why."""


class Conflict(InflucoreError):
    """Somebody else changed the row in between; nothing was written."""

    exit_code = BUSY


class Busy(InflucoreError):
    """Another process holds the workspace for longer than we wait."""

    exit_code = BUSY


class BadWorkspace(InflucoreError):
    """The file is no workspace, is damaged, or was written by a newer version."""


class BadFile(InflucoreError):
    """An input file can not be read at all; single bad rows are rejects instead."""


class PluginMisuse(InflucoreError):
    """A plugin broke the contract; names the plugin and what it did."""

    exit_code = PLUGIN
