"""One neutral description per form field, from which every face makes its own: options, widgets, query strings.

The faces hold texts, an action holds typed values; `parse_form` and `format_form` lead from one to the other.
"""

from __future__ import annotations

import datetime as dt
import types
import typing
from collections.abc import Hashable, Iterable, Mapping
from functools import lru_cache
from typing import Any, Literal

import attrs
from attrs import frozen

from influcore.entities import Money
from influcore.errors import PluginMisuse

from .form import RESERVED, LongText, Secret
from .texts import format_value

ParamKind = Literal[
    "text", "longtext", "secret", "int", "number", "flag", "date", "datetime", "money", "choice", "list", "ref"
]
# What the command line itself adds to every action or panel, beside the names that all faces keep.
TAKEN = RESERVED | {"dry_run", "yes", "help", "desc", "workspace"}
TAKEN_SHORT = frozenset({"h", "w"})
_KINDS: Mapping[object, ParamKind] = {
    str: "text", LongText: "longtext", Secret: "secret", int: "int", float: "number", bool: "flag", dt.date: "date",
    dt.datetime: "datetime", Money: "money",
}  # fmt: skip


def _texts(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(items)


@frozen(kw_only=True)
class Param:
    """A form field as plain JSON: ``attrs.asdict`` and ``Param(**…)`` lead there and back.

    ``default`` is a text as `parse_form` reads it, None where there is none. ``optional``: no text means None.
    ``dynamic``: the choices depend on the workspace; `choices_of` gives them.
    """

    name: str
    label: str
    help: str
    kind: ParamKind
    required: bool = False
    default: str | None = None
    ref: str = ""
    choices: tuple[str, ...] = attrs.field(default=(), converter=_texts)
    short: str = ""
    arg: bool = False
    unit: str = ""
    example: str = ""
    optional: bool = False
    dynamic: bool = False


def params_of(form: type[Any]) -> tuple[Param, ...]:
    """Describe the fields of a form, in order.

    Errors: PluginMisuse names the class, the field and what is wrong with it.
    """
    return _params_of(form)  # type: ignore[arg-type]


@lru_cache(maxsize=512)
def _params_of(form: Hashable) -> tuple[Param, ...]:
    assert isinstance(form, type)
    if not attrs.has(form):
        raise PluginMisuse(f"form {form.__qualname__} is no attrs class")
    try:
        hints = typing.get_type_hints(form)
    except (NameError, TypeError, AttributeError) as error:
        raise PluginMisuse(f"form {form.__qualname__}: {error}", hint="import its annotations at run time") from error
    params = tuple(_param(form, attribute, hints[attribute.name]) for attribute in attrs.fields(form))
    _check_shorts(form, params)
    return params


def choices_of(form: type[Any], name: str, read: Any) -> tuple[str, ...]:
    """Give the values a field may have in this workspace, where its choices are a function; () otherwise."""
    choices = _meta(form, getattr(attrs.fields(form), name))["choices"]
    return tuple(choices(read)) if callable(choices) else tuple(choices)


def is_optional(annotation: object) -> bool:
    """Say whether an annotation allows None."""
    return type(None) in typing.get_args(annotation)


def bare(annotation: Any) -> Any:
    """Take ``| None`` off an annotation."""
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        others = [a for a in typing.get_args(annotation) if a is not type(None)]
        return others[0] if len(others) == 1 else annotation
    return annotation


def _param(form: type[Any], attribute: attrs.Attribute[Any], annotation: object) -> Param:
    name, meta = attribute.name, _meta(form, attribute)
    if name in TAKEN or name.startswith("_") or name != name.lower():
        raise PluginMisuse(f"form {form.__qualname__}: the name “{name}” is reserved or not lower case")
    choices = meta["choices"]
    kind, allowed = _kind(bare(annotation), () if callable(choices) else tuple(choices), meta["ref"])
    if kind is None:
        raise PluginMisuse(f"form {form.__qualname__}.{name}: {annotation} is no type of a form field")
    default = attribute.default
    if isinstance(default, attrs.Factory):  # type: ignore[arg-type]
        default = () if kind == "list" else attrs.NOTHING
    given = default is not attrs.NOTHING
    return Param(
        name=name,
        label=meta["label"] or name.replace("_", " ").capitalize(),
        help=meta["help"],
        kind=kind,
        required=attribute.default is attrs.NOTHING,
        default=format_value(default, optional=is_optional(annotation)) if given else None,
        ref=meta["ref"],
        choices=allowed,
        short=meta["short"],
        arg=meta["arg"],
        unit=meta["unit"],
        example=meta["example"],
        optional=is_optional(annotation),
        dynamic=callable(choices),
    )


def _meta(form: type[Any], attribute: attrs.Attribute[Any]) -> Mapping[str, Any]:
    meta: Mapping[str, Any] | None = attribute.metadata.get("influcore")
    if meta is None:
        raise PluginMisuse(f"form {form.__qualname__}.{attribute.name} is not declared with opt()")
    if not str(meta["help"]).strip():
        raise PluginMisuse(f"form {form.__qualname__}.{attribute.name} has no help")
    return meta


def _kind(annotation: Any, choices: tuple[str, ...], ref: str) -> tuple[ParamKind | None, tuple[str, ...]]:
    origin = typing.get_origin(annotation)
    if origin is Literal:
        return "choice", tuple(str(a) for a in typing.get_args(annotation))
    if origin is tuple:
        inner = typing.get_args(annotation)
        if len(inner) != 2 or inner[1] is not Ellipsis:
            return None, ()
        item, allowed = _kind(inner[0], choices, "")
        return ("list" if item in ("text", "choice") else None), allowed
    kind = _KINDS.get(annotation)
    if kind == "text" and ref:
        return "ref", choices
    return ("choice" if kind == "text" and choices else kind), choices


def _check_shorts(form: type[Any], params: tuple[Param, ...]) -> None:
    seen: set[str] = set(TAKEN_SHORT)
    for param in params:
        if param.short and (len(param.short) != 1 or not param.short.isalpha() or param.short in seen):
            raise PluginMisuse(f"form {form.__qualname__}.{param.name}: the short “{param.short}” is not free")
        seen.add(param.short)
