"""The journal: who did what, when, with the rows before and after, chained so that no edit goes unseen.

Each payload (a row's image before and after, or a note) is committed to by SHA-256 over a random salt and its text;
an entry's hash covers its commitments and the hash before. Erasing a person removes payloads and salts; the chain
stays verifiable. A cut tail is found only against a head saved elsewhere; an owner who rewrites everything can.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from attrs import frozen

ActorKind = Literal["user", "plugin", "reviewer", "server"]
UndoPolicy = Literal["rows", "compensate", "never"]
NOTE = "note"


@frozen(kw_only=True)
class Actor:
    """Who does something: a user of this machine, a plugin, a reviewer's token, the server."""

    kind: ActorKind
    name: str


@frozen(kw_only=True)
class Change:
    """One row before and after: ``before`` None for an insert, ``after`` None for a delete. Kept as row images."""

    table: str
    row: str
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None


@frozen(kw_only=True)
class JournalEntry:
    """An entry as people read it. ``erased`` counts payloads that are gone."""

    seq: int
    id: str
    at: str
    actor_kind: str
    actor: str
    action: str
    undo: str
    undoes: int | None
    changes: int
    summary: str
    refs: tuple[tuple[str, str, str], ...]
    details: Mapping[str, Any]
    hash: str
    erased: int = 0


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True, default=_blob)


def _blob(value: Any) -> Any:
    if isinstance(value, bytes):
        return {"blake2b": hashlib.blake2b(value, digest_size=16).hexdigest(), "bytes": len(value)}
    raise TypeError(f"a {type(value).__name__} has no place in the journal")


def _commitment(salt: bytes, payload: str) -> bytes:
    return hashlib.sha256(salt + payload.encode()).digest()


def _hash(prev: bytes, head: Sequence[Any], root: bytes) -> bytes:
    return hashlib.sha256(prev + _text(list(head)).encode() + root).digest()


def append(
    conn: sqlite3.Connection,
    *,
    batch: str,
    at: str,
    actor: Actor,
    action: str,
    undo: UndoPolicy,
    note: Mapping[str, Any],
    changes: Sequence[Change],
    undoes: int | None = None,
) -> int:
    """Write one entry with its changes; gives its number. Must be inside the transaction that it tells of."""
    last = conn.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    seq, prev = (last[0] + 1, last[1]) if last else (1, b"")
    salts = os.urandom(16 * (len(changes) + 1))
    rows = []
    root = hashlib.sha256()
    told = [(NOTE, batch, _text(note))]
    told += [(c.table, c.row, _text({"before": c.before, "after": c.after})) for c in changes]
    for n, (table, row, payload) in enumerate(told):
        salt = salts[16 * n : 16 * n + 16]
        commitment = _commitment(salt, payload)
        root.update(commitment)
        rows.append((seq, n, table, row, payload, salt, commitment))
    head = (seq, batch, at, actor.kind, actor.name, action, undo, undoes, len(changes))
    digest = root.digest()
    conn.execute(
        "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*head, digest, prev, _hash(prev, head, digest)),
    )
    conn.executemany("INSERT INTO journal_change VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    return int(seq)


def entries(conn: sqlite3.Connection, *, limit: int = 50, before: int | None = None) -> Iterator[JournalEntry]:
    """Give entries, newest first."""
    rows = conn.execute(
        "SELECT j.*, (SELECT payload FROM journal_change c WHERE c.seq = j.seq AND c.n = 0) AS note, "
        "(SELECT count(*) FROM journal_change c WHERE c.seq = j.seq AND c.payload IS NULL) AS erased "
        "FROM journal j WHERE j.seq < ? ORDER BY j.seq DESC LIMIT ?",
        (before if before is not None else 1 << 62, limit),
    )
    for row in rows:
        note: dict[str, Any] = {"summary": "(erased)", "refs": [], "details": {}}
        note |= json.loads(row["note"]) if row["note"] else {}
        yield JournalEntry(
            seq=row["seq"],
            id=row["id"],
            at=row["at"],
            actor_kind=row["actor_kind"],
            actor=row["actor"],
            action=row["action"],
            undo=row["undo"],
            undoes=row["undoes"],
            changes=row["changes"],
            summary=note["summary"],
            refs=tuple(tuple(ref) for ref in note["refs"]),
            details=note["details"],
            hash=row["hash"].hex(),
            erased=row["erased"],
        )


def changes_of(conn: sqlite3.Connection, seq: int) -> list[Change] | None:
    """Give the changes of an entry in order, or None where a payload has been erased."""
    found = []
    for row in conn.execute("SELECT * FROM journal_change WHERE seq = ? AND n > 0 ORDER BY n", (seq,)):
        if row["payload"] is None:
            return None
        images = json.loads(row["payload"])
        found.append(Change(table=row["tbl"], row=row["row"], before=images["before"], after=images["after"]))
    return found


def verify(conn: sqlite3.Connection) -> tuple[int, str, list[str]]:
    """Check the whole chain: (entries, head, faults), each fault in words with the entry's number."""
    faults: list[str] = []
    prev, expected, head_hash = b"", 1, b""
    changes = conn.execute("SELECT * FROM journal_change ORDER BY seq, n")
    change = changes.fetchone()
    for row in conn.execute("SELECT * FROM journal ORDER BY seq"):
        seq = row["seq"]
        if seq != expected:
            faults.append(f"entry {expected} is missing")
        root, count = hashlib.sha256(), 0
        while change is not None and change["seq"] == seq:
            salted = change["payload"] is not None and change["salt"] is not None
            if salted and _commitment(change["salt"], change["payload"]) != change["commitment"]:
                faults.append(f"entry {seq}: change {change['n']} was altered")
            root.update(change["commitment"])
            count += 1
            change = changes.fetchone()
        head = [row[k] for k in ("seq", "id", "at", "actor_kind", "actor", "action", "undo", "undoes", "changes")]
        if count != row["changes"] + 1 or root.digest() != row["root"]:
            faults.append(f"entry {seq}: its changes are not those that were written")
        if row["prev"] != prev or _hash(prev, head, row["root"]) != row["hash"]:
            faults.append(f"entry {seq} was altered, or the one before it")
        prev = head_hash = row["hash"]
        expected = seq + 1
    if change is not None:
        faults.append(f"changes of an entry {change['seq']} that is missing")
    return expected - 1, head_hash.hex(), faults
