"""``undo`` and ``redo``: the last action of this user, and back."""

from __future__ import annotations

from .command import command, json_option
from .start import Start


@command("undo", json_option())
def _undo(start: Start, as_json: bool) -> int:
    """Take back your last action.

    What has left this file (mail, payments, signatures) is not undone; the refusal names what makes up for it.
    """
    return _say(start.desk.undo().message, as_json=as_json)


@command("redo", json_option())
def _redo(start: Start, as_json: bool) -> int:
    """Take back your last undo, as long as nothing new was done."""
    return _say(start.desk.redo().message, as_json=as_json)


def _say(message: str, *, as_json: bool) -> int:
    from .say import emit, emit_json

    if as_json:
        emit_json({"message": message})
    else:
        emit(message)
    return 0


COMMANDS = {"undo": _undo, "redo": _redo}
