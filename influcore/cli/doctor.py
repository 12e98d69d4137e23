"""``doctor``: is the workspace whole?"""

from __future__ import annotations

from .command import command, json_option
from .start import Start


@command("doctor", json_option())
def _doctor(start: Start, as_json: bool) -> int:
    """Check the workspace for damage; changes nothing.

    Exit code 1 where something is damaged.
    """
    from influcore.errors import FAILED
    from influcore.services.doctor import examine
    from influcore.terminal import clean

    from .grid import Head, grid
    from .say import emit, emit_json

    found = examine(start.workspace_path, start.host)
    bad = any(examined.state == "bad" for examined in found)
    if as_json:
        checks = [{"name": e.name, "state": e.state, "detail": e.detail} for e in found]
        emit_json({"workspace": str(start.workspace_path), "ok": not bad, "examined": checks})
    else:
        rows = [[e.state, clean(e.name), clean(e.detail)] for e in found]
        for line in grid([Head(title=""), Head(title=""), Head(title="")], rows)[1]:
            emit(line.text)
    return FAILED if bad else 0


COMMANDS = {"doctor": _doctor}
