"""``check``: what needs attention."""

from __future__ import annotations

from typing import Any

import click

from .command import command, json_option
from .completion import complete
from .start import Start

CAMPAIGN: dict[str, Any] = {"kind": "ref", "ref": "campaign", "choices": ()}


@command(
    "check",
    click.Argument(
        ["campaign"], required=False, metavar="[CAMPAIGN]", help="One campaign; all, if left out.",
        shell_complete=complete(CAMPAIGN),
    ),
    json_option(),
)  # fmt: skip
def _check(start: Start, campaign: str | None, as_json: bool) -> int:
    """List what needs attention, most severe first.

    Exit code 0 also where there are findings; read them with --json in a script.
    """
    from .findings import findings_json, print_findings
    from .say import emit_json, say

    desk = start.desk
    found = desk.session().findings(campaign)
    if as_json:
        emit_json({"findings": findings_json(found, desk.host)})
        return 0
    print_findings(found, desk.host)
    say(f"{len(found) or 'no'} finding{'' if len(found) == 1 else 's'}")
    return 0


COMMANDS = {"check": _check}
