"""``kpi try``: a KPI's numbers on a campaign, again each time its file is saved."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .command import command, json_option
from .completion import complete
from .start import Start

if TYPE_CHECKING:
    from influcore.services.trying import Tried

WAIT = 0.2


@command(
    "try",
    click.Argument(["file"], metavar="FILE", help="A plugin's file, or its package's folder."),
    click.Argument(
        ["campaign"], metavar="CAMPAIGN", help="Which campaign.",
        shell_complete=complete({"kind": "ref", "ref": "campaign", "choices": ()}),
    ),
    click.Option(["--once"], is_flag=True, help="Work it out once, and end."),
    json_option("Print JSON: one document, or a line for each time the file was saved."),
)  # fmt: skip
def _try(start: Start, file: str, campaign: str, once: bool, as_json: bool) -> int:
    """Work out the KPIs of a file on a campaign, and again each time the file is saved; Ctrl-C ends it.

    The file need not be installed. A file with a fault is told with its line, and waited for.
    """
    from influcore.errors import PLUGIN
    from influcore.services.trying import plugin_file, stamp, try_kpis

    from .say import say

    path = Path(file)
    plugin_file(path)
    desk, seen = start.desk, None
    while True:
        now = stamp(path)
        if now and now != seen:
            seen = now
            tried = try_kpis(desk, start.host_options, path, campaign)
            _tell(tried, as_json=as_json, indent=2 if once else None)
            if once:
                return PLUGIN if tried.error else 0
            say(f"waiting for {path} to be saved; Ctrl-C ends")
        time.sleep(WAIT)


def _tell(tried: Tried, *, as_json: bool, indent: int | None) -> None:
    import sys

    from .explain import print_numbers
    from .say import emit, emit_raw, emit_title, json_text, say

    if as_json:
        emit_raw(json_text(_json(tried), indent=indent) + "\n")
    elif tried.error:
        say(f"error: {tried.error}")
    for told in tried.kpis if not as_json else ():
        emit_title(f"{told.title} ({told.name}) {time.strftime('%H:%M:%S')}")
        print_numbers(told, trace=True)
        emit()
    sys.stdout.flush()


def _json(tried: Tried) -> dict[str, Any]:
    from .explain import explanation_json

    kpis = [explanation_json(told, trace=True) for told in tried.kpis]
    return {"plugin": tried.plugin, "error": tried.error or None, "kpis": kpis}


COMMAND = _try
