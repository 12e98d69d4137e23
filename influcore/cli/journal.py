"""``journal``: what was done, by whom and when; and whether anybody touched it since."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from .command import command, json_option
from .start import Start

if TYPE_CHECKING:
    from influcore.workspace import JournalEntry, Workspace

PAGE = 500


@command(
    "journal",
    click.Option(["--limit"], type=click.IntRange(1), default=50, metavar="N", help="At most so many. [default: 50]"),
    click.Option(["--verify"], is_flag=True, help="Check the whole chain for edits."),
    json_option(),
)
def _journal(start: Start, limit: int, verify: bool, as_json: bool) -> int:
    """List what was done, newest first."""
    if verify:
        return _verify(start, as_json=as_json)
    from .say import emit_raw, json_text

    workspace = start.desk.workspace  # opened before anything is printed
    entries = _entries(workspace, limit)
    if not as_json:
        _print(entries)
        return 0
    emit_raw('{"entries": [')
    for number, entry in enumerate(entries):
        emit_raw((",\n" if number else "\n") + json_text(_entry_json(entry), indent=None))
    emit_raw("\n]}\n")
    return 0


def _entries(workspace: Workspace, limit: int) -> Iterator[JournalEntry]:
    before = None
    while limit > 0 and (page := workspace.journal(limit=min(limit, PAGE), before=before)):
        yield from page
        limit -= len(page)
        before = page[-1].seq


def _entry_json(entry: JournalEntry) -> dict[str, Any]:
    return {
        "seq": entry.seq, "at": entry.at, "actor": {"kind": entry.actor_kind, "name": entry.actor},
        "action": entry.action, "summary": entry.summary, "undo": entry.undo, "undoes": entry.undoes,
        "changes": entry.changes, "erased": entry.erased, "hash": entry.hash,
        "refs": [{"kind": kind, "id": id, "label": label} for kind, id, label in entry.refs],
    }  # fmt: skip


def _print(entries: Iterator[JournalEntry]) -> None:
    from influcore.terminal import clean

    from .grid import Head, grid
    from .say import emit, emit_title, room, say

    heads = [Head(title="#", right=True), Head(title="When"), Head(title="Who", wide=1), Head(title="Action", wide=1),
             Head(title="What")]  # fmt: skip
    rows = [[str(e.seq), e.at, clean(e.actor), clean(e.action), clean(e.summary)] for e in entries]
    if not rows:
        say("nothing was done yet")
        return
    for line in grid(heads, rows, room=room())[1]:
        (emit_title if line.is_title else emit)(line.text)


def _verify(start: Start, *, as_json: bool) -> int:
    from influcore.errors import FAILED
    from influcore.workspace.journal import verify

    from .say import emit, emit_json

    count, head, faults = verify(start.desk.workspace.connection())
    if as_json:
        emit_json({"entries": count, "head": head, "faults": faults})
    else:
        for fault in faults:
            emit(fault)
        emit(f"{count:,} entries, {len(faults) or 'no'} faults, head {head or '–'}")
    return FAILED if faults else 0


COMMANDS = {"journal": _journal}
