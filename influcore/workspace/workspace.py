"""A workspace: one SQLite file, a connection for each thread, and one way in to write."""

from __future__ import annotations

import getpass
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from influcore.entities import Ids, IdSource
from influcore.errors import BadWorkspace, Busy, Refused

from . import file, journal, migrate
from .journal import Actor, JournalEntry, UndoPolicy
from .reading import Reader, Surroundings

if TYPE_CHECKING:
    from .writing import Runner, Transaction


def this_user() -> Actor:
    """Name the user who runs this process."""
    try:
        return Actor(kind="user", name=getpass.getuser())
    except (OSError, KeyError):
        return Actor(kind="user", name="unknown")


class Workspace:
    """Open one with `Workspace.open`, make one with `Workspace.create`. Safe to use from several threads."""

    def __init__(
        self, path: Path, *, around: Surroundings | None = None, ids: IdSource | None = None, actor: Actor | None = None
    ) -> None:
        self.path = path
        self.around = around or Surroundings()
        self.actor = actor or this_user()
        self.migration_failures: list[tuple[str, str]] = []
        self._ids = ids or Ids()
        self._local = threading.local()
        self._open: list[sqlite3.Connection] = []

    @classmethod
    def open(cls, path: Path, sets: migrate.Sets = (), **options: object) -> Workspace:
        """Open a file that is there and bring its tables up to date. Errors: BadWorkspace."""
        file.check_header(path)
        workspace = cls(path, **options)  # type: ignore[arg-type]
        workspace.bring_up_to_date(sets)
        return workspace

    @classmethod
    def create(cls, path: Path, sets: migrate.Sets = (), **options: object) -> Workspace:
        """Make an empty workspace. Errors: Refused where a file is there already."""
        conn = file.make_file(path)
        try:
            failures = migrate.migrate(conn, sets)
        except BaseException:
            conn.close()
            path.unlink()
            raise
        conn.close()
        workspace = cls(path, **options)  # type: ignore[arg-type]
        workspace.migration_failures = failures
        return workspace

    def bring_up_to_date(self, sets: migrate.Sets) -> None:
        """Apply migrations that this file has not had; the former state is kept beside it."""
        if not self.lacks([(name, step.__name__) for name, tables in sets for step in tables.migrations]):
            return
        conn = file.connect(self.path, writable=True)
        try:
            migrate.back_up(conn, self.path)
            self.migration_failures = migrate.migrate(conn, sets)
        finally:
            conn.close()

    def lacks(self, migrations: Iterable[tuple[str, str]]) -> bool:
        """Say whether this file has not had one of these (plugin, name), or of the core's. Errors: BadWorkspace."""
        try:
            return bool(migrate.lacking(self.connection(), migrations))
        except sqlite3.DatabaseError as error:
            raise BadWorkspace(f"{self.path} is damaged: {error}", hint="try `influcore doctor`") from error

    def connection(self) -> sqlite3.Connection:
        """Give this thread's connection for reading."""
        conn: sqlite3.Connection | None = getattr(self._local, "reading", None)
        if conn is None:
            conn = self._local.reading = file.connect(self.path, writable=False)
            self._open.append(conn)
        return conn

    def read(self) -> Reader:
        """Give a fresh reading for this thread."""
        return Reader(self.connection(), self.around)

    def token(self) -> int:
        """Give a number that changes when any other connection has written (PRAGMA data_version)."""
        return int(self.connection().execute("PRAGMA data_version").fetchone()[0])

    def kinds(self, conn: sqlite3.Connection) -> dict[str, str]:
        """Give the kind of every table that this workspace knows, even of plugins that are gone."""
        return {row[0]: row[1] for row in conn.execute("SELECT name, kind FROM table_spec")}

    @contextmanager
    def write(
        self,
        action: str,
        *,
        policy: UndoPolicy = "rows",
        actor: Actor | None = None,
        runner: Runner | None = None,
        undoes: int | None = None,
        keep: bool = True,
    ) -> Iterator[Transaction]:
        """Write in one transaction: all of it lands with its journal entry, or none. ``keep=False`` is a dry run.

        Errors: Busy where another process holds the file for too long; Refused where it can not be written.
        """
        from .writing import Transaction

        conn = self._writing()
        with _clear_faults(self.path):
            conn.execute("BEGIN IMMEDIATE")
        transaction: Transaction | None = None
        try:
            transaction = Transaction(conn, self.around, kinds=self.kinds(conn), ids=self._ids, runner=runner)
            with _clear_faults(self.path):
                yield transaction
                if keep:
                    transaction.finish(actor=actor or self.actor, action=action, undo=policy, undoes=undoes)
                conn.execute("COMMIT" if keep else "ROLLBACK")
        finally:
            if conn.in_transaction:
                conn.execute("ROLLBACK")
            if transaction is not None and transaction.is_abandoned:
                conn.close()
                self._local.writing = None

    @contextmanager
    def altering(self, action: str) -> Iterator[tuple[Transaction, sqlite3.Connection]]:
        """Write in one journalled transaction that may drop tables and can not be undone; a copy is made before.

        Errors: BadWorkspace where rows would point at nothing afterwards.
        """
        conn = self._writing()
        migrate.back_up(conn, self.path)
        conn.execute("PRAGMA foreign_keys=OFF")  # can only be switched outside a transaction
        try:
            with self.write(action, policy="never") as transaction:
                yield transaction, conn
                broken = conn.execute("PRAGMA foreign_key_check").fetchall()
                if broken:
                    raise BadWorkspace(f"{len(broken)} rows would point at nothing; nothing was changed")
        finally:
            conn.execute("PRAGMA foreign_keys=ON")

    def undo(self, actor: Actor | None = None) -> str:
        """Take back this actor's last action. Errors: Refused, Conflict."""
        from .undo import last_to_undo

        return self._go_back(actor or self.actor, last_to_undo, "undo", "undo")

    def redo(self, actor: Actor | None = None) -> str:
        """Take back this actor's last undo."""
        from .undo import last_to_redo

        return self._go_back(actor or self.actor, last_to_redo, "redo", "redo")

    def _go_back(
        self,
        actor: Actor,
        find: Callable[[sqlite3.Connection, Actor], JournalEntry | None],
        action: str,
        word: str,
    ) -> str:
        from .undo import take_back

        entry = find(self.connection(), actor)
        if entry is None:
            raise Refused(f"there is nothing to {word}")
        with self.write(action, actor=actor, undoes=entry.seq) as transaction:
            conn = self._writing()
            if word == "redo":
                entry = evolve(entry, summary=entry.summary.removeprefix("undone: "))
            told = take_back(transaction, conn, entry)
            told = told.replace("undone:", "redone:", 1) if word == "redo" else told
            transaction.note(told)
        return told

    def journal(self, *, limit: int = 50, before: int | None = None) -> Sequence[JournalEntry]:
        """Give the newest journal entries."""
        return list(journal.entries(self.connection(), limit=limit, before=before))

    def news(self) -> Sequence[JournalEntry]:
        """Give the entries nobody has been told of, oldest first; a workspace without a cursor begins with its last."""
        conn = self.connection()
        row = conn.execute("SELECT seq FROM journal_cursor WHERE plugin = '*'").fetchone()
        head = conn.execute("SELECT coalesce(max(seq), 0) FROM journal").fetchone()[0]
        after = row[0] if row else head - 1
        return list(reversed(list(journal.entries(conn, limit=max(head - after, 0)))))

    def heard(self, seq: int) -> None:
        """Move the cursor of `news` behind an entry; never back."""
        conn = self._writing()
        with _clear_faults(self.path):
            conn.execute(
                "INSERT INTO journal_cursor VALUES ('*', ?) "
                "ON CONFLICT(plugin) DO UPDATE SET seq = max(seq, excluded.seq)",
                (seq,),
            )

    def close(self) -> None:
        """Close this thread's connections."""
        for name in ("reading", "writing"):
            conn = getattr(self._local, name, None)
            if conn is not None:
                conn.close()
                setattr(self._local, name, None)

    def _writing(self) -> sqlite3.Connection:
        conn: sqlite3.Connection | None = getattr(self._local, "writing", None)
        if conn is None:
            conn = self._local.writing = file.connect(self.path, writable=True)
        return conn


@contextmanager
def _clear_faults(path: Path) -> Iterator[None]:
    """Say in our words what SQLite says of locks, full disks and read-only files."""
    try:
        yield
    except sqlite3.OperationalError as error:
        text = str(error)
        if "locked" in text or "busy" in text:
            raise Busy(f"another program has been writing to {path.name} for too long", hint="try again") from error
        if "readonly" in text:
            raise Refused(f"{path} can not be written", hint="check the mode of the file and its folder") from error
        if "full" in text or "disk I/O" in text:
            raise Refused(f"the disk of {path} is full or failing: {text}; nothing was written") from error
        raise
