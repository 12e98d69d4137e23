"""Reading a workspace: entities by id, slug or handle, and plain SELECTs."""

from __future__ import annotations

import datetime as dt
import difflib
import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import attrs
from attrs import field, frozen

from influcore.entities import Entity, Ref, is_id
from influcore.errors import InvalidInput, UnknownId

if TYPE_CHECKING:
    from influcore.contributions import Row
    from influcore.entities import Platform

E = TypeVar("E", bound=Entity)
_MANY = 10_000


def _no_fields(name: str, reader: Reader, refs: Sequence[Ref]) -> Sequence[object]:
    from influcore.contributions import Unknown

    return [Unknown(f"no plugin offers {name}")] * len(refs)


def _own_platforms() -> Sequence[Platform]:
    from influcore.entities import PLATFORMS

    return PLATFORMS


def _default_settings(kind: type[Any], section: str) -> Any:
    return kind()


def _no_key(name: str) -> bytes:
    raise InvalidInput(f"there is no key store for “{name}”")


@frozen(kw_only=True)
class Surroundings:
    """What a reading needs that is not in the file: the clock, platforms, plugins' fields, settings and keys."""

    clock: Callable[[], dt.datetime] = field(default=lambda: dt.datetime.now(dt.UTC))
    platforms: Callable[[], Sequence[Platform]] = _own_platforms
    read_field: Callable[[str, Any, Sequence[Ref]], Sequence[object]] = _no_fields
    settings: Callable[[type[Any], str], Any] = _default_settings
    secret_key: Callable[[str], bytes] = _no_key


def _has_slug(kind: type[Entity]) -> bool:
    return any(attribute.name == "slug" for attribute in attrs.fields(kind))


class Reader:
    """One thread's view of the workspace; fulfils `influcore.contributions.Read`."""

    def __init__(self, conn: sqlite3.Connection, around: Surroundings) -> None:
        self._conn = conn
        self._around = around
        self._now = around.clock()

    @property
    def now(self) -> dt.datetime:
        return self._now

    @property
    def today(self) -> dt.date:
        return self._now.astimezone(dt.UTC).date()

    @property
    def platforms(self) -> Sequence[Platform]:
        return self._around.platforms()

    def rows(self, sql: str, *parameters: object) -> Sequence[Row]:
        cursor = self._conn.execute(sql, parameters)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def value(self, sql: str, *parameters: object) -> Any:
        row = self._conn.execute(sql, parameters).fetchone()
        return None if row is None else row[0]

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Hold one state of the file for several statements; not for longer than a computation."""
        if self._conn.in_transaction:
            yield
            return
        self._conn.execute("BEGIN")
        try:
            yield
        finally:
            self._conn.execute("COMMIT")

    def get(self, kind: type[E], key: str) -> E:
        found = self.find(kind, key)
        if found is None:
            verb = {"profile": "influencer"}.get(kind.KIND, kind.KIND)
            raise UnknownId(kind.KIND, key, hint=f"see `influcore {verb} list`", near=self._near(kind, key))
        return found

    def find(self, kind: type[E], key: str) -> E | None:
        key = key.strip()
        if not key:
            return None
        if is_id(key.upper()):
            return self._one(kind, "id = ?", key.upper())
        if _has_slug(kind):
            found = self._one(kind, "slug = ?", key.casefold())
            if found is not None:
                return found
        return self._by_words(kind, key) or self._by_suffix(kind, key)

    def list(self, kind: type[E], /, **equal: object) -> tuple[E, ...]:
        clauses, parameters = [], []
        for name, wanted in equal.items():
            if isinstance(wanted, tuple | list | set | frozenset):
                return self._listed_any(kind, equal, name, wanted)
            clauses.append(f'"{name}" IS ?')
            parameters.append(wanted)
        where = f" WHERE {' AND '.join(clauses)}" if clauses else ""
        return self._entities(kind, where + " ORDER BY id", parameters)

    def field(self, name: str, refs: Sequence[Ref]) -> Sequence[object]:
        return self._around.read_field(name, self, refs)

    def settings(self, kind: type[Any], section: str) -> Any:
        return self._around.settings(kind, section)

    def secret_key(self, name: str) -> bytes:
        return self._around.secret_key(name)

    def _listed_any(
        self, kind: type[E], equal: dict[str, object], name: str, wanted: Collection[object]
    ) -> tuple[E, ...]:
        """Answer a list with “any of these”, some thousands at a time."""
        others = {k: v for k, v in equal.items() if k != name}
        clause = "".join(f' AND "{k}" IS ?' for k in others)
        values = sorted({str(w) for w in wanted})
        found: tuple[E, ...] = ()
        for start in range(0, len(values), _MANY):
            some = values[start : start + _MANY]
            marks = ",".join("?" * len(some))
            found += self._entities(kind, f' WHERE "{name}" IN ({marks}){clause}', [*some, *others.values()])
        return tuple(sorted(found, key=lambda entity: entity.id))

    def _entities(self, kind: type[E], tail: str, parameters: Sequence[object]) -> tuple[E, ...]:
        from .codec import codec_of  # brings cattrs, which a list of rows does without

        codec = codec_of(kind)
        names = ", ".join(f'"{c}"' for c in codec.columns)
        cursor = self._conn.execute(f'SELECT {names} FROM "{kind.KIND}"{tail}', parameters)
        return tuple(codec.entity(dict(zip(codec.columns, row, strict=True))) for row in cursor)

    def _one(self, kind: type[E], clause: str, *parameters: object) -> E | None:
        found = self._entities(kind, f" WHERE {clause} LIMIT 2", parameters)
        return found[0] if len(found) == 1 else None

    def _by_words(self, kind: type[E], key: str) -> Any:
        """Find by what people type: ``@handle``, ``instagram:handle``, ``campaign/influencer``."""
        from influcore.entities import Collaboration, Influencer, Profile

        if issubclass(kind, Influencer | Profile):
            platform, _, handle = key.rpartition(":")
            handle = handle.removeprefix("@").casefold()
            clause, parameters = ("handle = ?", [handle])
            if platform:
                clause, parameters = "platform = ? AND handle = ?", [platform.casefold(), handle]
            profiles = self._entities(Profile, f" WHERE {clause}", parameters)
            people = {p.influencer for p in profiles}
            if kind is Profile:
                return profiles[0] if len(profiles) == 1 else None
            return self._one(kind, "id = ?", people.pop()) if len(people) == 1 else None
        if kind is Collaboration and "/" in key:
            campaign, _, person = key.partition("/")
            influencer = self.find(Influencer, person)
            return influencer and self._one(
                kind,
                "influencer = ? AND campaign = (SELECT id FROM campaign WHERE slug = ? OR id = ?)",
                influencer.id,
                campaign,
                campaign,
            )
        return None

    def _by_suffix(self, kind: type[E], key: str) -> E | None:
        """Find by the last six or more characters of an id, if they are of one row only."""
        if len(key) < 6 or not key.isalnum():
            return None
        return self._one(kind, "id LIKE ?", f"%{key.upper()}")

    def _near(self, kind: type[Entity], key: str) -> Sequence[str]:
        if not _has_slug(kind):
            return []
        slugs = [row["slug"] for row in self.rows(f'SELECT slug FROM "{kind.KIND}" LIMIT 5000')]
        return difflib.get_close_matches(key.casefold(), slugs, n=3)
