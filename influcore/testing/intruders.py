"""What a piece of code does beside its work: sockets, other programs, files that it writes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_NETWORK = ("socket.", "urllib.", "http.", "ftplib.", "smtplib.")
_HARMLESS = frozenset({"socket.gethostname"})
_PROGRAMS = ("subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "pty.")
_STORES = ("sqlite3.connect", "shutil.", "os.remove", "os.rename", "os.mkdir", "os.rmdir")
_seen: ContextVar[list[str] | None] = ContextVar("influcore_testing_seen", default=None)
_installed: list[bool] = []


class Intrusion(OSError):
    """Raised in place of what the code was about to do."""


@contextmanager
def watched() -> Iterator[list[str]]:
    """Refuse network, programs and writing while this is open; gives what was tried, in words."""
    if not _installed:
        sys.addaudithook(_judge)  # can not be taken out again, so it is put in once and asks whether it is wanted
        _installed.append(True)
    tried: list[str] = []
    token = _seen.set(tried)
    try:
        yield tried
    finally:
        _seen.reset(token)


def _judge(event: str, arguments: tuple[Any, ...]) -> None:
    tried = _seen.get()
    if tried is None:
        return
    what = _fault(event, arguments)
    if what:
        tried.append(what)
        raise Intrusion(what)


def _fault(event: str, arguments: tuple[Any, ...]) -> str:
    if event.startswith(_NETWORK) and event not in _HARMLESS:
        return f"uses the network ({event})"
    if event.startswith(_PROGRAMS):
        return f"starts another program ({event})"
    if event.startswith(_STORES):
        return f"touches other files ({event} {arguments[:1]!r:.80})"
    if event == "open" and len(arguments) > 1 and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
        return f"writes the file {'/'.join(str(arguments[0]).split('/')[-2:])}"
    return ""
