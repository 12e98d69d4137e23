"""The settings as JSON Schema (draft 2020-12), for editors and for whoever checks a file elsewhere."""

from __future__ import annotations

import datetime as dt
import typing
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import attrs

from influcore.contributions import LongText, Secret
from influcore.entities import Money
from influcore.host.typed import bare, help_of, hint_at, names_of, plain

from .settings import sections

if TYPE_CHECKING:
    from influcore.host import Host

_SIMPLE: Mapping[object, Mapping[str, Any]] = {
    str: {"type": "string"}, LongText: {"type": "string"}, int: {"type": "integer"}, float: {"type": "number"},
    bool: {"type": "boolean"}, dt.date: {"type": "string", "format": "date"},
    dt.datetime: {"type": "string", "format": "date-time"}, dt.time: {"type": "string", "format": "time"},
    Money: {"type": "string", "examples": ["1200 EUR"]},
}  # fmt: skip


def schema(host: Host) -> dict[str, Any]:
    """Describe a settings file as a whole. Secrets are left out: none may stand in a file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Settings of influcore",
        "type": "object",
        "additionalProperties": False,
        "properties": {name: _table(item.form, item.help) for name, item in sections(host).items()},
    }


def _table(form: type[Any], help: str = "") -> dict[str, Any]:
    usual, properties = form(), {}
    for name, attribute in names_of(form).items():
        hint = hint_at(form, (name,))
        if bare(hint) is Secret:
            continue
        told = {"description": help_of(attribute)} if help_of(attribute) else {}
        default = plain(getattr(usual, name))
        properties[name] = {**_of(hint), **told, **({} if default is None else {"default": default})}
    table: dict[str, Any] = {"type": "object", "additionalProperties": False, "properties": properties}
    return {**table, "description": help} if help else table


def _of(hint: Any) -> dict[str, Any]:
    kind = bare(hint)
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if kind in _SIMPLE:
        return dict(_SIMPLE[kind])
    if origin is typing.Literal:
        return {"enum": list(inside)}
    if origin in (tuple, list):
        return {"type": "array", "items": _of(inside[0])}
    if attrs.has(kind):
        return _table(kind)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": _of(inside[1])}
    return {}
