"""Is the workspace whole? Every examination is one line; nothing is repaired behind the user's back."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from attrs import frozen

from influcore.errors import InflucoreError
from influcore.workspace import file, journal, migrate

if TYPE_CHECKING:
    from influcore.host import Host

_SYNCED = ("dropbox", "onedrive", "google drive", "googledrive", "icloud", "nextcloud", "mobile documents")
_NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs"})


@frozen(kw_only=True)
class Examined:
    """One examination. ``state`` *bad* means damage, *warn* something to know."""

    name: str
    state: Literal["ok", "warn", "bad"]
    detail: str


def examine(path: Path, host: Host) -> tuple[Examined, ...]:
    """Examine a workspace file; works on damaged ones too, as far as that goes."""
    try:
        file.check_header(path)
        conn = file.connect(path, writable=False)
    except InflucoreError as error:
        return (Examined(name="file", state="bad", detail=error.message),)
    try:
        return tuple(_all(path, conn, host))
    finally:
        conn.close()


def _all(path: Path, conn: sqlite3.Connection, host: Host) -> Iterator[Examined]:
    size = path.stat().st_size
    yield Examined(name="file", state="ok", detail=f"{path}, {size:,} bytes, SQLite {sqlite3.sqlite_version}")
    yield from _place(path)
    for name, look in (("pages", _pages), ("keys", _keys), ("journal", _journal)):
        yield _guarded(name, look, conn)
    yield _guarded("tables", lambda c: _tables(c, host), conn)
    for failure in host.failures:
        yield Examined(name="plugins", state="warn", detail=f"{failure.plugin} ({failure.stage}): {failure.reason}")
    if not host.failures:
        yield Examined(name="plugins", state="ok", detail=f"{len(host.plugins())} found, all in order")


def _guarded(name: str, look: Callable[[sqlite3.Connection], Examined], conn: sqlite3.Connection) -> Examined:
    try:
        return look(conn)
    except sqlite3.DatabaseError as error:
        return Examined(name=name, state="bad", detail=f"can not be read: {error}")


def _place(path: Path) -> Iterator[Examined]:
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        yield Examined(name="mode", state="warn", detail=f"others can read the file (mode {mode:o}); `chmod 600` it")
    else:
        yield Examined(name="mode", state="ok", detail="private to its owner")
    where = str(path.absolute()).lower()
    synced = next((name for name in _SYNCED if name in where), "")
    if synced or _file_system(path) in _NETWORK:
        reason = f"a folder of {synced}" if synced else "a network file system"
        yield Examined(
            name="place", state="warn", detail=f"lies in {reason}; SQLite may be damaged there, keep it local"
        )


def _file_system(path: Path) -> str:
    """Name the type of file system a path lies on, where the system says (Linux)."""
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    best = ("", "")
    for line in mounts:
        parts = line.split()
        if len(parts) > 2 and str(path.absolute()).startswith(parts[1]) and len(parts[1]) >= len(best[0]):
            best = (parts[1], parts[2])
    return best[1]


def _pages(conn: sqlite3.Connection) -> Examined:
    found = [row[0] for row in conn.execute("PRAGMA integrity_check(20)")]
    if found == ["ok"]:
        return Examined(name="pages", state="ok", detail="integrity_check found nothing")
    return Examined(name="pages", state="bad", detail="; ".join(found))


def _keys(conn: sqlite3.Connection) -> Examined:
    broken = conn.execute("PRAGMA foreign_key_check").fetchall()
    if not broken:
        return Examined(name="keys", state="ok", detail="every reference points at something")
    return Examined(name="keys", state="bad", detail=f"{len(broken)} rows point at nothing, first in {broken[0][0]}")


def _journal(conn: sqlite3.Connection) -> Examined:
    count, head, faults = journal.verify(conn)
    if faults:
        return Examined(name="journal", state="bad", detail="; ".join(faults[:5]))
    return Examined(name="journal", state="ok", detail=f"{count} entries, chain intact, head {head[:16] or '–'}")


def _tables(conn: sqlite3.Connection, host: Host) -> Examined:
    sets = host.tables()
    waiting = migrate.pending(conn, sets)
    known = {name for name, _ in sets} | {"core"}
    absent = sorted({row[0] for row in conn.execute("SELECT DISTINCT plugin FROM table_spec")} - known)
    if waiting:
        return Examined(name="tables", state="warn", detail=f"to be brought up to date: {', '.join(waiting)}")
    if absent:
        return Examined(name="tables", state="warn", detail=f"kept for plugins that are not here: {', '.join(absent)}")
    return Examined(name="tables", state="ok", detail="up to date")
