"""What every “edit” has in common: fields left empty stay, the others are compared and told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import attrs

from influcore.contributions import Outcome, Plan, Read, Write
from influcore.entities import Entity, slugify
from influcore.errors import InvalidInput, Refused

E = TypeVar("E", bound=Entity)


def changes(entity: Entity, form: Any, *, leave: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Give the fields of the form that an entity has too and that differ; None means “as it is”."""
    names = {f.name for f in attrs.fields(type(entity))}
    return {
        f.name: value
        for f in attrs.fields(type(form))
        if f.name in names
        and f.name not in leave
        and (value := getattr(form, f.name)) is not None
        and value != getattr(entity, f.name)
    }


def edit_plan(entity: E, changed: Mapping[str, Any]) -> Plan:
    """Plan an edit: one line a field. Errors: InvalidInput where the new values break a rule of the entity."""
    try:
        new = attrs.evolve(entity, **changed)
    except ValueError as error:
        raise InvalidInput(
            f"{entity.KIND} “{entity.label}” can not become that", problems=[("", str(error))]
        ) from error
    lines = [f"{name}: {_told(getattr(entity, name))} → {_told(value)}" for name, value in changed.items()]
    return Plan(lines=lines or ("nothing to change",), reads=(entity,), data=new if changed else None)


def edit_do(write: Write, plan: Plan) -> Outcome:
    """Carry out what `edit_plan` planned."""
    before = plan.reads[0]
    if plan.data is None:
        return Outcome(message=f"{before.KIND} “{before.label}”: nothing to change")
    after = write.change(plan.data)
    return Outcome(message=f"changed {after.KIND} “{after.label}”: {'; '.join(plan.lines)}", changed=(after.ref,))


def values_of(entity: Entity, form: type[Any], **more: Any) -> dict[str, Any]:
    """Give an entity's present values under the names of a form's fields, to fill it in."""
    names = {f.name for f in attrs.fields(type(entity))}
    return {f.name: getattr(entity, f.name) for f in attrs.fields(form) if f.name in names} | more


def refuse_if_pointed_at(read: Read, entity: Entity, called: str = "") -> None:
    """Refuse to remove what rows of any table, a plugin's too, still point at; names how many of each."""
    found = []
    for table in (row["name"] for row in read.rows("SELECT name FROM table_spec ORDER BY name")):
        for key in read.rows(f"SELECT \"from\" AS source FROM pragma_foreign_key_list('{table}') WHERE \"table\" = ?",
                             entity.KIND):  # fmt: skip
            count = read.value(f'SELECT count(*) FROM "{table}" WHERE "{key["source"]}" = ?', entity.id)
            found += [f"{count} in {table}"] if count else []
    if found:
        what = f"{entity.KIND} “{called or entity.label}”"
        raise Refused(
            f"{what} can not be removed: others still point at it ({', '.join(found)})", hint="remove those first"
        )


def free_slug(read: Read, kind: type[Entity], name: str, wanted: str | None = None) -> str:
    """Give a slug nobody has: the wanted one as it is, or one made from the name with a number behind it."""
    if wanted:
        return wanted
    base = slugify(name)
    slug, number = base, 2
    while read.value(f'SELECT 1 FROM "{kind.KIND}" WHERE slug = ?', slug):
        slug, number = f"{base}-{number}", number + 1
    return slug


def made(kind: type[E], /, **values: Any) -> E:
    """Make an entity from form values. Errors: InvalidInput instead of the class's ValueError."""
    try:
        return kind(**values)
    except ValueError as error:
        raise InvalidInput(f"this can not be a {kind.KIND}", problems=[("", str(error))]) from error


def _told(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(value) or "–"
    return str(value) if value not in ("", None) else "–"
