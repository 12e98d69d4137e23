"""The contract of a plugin's tables: made step by step, strict, journalled, and like the classes of their rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import evolve, fields, resolve_types

from influcore.contributions import Tables, TableSpec, Write
from influcore.entities import Entity
from influcore.errors import InflucoreError, InvalidInput, Refused

from .campaigns import Planted, plant
from .contract import complain, refuse, said
from .hosts import named
from .state import differences, entities_of
from .stock import StockedContract
from .workspaces import Workspaces

if TYPE_CHECKING:
    from influcore.services.desk import Desk
    from influcore.workspace import Workspace

_STEP = re.compile(r"m[0-9]{3}_[a-z0-9_]+")


class TablesContract(StockedContract):
    """Give ``plugin`` (or ``tables`` with ``owner``), and ``examples``: one new entity for each table of entities."""

    kind: ClassVar[str] = "tables"
    owner: ClassVar[str] = ""

    def examples(self, write: Write, planted: Planted) -> Sequence[Entity]:
        """Give one new entity, not yet added, for each table of entities, and of observations if you like."""
        return ()

    def offered(self) -> tuple[Tables, ...]:
        return tuple(tables for owner, tables in self.host().tables() if owner == named(self.plugin)[0])

    def test_migrations_make_what_is_described(self, tables: Tables, tmp_path: Path) -> None:
        """On an empty file the migrations make these tables and no others, all at once and one by one alike."""
        problems = [f"{s.__name__}: call it m001_what" for s in tables.migrations if not _STEP.fullmatch(s.__name__)]
        names = [step.__name__ for step in tables.migrations]
        if names != sorted(set(names)):
            problems.append(f"{', '.join(names)}: numbers must be each their own, and rise")
        complain("names of migrations", problems)
        whole = self._schema(tmp_path / "whole.influcore", [tables])
        steps = [evolve(tables, migrations=tables.migrations[: n + 1], tables=()) for n in range(len(names))]
        grown = self._schema(tmp_path / "grown.influcore", [*steps, tables])
        described = {spec.name for spec in tables.tables}
        made = {name for kind, name, _ in whole if kind == "table"}
        complain("tables that no migration makes", sorted(described - made))
        complain("tables that no TableSpec describes", sorted(made - described))
        if whole != grown:
            odd = sorted({name for _, name, _ in set(whole) ^ set(grown)})
            refuse(f"migrations one by one make other tables than all at once: {', '.join(odd)}")

    def test_tables_are_strict(self, tables: Tables, tmp_path: Path) -> None:
        """A STRICT table refuses a text where a number belongs."""
        workspace = self._workspace(tmp_path / "w.influcore", [tables])
        strict = {row[1] for row in workspace.connection().execute("PRAGMA table_list") if row[5]}
        workspace.close()
        loose = [f"{spec.name}: create it with strict=True" for spec in tables.tables if spec.name not in strict]
        complain("tables are not STRICT", loose)

    def test_columns_are_the_fields_of_the_class(self, tables: Tables, tmp_path: Path) -> None:
        """What a class has, its table has, and may be empty where the field may be None."""
        workspace = self._workspace(tmp_path / "w.influcore", [tables])
        problems = []
        for spec in tables.tables:
            rows = workspace.connection().execute(f'PRAGMA table_info("{spec.name}")').fetchall()
            problems += [f"{spec.name}: {fault}" for fault in _misfits(spec, rows)]
        workspace.close()
        complain("tables and classes do not agree", problems)

    def test_what_may_occur_once_occurs_once(self, tables: Tables, tmp_path: Path) -> None:
        """Each natural key has a unique index, so that importing or merging twice can not double a row."""
        workspace = self._workspace(tmp_path / "w.influcore", [tables])
        problems = []
        for spec in (s for s in tables.tables if s.natural):
            if set(spec.natural) not in _unique(workspace, spec.name):
                problems.append(f"{spec.name}: no unique index on {', '.join(spec.natural)}, its natural key")
        workspace.close()
        complain("natural keys are not unique", problems)

    def test_rows_are_journalled_and_undone(self, tables: Tables, workspace: Workspaces) -> None:
        """Adding, changing and removing each is in the journal, and undo puts it back."""
        desk, planted = self._desk(workspace, tables)
        wanted = {spec.name for spec in tables.tables if spec.kind == "entity"}
        for place, kind in enumerate(self._kinds(desk, planted, wanted)):
            empty = entities_of(desk)
            added = self._add(desk, planted, place)
            if kind not in wanted:  # observations only come and go, by the batch
                complain(f"a {kind} is not journalled when it is added", _unbatched(desk, kind))
                self._undone(desk, f"the addition of a {kind}", empty)
                continue
            complain(f"a {kind} is not journalled when it is added", _unjournalled(desk, kind))
            if (found := desk.session().get(type(added), added.id)) != added:
                refuse(f"a {kind} does not come back as it was stored:\n  {added!r}\n  {found!r}")
            full = entities_of(desk)
            if self._is_changed(desk, added):
                complain(f"a {kind} is not journalled when it is changed", _unjournalled(desk, kind))
                self._undone(desk, f"a change of a {kind}", full)
            with desk.write("testing.remove") as write:
                write.remove(write.get(type(added), added.id))
            complain(f"a {kind} is not journalled when it is removed", _unjournalled(desk, kind))
            self._undone(desk, f"the removal of a {kind}", full)
            self._undone(desk, f"the addition of a {kind}", empty)

    def test_the_same_natural_key_is_refused_in_words(self, tables: Tables, workspace: Workspaces) -> None:
        """A second row of the same natural key is InvalidInput that names the field."""
        desk, planted = self._desk(workspace, tables)
        keyed = {spec.name for spec in tables.tables if spec.natural and spec.kind == "entity"}
        every = {spec.name for spec in tables.tables if spec.kind == "entity"}
        for place, kind in enumerate(self._kinds(desk, planted, every)):
            if kind not in keyed:
                continue
            self._add(desk, planted, place)
            try:
                self._add(desk, planted, place, guarded=False)
            except InvalidInput:
                continue
            except Exception as error:  # noqa: BLE001 - told with its line
                refuse(f"{kind}: a second one of the same natural key is {said(error)}; expected InvalidInput")
            refuse(f"{kind}: a second one of the same natural key went in; is there a unique index?")

    def _is_changed(self, desk: Desk, entity: Entity) -> bool:
        """Change a row; gives False for a table whose rows are never edited."""
        try:
            with desk.write("testing.change") as write:
                write.change(entity)
        except Refused:
            return False
        return True

    def _kinds(self, desk: Desk, planted: Planted, wanted: set[str]) -> list[str]:
        """Name the tables of the examples. Fails where one has none."""
        with desk.write("testing.look", keep=False) as write:
            kinds = [entity.KIND for entity in self.examples(write, planted)]
        complain(
            f"{type(self).__name__}.examples gives no new entity of",
            [f"{name}: override `examples(write, planted)`" for name in sorted(wanted - set(kinds))],
        )
        return kinds

    def _add(self, desk: Desk, planted: Planted, place: int, *, guarded: bool = True) -> Entity:
        try:
            with desk.write("testing.add") as write:
                return write.add(self.examples(write, planted)[place])
        except Exception as error:
            if not guarded:
                raise
            refuse(f"an example can not be stored: {said(error)}")

    def _undone(self, desk: Desk, what: str, before: Any) -> None:
        try:
            desk.undo()
        except InflucoreError as error:
            refuse(f"{what} can not be undone: {error.message}")
        complain(f"undo of {what} does not restore", differences(before, entities_of(desk)))

    def _desk(self, workspace: Workspaces, tables: Tables) -> tuple[Desk, Planted]:
        desk = workspace(*self.plugins())
        if self.plugin is None and self._name() != "core":
            desk.workspace.bring_up_to_date([(self._name(), tables)])
        return desk, plant(desk)

    def _name(self) -> str:
        return self.owner or (named(self.plugin)[0] if self.plugin is not None else "core")

    def _workspace(self, path: Path, sets: Sequence[Tables]) -> Workspace:
        """Make a file with the core's tables and these, one after another. Fails where a migration does."""
        from influcore.workspace import Workspace

        name = self._name()
        made = Workspace.create(path)
        for tables in sets if name != "core" else ():
            made.bring_up_to_date([(name, tables)])
            complain("a migration fails on an empty workspace", [reason for _, reason in made.migration_failures])
        made.close()  # a connection that was open while tables were made lists no indexes of them
        return made

    def _schema(self, path: Path, sets: Sequence[Tables]) -> list[tuple[str, str, str]]:
        made = self._workspace(path, sets)
        sql = "SELECT type, name, coalesce(sql, '') FROM sqlite_master WHERE tbl_name LIKE ? ORDER BY name"
        pattern = f"{self._name()}_%" if self._name() != "core" else "%"
        books = ("journal", "table_spec", "_sqlite", "sqlite_")
        rows = [tuple(row) for row in made.connection().execute(sql, (pattern,))]
        made.close()
        return [(kind, name, text) for kind, name, text in rows if not name.startswith(books)]


def _misfits(spec: TableSpec, rows: Sequence[Any]) -> list[str]:
    """Say where a table and the class of its rows differ; ``rows`` are SQLite's table_info."""
    from influcore.workspace.codec import codec_of

    columns = {row[1]: row for row in rows}
    told = [f"person is “{spec.person}”, which is no column"] if spec.person and spec.person not in columns else []
    told += [f"natural key “{name}” is no column" for name in spec.natural if name not in columns]
    if spec.of is None:
        return [*told, f"a table of kind {spec.kind} needs `of`"] if spec.kind in ("entity", "observation") else told
    if spec.name != spec.of.KIND:
        told.append(f"the class {spec.of.__name__} has KIND “{spec.of.KIND}”")
    wanted = set(codec_of(spec.of).columns)
    told += [f"the class has “{name}”, the table has not" for name in sorted(wanted - set(columns))]
    told += [f"the table has “{name}”, the class has not" for name in sorted(set(columns) - wanted)]
    if "id" in columns and not columns["id"][5]:
        told.append("id is not the primary key")
    told += _wrongly_bound(spec.of, columns)
    return told


def _wrongly_bound(kind: type[Entity], columns: dict[str, Any]) -> list[str]:
    told = []
    for attribute in fields(resolve_types(kind)):
        optional = type(None) in getattr(attribute.type, "__args__", ())
        row = columns.get(attribute.name)
        if row is not None and attribute.name != "id" and optional == bool(row[3]):
            needs = "may be None, the column is NOT NULL" if optional else "is never None, the column may be NULL"
            told.append(f"{attribute.name} {needs}")
    return told


def _unique(workspace: Workspace, table: str) -> list[set[str]]:
    conn = workspace.connection()
    indexes = [row[1] for row in conn.execute(f'PRAGMA index_list("{table}")') if row[2]]
    return [{row[2] for row in conn.execute(f'PRAGMA index_info("{name}")')} for name in indexes]


def _unbatched(desk: Desk, kind: str) -> list[str]:
    [entry] = desk.workspace.journal(limit=1)
    batches = entry.details.get("batches", {})
    return [] if batches.get(kind) else [f"the last entry tells of batches of {', '.join(batches) or 'nothing'}"]


def _unjournalled(desk: Desk, kind: str) -> list[str]:
    sql = "SELECT count(*) FROM journal_change WHERE tbl = ? AND seq = (SELECT max(seq) FROM journal)"
    return [] if desk.session().value(sql, kind) else [f"the last entry has no change of {kind}"]
