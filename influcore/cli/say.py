"""The only place that prints. Data goes to standard output, talk to standard error; both are cleaned."""

from __future__ import annotations

import os
import re
import sys
from typing import Any, TextIO

from influcore.terminal import clean

# Inside a JSON string these would reach the terminal; as \u escapes they are the same string.
_UNSAFE = re.compile(
    r"[\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


def emit(line: str = "") -> None:
    """Print one line of data."""
    _write(sys.stdout, clean(line) + "\n")


def emit_title(line: str) -> None:
    """Print a heading: bold where a person looks at it and has not set NO_COLOR."""
    line = clean(line)
    is_bold = stdout_is_terminal() and not os.environ.get("NO_COLOR")
    _write(sys.stdout, f"\x1b[1m{line}\x1b[0m\n" if is_bold else f"{line}\n")


def emit_raw(text: str) -> None:
    """Print what was cleaned already, as it is."""
    _write(sys.stdout, text)


def say(line: str) -> None:
    """Print one line of talk, without any plugin's secret; with standard error closed it is lost."""
    if sys.stderr is not None:
        vault = sys.modules.get("influcore.host.vault")  # without it no secret was ever read
        _write(sys.stderr, clean(vault.hide(line) if vault else line) + "\n")


def json_text(value: Any, *, indent: int | None = 2) -> str:
    """Write JSON that loses nothing and that a terminal can be shown."""
    import json

    plain = json.dumps(value, ensure_ascii=not _is_unicode(), indent=indent, allow_nan=False)
    return _UNSAFE.sub(lambda m: f"\\u{ord(m[0]):04x}", plain)


def emit_json(value: Any) -> None:
    """Print a value as JSON."""
    emit_raw(json_text(value) + "\n")


def stdout_is_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def can_ask() -> bool:
    """Say whether there is a person to ask: standard input and error are a terminal."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr is not None and sys.stderr.isatty()


def ask(question: str) -> bool:
    """Ask for a yes; anything else, and the end of input, is a no."""
    sys.stderr.write(f"{clean(question)} [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in ("y", "yes")


def room() -> int:
    """Say how many columns there are: the terminal's, or COLUMNS; 0 where nothing limits a line."""
    if not stdout_is_terminal() and not os.environ.get("COLUMNS", "").isdigit():
        return 0
    import shutil

    return shutil.get_terminal_size((80, 24)).columns


def _is_unicode() -> bool:
    return (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "") == "utf8"


def _write(stream: TextIO | None, text: str) -> None:
    if stream is None:  # started with the stream closed
        raise OSError("there is nowhere to write to: the output is closed")
    stream.write(text)
