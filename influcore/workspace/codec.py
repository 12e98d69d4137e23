"""How an entity becomes a row and comes back. Column names stop here.

Wire form: times as UTC text, days as ISO text, booleans as 0 and 1, tuples and mappings as JSON text, and money as two
columns, ``<field>_minor`` and ``<field>_currency``.
"""

from __future__ import annotations

import datetime as dt
import json
import types
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Generic, TypeVar, Union, get_args, get_origin

import attrs
import cattrs
from cattrs.errors import BaseValidationError

from influcore.entities import Entity, Money, from_utc_text, utc_text

E = TypeVar("E", bound=Entity)


def _is_mapping(kind: Any) -> bool:
    return get_origin(kind) in (dict, Mapping)


def _is_texts(kind: Any) -> bool:
    return get_origin(kind) is tuple


# Made once: json.dumps makes an encoder a call where it is given options, which cost an import a tenth of its time.
_dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


@lru_cache(maxsize=1)
def converter() -> cattrs.Converter:
    """Build the one converter between rows and entities."""
    conv = cattrs.Converter(detailed_validation=False)
    conv.register_unstructure_hook(dt.datetime, utc_text)
    conv.register_structure_hook(dt.datetime, lambda text, _: from_utc_text(text))
    conv.register_unstructure_hook(dt.date, dt.date.isoformat)
    conv.register_structure_hook(dt.date, lambda text, _: dt.date.fromisoformat(text))
    conv.register_unstructure_hook(bool, int)
    conv.register_unstructure_hook(Money, lambda money: (money.minor, money.currency))
    conv.register_structure_hook(Money, lambda pair, _: Money(*pair))
    conv.register_unstructure_hook_func(_is_texts, lambda value: _dumps(list(value)))
    conv.register_structure_hook_func(_is_texts, lambda text, _: tuple(json.loads(text)))
    conv.register_unstructure_hook_func(_is_mapping, lambda value: _dumps(dict(value)))
    conv.register_structure_hook_func(_is_mapping, lambda text, _: json.loads(text))
    return conv


def _without_none(kind: Any) -> Any:
    if get_origin(kind) in (Union, types.UnionType):
        return next((part for part in get_args(kind) if part is not type(None)), kind)
    return kind


class Codec(Generic[E]):
    """Rows of one entity class, with ``columns`` in the order of its fields."""

    def __init__(self, kind: type[E]) -> None:
        attrs.resolve_types(kind)
        self.kind = kind
        self.money = tuple(f.name for f in attrs.fields(kind) if _without_none(f.type) is Money)
        names: list[str] = []
        for f in attrs.fields(kind):
            names += [f"{f.name}_minor", f"{f.name}_currency"] if f.name in self.money else [f.name]
        self.columns = tuple(names)
        self._structure: Callable[[Any, type[E]], E] = converter().get_structure_hook(kind)
        self._unstructure: Callable[[E], dict[str, Any]] = converter().get_unstructure_hook(kind)

    def row(self, entity: E) -> dict[str, Any]:
        """Give the row of an entity."""
        row = self._unstructure(entity)
        for name in self.money:
            minor, currency = row.pop(name) or (None, None)
            row[f"{name}_minor"], row[f"{name}_currency"] = minor, currency
        return row

    def entity(self, row: Mapping[str, Any]) -> E:
        """Give the entity of a row. Errors: ValueError where the row breaks a rule of the class."""
        values = dict(row)
        for name in self.money:
            minor, currency = values.pop(f"{name}_minor"), values.pop(f"{name}_currency")
            values[name] = None if minor is None else (minor, currency)
        try:
            return self._structure(values, self.kind)
        except (BaseValidationError, TypeError, KeyError) as error:
            raise ValueError(f"row {row['id']} of {self.kind.KIND} does not fit: {error}") from error


@lru_cache(maxsize=256)
def _codec(kind: Any) -> Codec[Any]:
    return Codec(kind)


def codec_of(kind: type[E]) -> Codec[E]:
    """Give the codec of an entity class, made once."""
    key: Any = kind
    return _codec(key)
