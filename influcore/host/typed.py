"""Types of settings: which stands at a path, and how a text becomes what TOML would hold there."""

from __future__ import annotations

import datetime as dt
import types
import typing
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import attrs

from influcore.contributions.form import LongText, Secret
from influcore.contributions.texts import format_items, format_value, parse_items, parse_text
from influcore.entities import Money, format_money
from influcore.errors import PluginMisuse

_KINDS: Mapping[object, str] = {int: "int", float: "number", bool: "flag", dt.date: "date", dt.datetime: "datetime"}


def names_of(cls: type[Any]) -> dict[str, attrs.Attribute[Any]]:
    """Give the fields that may be set."""
    return {attribute.name: attribute for attribute in attrs.fields(cls) if attribute.init}


def help_of(attribute: attrs.Attribute[Any]) -> str:
    """Give a field's help text, from `opt` or its plain metadata; '' where it has none."""
    told = attribute.metadata.get("influcore") or attribute.metadata
    return str(told.get("help", ""))


def secrets_in(cls: type[Any]) -> tuple[str, ...]:
    """Name the fields that are secret."""
    return tuple(name for name in names_of(cls) if bare(hint_at(cls, (name,))) is Secret)


def hint_at(cls: type[Any], path: Sequence[str]) -> Any:
    """Give the type that stands at a path. Errors: KeyError with the part that leads nowhere."""
    hint: Any = cls
    for part in path:
        kind = bare(hint)
        if attrs.has(typing.get_origin(kind) or kind):
            if part not in names_of(kind):
                raise KeyError(part)
            hint = _hints(kind).get(part, Any)
        elif _is_mapping(kind):
            hint = (*typing.get_args(kind), Any, Any)[1]
        else:
            raise KeyError(part)
    return hint


def raw_of(text: str, hint: Any) -> Any:
    """Turn a typed text into what a settings file would hold. Errors: ValueError says what was expected."""
    kind = bare(hint)
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if kind in (str, LongText, Secret, Money):
        return text
    if kind in _KINDS:
        return parse_text(_KINDS[kind], text)
    if origin is typing.Literal:
        return next((choice for choice in inside if str(choice) == text), text)
    if origin in (tuple, list):
        return [raw_of(item, inside[0]) for item in parse_items(text)]
    value = _toml(text)
    if (_is_mapping(kind) or attrs.has(kind)) and not isinstance(value, dict):
        raise ValueError(f"must be a table, as in {{a = 1}}, not “{text[:40]}”")
    return value


def plain(value: Any) -> Any:
    """Write a value as JSON and TOML have it: money and days as texts, attrs classes as tables."""
    if attrs.has(type(value)) and not isinstance(value, Money):
        return {name: plain(getattr(value, name)) for name in names_of(type(value))}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list | set | frozenset):
        return [plain(item) for item in value]
    if isinstance(value, Money):
        return format_money(value)
    return value.isoformat() if isinstance(value, dt.date | dt.time) else value


def text_of(value: Any) -> str:
    """Write a value the way it may be typed."""
    value = plain(value)
    if isinstance(value, list) and not any(isinstance(item, dict | list) for item in value):
        return format_items(value)
    if isinstance(value, dict):
        inner = (f"{key} = {text_of(item) if isinstance(item, dict) else _quoted(item)}" for key, item in value.items())
        return "{" + ", ".join(inner) + "}"
    return format_value(value)


def bare(hint: Any) -> Any:
    """Take ``| None`` off a type."""
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        others = [kind for kind in typing.get_args(hint) if kind is not type(None)]
        return others[0] if len(others) == 1 else hint
    return hint


def _quoted(value: Any) -> str:
    import json

    return json.dumps(value, ensure_ascii=False)


def _toml(text: str) -> Any:
    import tomllib

    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


def _is_mapping(kind: Any) -> bool:
    origin = typing.get_origin(kind) or kind
    return isinstance(origin, type) and issubclass(origin, Mapping)


@lru_cache(maxsize=128)
def _hints(cls: Any) -> dict[str, Any]:
    try:
        return typing.get_type_hints(cls)
    except (NameError, TypeError, AttributeError) as error:
        raise PluginMisuse(f"settings {cls.__name__}: {error}", hint="import its annotations at run time") from error
