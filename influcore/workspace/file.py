"""The workspace as a file: telling ours from others, and connections with the right pragmas.

Facts behind each rule: a 0-byte file opens as an empty database, so the header is looked at first; nothing is created
on open; REPLACE passes append-only triggers unless ``recursive_triggers`` is on.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

from influcore.errors import BadWorkspace, Refused

APPLICATION_ID = 0x494E4643  # "INFC"
FORMAT = 1
BUSY_SECONDS = 30.0
_HEADER = b"SQLite format 3\x00"


def check_header(path: Path) -> None:
    """Refuse what is no workspace before SQLite touches it. Errors: BadWorkspace."""
    hint = "make one with `influcore init`, or name another with -w FILE"
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        raise BadWorkspace(f"there is no workspace {path}", hint=hint) from None
    except IsADirectoryError:
        raise BadWorkspace(f"{path} is a folder, not a workspace", hint=hint) from None
    except PermissionError:
        raise BadWorkspace(f"{path} can not be read: permission denied", hint="check its owner and mode") from None
    if not head:
        raise BadWorkspace(f"{path} is empty (0 bytes), not a workspace", hint=hint)
    if head[:16] != _HEADER or int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise BadWorkspace(f"{path} is no influcore workspace", hint=hint)


def connect(path: Path, *, writable: bool) -> sqlite3.Connection:
    """Open an existing workspace; each thread needs a connection of its own. Errors: BadWorkspace, Refused.

    SQLite's Python module does not watch over that: a thread that waits for a plugin lends its connection to the thread
    on which the plugin runs, and takes it back when the plugin hangs.
    """
    if sqlite3.sqlite_version_info < (3, 37):
        raise BadWorkspace(f"SQLite {sqlite3.sqlite_version} is too old", hint="3.37 or newer is needed")
    mode = "rw" if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK) else "ro"
    if writable and mode == "ro":
        raise Refused(f"{path} can not be written: permission denied", hint="check the mode of the file and its folder")
    try:
        conn = sqlite3.connect(
            f"file:{quote(str(path.absolute()))}?mode={mode}", uri=True, isolation_level=None, timeout=BUSY_SECONDS,
            check_same_thread=False,
        )  # fmt: skip
        _prepare(conn, writable)
    except sqlite3.DatabaseError as error:
        raise BadWorkspace(f"{path} can not be opened: {error}", hint="try `influcore doctor`") from error
    return conn


def _prepare(conn: sqlite3.Connection, writable: bool) -> None:
    conn.row_factory = sqlite3.Row
    for pragma in ("foreign_keys=ON", "recursive_triggers=ON", "trusted_schema=OFF", "synchronous=FULL"):
        conn.execute(f"PRAGMA {pragma}")
    if not writable:
        conn.execute("PRAGMA query_only=ON")
    version = conn.execute("PRAGMA user_version").fetchone()[0]
    if version > FORMAT:
        conn.close()
        raise BadWorkspace(
            f"this workspace was written by a newer influcore (format {version}, this one knows {FORMAT})",
            hint="upgrade influcore",
        )


def make_file(path: Path) -> sqlite3.Connection:
    """Make an empty workspace file, private to its owner. Errors: Refused where something is there already."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        raise Refused(f"{path} is there already", hint="name another file with -w, or remove it first") from None
    except FileNotFoundError:
        raise Refused(f"the folder {path.parent} is not there", hint="make it first") from None
    except PermissionError:
        raise Refused(f"{path} can not be made: permission denied", hint="choose another folder with -w") from None
    conn = sqlite3.connect(path, isolation_level=None, timeout=BUSY_SECONDS)
    conn.execute(f"PRAGMA application_id={APPLICATION_ID}")
    conn.execute(f"PRAGMA user_version={FORMAT}")
    conn.execute("PRAGMA journal_mode=WAL")
    _prepare(conn, writable=True)
    return conn
