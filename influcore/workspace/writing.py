"""The one way to write: a transaction that begins IMMEDIATE, is journalled, and lands whole or not at all."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar, cast

import attrs

from influcore.contributions import Outcome
from influcore.entities import Entity, IdSource, Ref, utc_text
from influcore.errors import Conflict, InvalidInput, PluginMisuse, Refused

from . import journal
from .journal import Actor, Change, UndoPolicy
from .reading import Reader, Surroundings

if TYPE_CHECKING:
    from .codec import Codec

E = TypeVar("E", bound=Entity)
Runner = Callable[["Transaction", str, object], Outcome]
_CHUNK = 5_000


class _Gone:
    """Stands where the connection of an abandoned transaction was."""

    def __getattr__(self, name: str) -> Any:
        raise Refused("this transaction was given up: it took too long")


def _codec_of(kind: type[E]) -> Codec[E]:
    from .codec import codec_of  # brings cattrs, which who only looks does without

    return codec_of(kind)


class Transaction(Reader):
    """Fulfils `influcore.contributions.Write`. Made by `Workspace.write` only."""

    def __init__(
        self,
        conn: sqlite3.Connection,
        around: Surroundings,
        *,
        kinds: Mapping[str, str],
        ids: IdSource,
        runner: Runner | None = None,
    ) -> None:
        super().__init__(conn, around)
        self._kinds = kinds
        self._ids = ids
        self._runner = runner
        self._batch = ids()
        self.is_abandoned = False
        self._changes: list[Change] = []
        self._batches: Counter[str] = Counter()
        self._summaries: list[str] = []
        self._refs: dict[tuple[str, str], Ref] = {}
        self._details: dict[str, object] = {}

    @property
    def batch(self) -> str:
        return self._batch

    def abandon(self) -> None:
        """Stop a plugin that hangs in this transaction: nothing it still tries will reach the file. From any thread."""
        conn, self._conn = self._conn, cast(sqlite3.Connection, _Gone())
        self.is_abandoned = True
        conn.interrupt()

    def add(self, entity: E) -> E:
        new = attrs.evolve(entity, id=entity.id or self._ids(), rev=1)
        codec = _codec_of(type(new))
        row = codec.row(new)
        if self._kinds.get(new.KIND) == "observation":
            self.add_many([new])
            return new
        self._insert(new, row)
        self._changes.append(Change(table=new.KIND, row=new.id, after=row))
        self._touch(new.ref)
        return new

    def change(self, entity: E) -> E:
        before = self._image(entity)
        new = attrs.evolve(entity, rev=entity.rev + 1)
        row = _codec_of(type(new)).row(new)
        sets = ", ".join(f'"{name}" = ?' for name in row)
        sql = f'UPDATE "{new.KIND}" SET {sets} WHERE id = ? AND rev = ?'
        with self._plainly(new):
            touched = self._conn.execute(sql, [*row.values(), entity.id, entity.rev]).rowcount
        if touched != 1:
            raise self._moved_on(entity)
        self._changes.append(Change(table=new.KIND, row=new.id, before=before, after=row))
        self._touch(new.ref)
        return new

    def remove(self, entity: Entity) -> None:
        before = self._image(entity)
        try:
            sql = f'DELETE FROM "{entity.KIND}" WHERE id = ? AND rev = ?'
            touched = self._conn.execute(sql, (entity.id, entity.rev)).rowcount
        except sqlite3.IntegrityError as error:
            raise Refused(
                f"{entity.KIND} “{entity.label}” can not be removed: others still point at it",
                hint="remove those first, or archive it instead",
            ) from error
        if touched != 1:
            raise self._moved_on(entity)
        self._changes.append(Change(table=entity.KIND, row=entity.id, before=before))
        self._touch(entity.ref)

    def add_many(self, entities: Sequence[Entity]) -> int:
        new = 0
        for start in range(0, len(entities), _CHUNK):
            some = entities[start : start + _CHUNK]
            kind = type(some[0])
            codec = _codec_of(kind)
            stamp = {"rev": 1} | ({"batch": self._batch} if "batch" in codec.columns else {})
            rows = [codec.row(e) | {"id": e.id or self._ids()} | stamp for e in some]
            new += self._insert_new(kind.KIND, codec.columns, rows)
        return new

    def execute(self, sql: str, *parameters: object) -> int:
        with self._only("derived", "secret"):
            return self._conn.execute(sql, parameters).rowcount

    def execute_many(self, sql: str, rows: Iterable[Sequence[object]]) -> int:
        with self._only("derived", "secret", "observation") as touched:
            count = self._conn.executemany(sql, rows).rowcount
        for table in touched:
            if self._kinds.get(table) == "observation":
                self._batches[table] += count
        return count

    def note(self, summary: str, refs: Iterable[Ref] = (), **details: object) -> None:
        if summary:
            self._summaries.append(summary)
        for ref in refs:
            self._touch(ref)
        self._details |= details

    def run(self, action: str, form: object) -> Outcome:
        if self._runner is None:
            raise PluginMisuse(f"action {action} can not be run here")
        with self.savepoint():
            return self._runner(self, action, form)

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """Nest: what is inside lands with the rest, or is undone alone if it raises."""
        kept = (len(self._changes), self._batches.copy(), len(self._summaries), dict(self._refs), dict(self._details))
        self._conn.execute("SAVEPOINT inner")
        try:
            yield
        except BaseException:
            self._conn.execute("ROLLBACK TO inner")
            self._conn.execute("RELEASE inner")
            del self._changes[kept[0] :], self._summaries[kept[2] :]
            self._batches, self._refs, self._details = kept[1], kept[3], kept[4]
            raise
        self._conn.execute("RELEASE inner")

    def finish(self, *, actor: Actor, action: str, undo: UndoPolicy, undoes: int | None = None) -> int | None:
        """Write the journal entry, if anything was changed; gives its number."""
        if not self._changes and not self._batches and not self._summaries:
            return None
        note = {
            "summary": "; ".join(self._summaries) or action,
            "refs": [[ref.kind, ref.id, ref.label] for ref in self._refs.values()][:200],
            "details": self._details | ({"batches": dict(self._batches)} if self._batches else {}),
        }
        return journal.append(
            self._conn,
            batch=self._batch,
            at=utc_text(self._now),
            actor=actor,
            action=action,
            undo=undo,
            note=note,
            changes=self._changes,
            undoes=undoes,
        )

    def restore(self, table: str, row: str, image: Mapping[str, Any] | None, current: Mapping[str, Any] | None) -> None:
        """Put a row back to an image (None: away with it); used by undo alone."""
        if image is None:
            self._conn.execute(f'DELETE FROM "{table}" WHERE id = ?', (row,))
            after = None
        else:
            after = dict(image) | {"rev": (current or image)["rev"] + 1}
            names = ", ".join(f'"{n}"' for n in after)
            marks = ", ".join("?" * len(after))
            updates = ", ".join(f'"{n}" = excluded."{n}"' for n in after if n != "id")
            self._conn.execute(
                f'INSERT INTO "{table}" ({names}) VALUES ({marks}) ON CONFLICT(id) DO UPDATE SET {updates}',
                list(after.values()),
            )
        self._changes.append(Change(table=table, row=row, before=current, after=after))
        self._touch(Ref(table, row))

    def drop_batch(self, table: str, batch: str) -> int:
        """Take one batch of observations out again; used by undo alone."""
        count = self._conn.execute(f'DELETE FROM "{table}" WHERE batch = ?', (batch,)).rowcount
        self._batches[table] -= count
        return count

    def _touch(self, ref: Ref) -> None:
        self._refs.setdefault((ref.kind, ref.id), ref)

    def touched(self) -> tuple[Ref, ...]:
        """Say what this transaction has changed so far."""
        return tuple(self._refs.values())

    def _insert(self, entity: Entity, row: Mapping[str, Any]) -> None:
        names, marks = ", ".join(f'"{n}"' for n in row), ", ".join("?" * len(row))
        with self._plainly(entity):
            self._conn.execute(f'INSERT INTO "{entity.KIND}" ({names}) VALUES ({marks})', list(row.values()))

    def _insert_new(self, table: str, columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> int:
        names, marks = ", ".join(f'"{n}"' for n in columns), ", ".join("?" * len(columns))
        sql = f'INSERT INTO "{table}" ({names}) VALUES ({marks}) ON CONFLICT DO NOTHING'
        count = self._conn.executemany(sql, [tuple(row[c] for c in columns) for row in rows]).rowcount
        if self._kinds.get(table) == "observation":
            self._batches[table] += count
            return count
        there = {row["id"] for row in rows} if count == len(rows) else self._present(table, [r["id"] for r in rows])
        self._changes += [Change(table=table, row=r["id"], after=r) for r in rows if r["id"] in there]
        return count

    def _present(self, table: str, ids: Sequence[str]) -> set[str]:
        marks = ",".join("?" * len(ids))
        return {row[0] for row in self._conn.execute(f'SELECT id FROM "{table}" WHERE id IN ({marks})', ids)}

    def _image(self, entity: Entity) -> dict[str, Any]:
        row = self._conn.execute(f'SELECT * FROM "{entity.KIND}" WHERE id = ?', (entity.id,)).fetchone()
        if row is None or row["rev"] != entity.rev:
            raise self._moved_on(entity)
        return dict(row)

    def _moved_on(self, entity: Entity) -> Conflict:
        return Conflict(
            f"{entity.KIND} “{entity.label}” has been changed or removed meanwhile; nothing was written",
            hint="look at it again and repeat",
        )

    @contextmanager
    def _plainly(self, entity: Entity) -> Iterator[None]:
        """Turn SQLite's complaints about keys into ours."""
        try:
            yield
        except sqlite3.IntegrityError as error:
            text = str(error)
            if "UNIQUE" in text:
                what = ", ".join(part.rpartition(".")[2] for part in text.partition(": ")[2].split(", "))
                raise InvalidInput(
                    f"there is a {entity.KIND} with that {what} already",
                    problems=[(name.strip(), "is taken") for name in what.split(",")],
                ) from error
            if "FOREIGN KEY" in text:
                raise Refused(f"{entity.KIND} “{entity.label}” points at something that is not there") from error
            raise Refused(text) from error

    @contextmanager
    def _only(self, *kinds: str) -> Iterator[set[str]]:
        """Let a statement write only tables of these kinds, by SQLite's own authorizer; gives the tables written."""
        touched: set[str] = set()
        refused: list[str] = []

        def judge(code: int, table: str | None, _: object, __: object, ___: object) -> int:
            if code in (sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE):
                if self._kinds.get(table or "") in kinds:
                    touched.add(table or "")
                    return sqlite3.SQLITE_OK
                refused.append(table or "?")
                return sqlite3.SQLITE_DENY
            return sqlite3.SQLITE_OK

        self._conn.set_authorizer(judge)
        try:
            yield touched
        except sqlite3.DatabaseError as error:
            if refused:
                raise PluginMisuse(f"“{refused[0]}” can not be written by plain SQL; use add and change") from error
            raise
        finally:
            self._conn.set_authorizer(None)
