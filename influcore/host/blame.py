"""Why a plugin broke, in one line that is safe to keep and to show: no escape sequence, no secret."""

from __future__ import annotations

from pathlib import PurePath
from types import TracebackType

from influcore.errors import InflucoreError

from .vault import hide

_HERE = str(PurePath(__file__).parent)
_LONGEST = 300


def told(error: BaseException) -> str:
    """Say what was raised, without where."""
    return _one_line(error.message if isinstance(error, InflucoreError) else f"{type(error).__name__}: {_text(error)}")


def reason_of(error: BaseException) -> str:
    """Say what was raised and where; a plugin's own InflucoreError is shown as it is."""
    if isinstance(error, InflucoreError):
        return _one_line(f"{error.message} ({error.hint})" if error.hint else error.message)
    if isinstance(error, SystemExit):
        return _one_line(f"tried to end the program (exit code {error.code!r}){_place(error.__traceback__)}")
    return _one_line(f"{type(error).__name__}: {_text(error)}{_place(error.__traceback__)}")


def _text(error: BaseException) -> str:
    try:
        return str(error)
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001 - even its message may raise
        return "its message can not be read"


def _place(trace: TracebackType | None) -> str:
    """Name the innermost line of code that is neither ours nor the import system's."""
    place = ""
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if not file.startswith(("<", _HERE)):
            place = f" (at {'/'.join(PurePath(file).parts[-2:])}:{trace.tb_lineno})"
        trace = trace.tb_next
    return place


def _one_line(text: str) -> str:
    """Take out line breaks, escape sequences and whatever else could not be printed."""
    line = " ".join("".join(c if c.isprintable() else " " for c in hide(text)).split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
