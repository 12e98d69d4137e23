"""What an answer of a ``register`` hook must be: the right classes, fields that fit, names that may be had."""

from __future__ import annotations

import inspect
import re
import types
import typing
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import attrs

import influcore
from influcore.errors import PluginMisuse

from .kinds import KINDS, Kind, claim

# (space, name) -> (the plugin that has it, its kind)
Taken = dict[tuple[str, str], tuple[str, str]]
_NAME = re.compile(r"[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*")
_LONGEST = 80
# No dots alone and nothing empty: a path that leads out of its plugin's own could pass for another's page.
_PART = r"(?!\.+(?:/|$))[A-Za-z0-9._~{}:-]+"
_PATH = re.compile(rf"/?(?:{_PART}(?:/{_PART})*/?)?")
# What every formula is given without a plugin: a KPI of that name would hide it.
_GIVEN = frozenset({"followers", "cost"})
_FUNCTIONS = (Callable, typing.get_origin(Callable[..., Any]))


def check_answer(plugin: str, hook: str, answer: object, taken: Taken) -> tuple[Any, ...]:
    """Give the contributions of one answer as a tuple. Errors: PluginMisuse says what is wrong with which."""
    kinds = [kind for kind in KINDS.values() if kind.hook == hook]
    wanted = " or ".join(kind.type for kind in kinds)
    if inspect.iscoroutine(answer):
        answer.close()
    if not isinstance(answer, Sequence) or isinstance(answer, str | bytes):
        raise PluginMisuse(f"returned {_what(answer)}, not a sequence of {wanted}")
    mine: Taken = {}
    for item in answer:
        kind = next((kind for kind in kinds if isinstance(item, class_of(kind))), None)
        if kind is None:
            raise PluginMisuse(f"returned {_what(item)} among its answers, not a {wanted}")
        _check_fields(item, kind)
        for name in names_of(item):
            _check_name(plugin, kind, name)
            key, owned = claim(kind, name), (plugin, kind.name)
            if key in mine or taken.get(key, owned) != owned:
                owner, its = mine.get(key) or taken[key]
                raise PluginMisuse(f"{kind.one} “{name}” is taken by {owner}, as one of its {its}")
            mine[key] = owned
        _check_sense(item, kind)
    return tuple(answer)


def kind_of(item: object) -> Kind:
    """Find the kind of a contribution that was checked; by name first, so that no other kind's class is loaded."""
    names = {cls.__name__ for cls in type(item).__mro__}
    return next(kind for kind in KINDS.values() if kind.type in names and isinstance(item, class_of(kind)))


def class_of(kind: Kind) -> type[Any]:
    found: type[Any] = getattr(influcore, kind.type)
    return found


def names_of(item: Any) -> Iterator[str]:
    """Give the names that a contribution takes: its own, or those of its tables."""
    if isinstance(item, influcore.Tables):
        yield from (spec.name for spec in item.tables)
    else:
        yield item.name


def _check_name(plugin: str, kind: Kind, name: object) -> None:
    if not isinstance(name, str) or len(name) > _LONGEST or not _NAME.fullmatch(name):
        raise PluginMisuse(f"{name!r} is no name for a {kind.one}: lower-case letters, digits, and single . _ -")
    if kind.name == "settings" and name != plugin:
        raise PluginMisuse(f"settings “{name}” must be named {plugin}, for that is their section")
    if plugin == "core":
        if kind.dotted and "." not in name:
            raise PluginMisuse(f"{kind.one} “{name}” must be named group.thing")
        return
    if kind.dotted and not name.startswith(f"{plugin}."):
        raise PluginMisuse(f"{kind.one} “{name}” must be named {plugin}.…")
    if kind.name == "tables" and not name.startswith(f"{plugin}_"):
        raise PluginMisuse(f"table “{name}” must be named {plugin}_…")
    if kind.space == "quantity" and name in _GIVEN:
        raise PluginMisuse(f"{kind.one} “{name}” is taken by core")


def _check_fields(item: Any, kind: Kind) -> None:
    """Hold each field against its annotation: attrs itself checks none."""
    hints = _hints(type(item))  # type: ignore[arg-type]
    for attribute in attrs.fields(type(item)):
        value = getattr(item, attribute.name)
        if not fits(value, hints[attribute.name]):
            name = getattr(item, "name", "") if attribute.name != "name" else ""
            raise PluginMisuse(f"{kind.one} “{name}”: {attribute.name} is {_what(value)}, not {attribute.type}")
    for spec in item.tables if isinstance(item, influcore.Tables) else ():
        _check_fields(spec, kind)


def _check_sense(item: Any, kind: Kind) -> None:
    """Check what annotations can not say."""
    problem = ""
    if not getattr(item, "help", "x").strip() or (kind.one in ("panel", "kpi") and not item.title.strip()):
        problem = "help and title may not be empty"
    form = getattr(item, "form", None) or getattr(item, "params", None)
    if form is not None and not attrs.has(form):
        problem = f"its form {form.__qualname__} is no attrs class"
    if kind.one == "panel" and item.subject and not (item.params and attrs.fields(item.params)):
        problem = f"a panel about a {item.subject} needs params whose first field names it"
    if kind.one == "action" and item.undo == "compensate" and not item.compensate:
        problem = "undo by another action, but compensate names none"
    if getattr(item, "settings", None) is not None:
        problem = _settings_problem(item.settings)
    if isinstance(item, influcore.Route) and not _PATH.fullmatch(item.path):
        problem = f"its path {item.path!r:.60} must be names or {{placeholders}} with / between them"
    if isinstance(item, influcore.Settings) and not problem:
        problem = _settings_problem(item.form) or _section_problem(item)
    if problem:
        raise PluginMisuse(f"{kind.one} “{next(names_of(item), '')}”: {problem}")


def _settings_problem(cls: type[Any]) -> str:
    if not attrs.has(cls):
        return f"its settings {cls.__qualname__} are no attrs class"
    bare = [attribute.name for attribute in attrs.fields(cls) if attribute.default is attrs.NOTHING]
    return f"its settings {cls.__qualname__} need a default for {', '.join(bare)}" if bare else ""


def _section_problem(item: influcore.Settings) -> str:
    from .typed import help_of, names_of as fields_of

    fields = fields_of(item.form)
    bare = [name for name, attribute in fields.items() if not help_of(attribute).strip()]
    if bare:
        return f"its settings {item.form.__qualname__} need a help text for {', '.join(bare)}"
    unknown = sorted(item.personal - set(fields))
    return f"personal names {', '.join(unknown)}, which are no fields of its form" if unknown else ""


@lru_cache(maxsize=64)
def _hints(cls: Any) -> dict[str, Any]:
    return typing.get_type_hints(cls, localns={"Callable": Callable, "Database": object})


def fits(value: object, hint: Any) -> bool:
    """Say whether a value may stand where a contribution's annotation is ``hint``; unknown forms of hints may."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if hint is Any or hint is object:
        return True
    if origin is typing.Literal:
        return value in arguments
    if origin in (typing.Union, types.UnionType):
        return any(fits(value, option) for option in arguments)
    if hint in _FUNCTIONS or origin in _FUNCTIONS:
        return callable(value)
    if origin is type or hint is type:
        return isinstance(value, type) or typing.get_origin(value) is not None
    if origin is tuple and len(arguments) == 2 and arguments[1] is ...:
        return isinstance(value, tuple) and all(fits(item, arguments[0]) for item in value)
    if isinstance(origin or hint, type):
        return isinstance(value, origin or hint)
    return True


def _what(value: object) -> str:
    """Describe a wrong value in a few words; what it says of itself is not to be trusted with the line."""
    if value is None or isinstance(value, bool | int | float | str):
        return f"{value!r:.60}"
    return f"a {type(value).__qualname__}"
