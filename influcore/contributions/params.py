"""From texts to a filled form and back, with every complaint at once."""

from __future__ import annotations

import typing
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import attrs

from influcore.errors import InvalidInput

from .describe import Param, ParamKind, bare, choices_of, params_of
from .texts import format_value, parse_text

__all__ = ["Param", "ParamKind", "choices_of", "emptied", "format_form", "format_values", "params_of", "parse_form"]

F = TypeVar("F")
Given = str | bool | Sequence[str] | None


def parse_form(form: type[F], texts: Mapping[str, Given]) -> F:
    """Fill a form from texts. An absent name, or None, takes the field's default; '' is None where that is allowed.

    Errors: InvalidInput with all complaints, each beside its field's name ('' for the form as a whole).
    """
    params = params_of(form)
    problems = [(name, "there is no such field") for name in texts if all(p.name != name for p in params)]
    values: dict[str, Any] = {}
    for param in params:
        try:
            values.update(_read(form, param, texts.get(param.name)))
        except ValueError as error:
            problems.append((param.name, str(error)))
    problems += _validate(form, values, quiet=bool(problems))
    if not problems:
        try:
            return form(**values)
        except ValueError as error:
            problems.append(("", str(error)))
    order = [p.name for p in params]
    problems.sort(key=lambda p: order.index(p[0]) if p[0] in order else len(order))
    raise InvalidInput("please correct" if len(problems) > 1 else "can not use this", problems=problems)


def format_form(value: Any) -> dict[str, str]:
    """Write a filled form as texts; ``parse_form(type(value), format_form(value)) == value``."""
    return {p.name: format_value(getattr(value, p.name), optional=p.optional) for p in params_of(type(value))}


def format_values(form: type[Any], values: Mapping[str, Any]) -> dict[str, str]:
    """Write some fields of a form as texts, as an action's ``prefill`` gives them; unknown names are left out."""
    return {p.name: format_value(values[p.name], optional=p.optional) for p in params_of(form) if p.name in values}


def emptied(param: Param) -> str:
    """Give the text for a field that a person emptied on purpose: of no length, where '' would mean “as it is”."""
    if not param.optional:
        return ""
    return {"text": '""', "longtext": '""', "secret": '""', "list": ","}.get(param.kind, "")


def _read(form: type[Any], param: Param, given: Given) -> dict[str, Any]:
    """Give the field's value by name, or nothing where its default holds."""
    empty = given is None or (isinstance(given, str | Sequence) and not isinstance(given, bool) and len(given) == 0)
    if param.required and (empty or (isinstance(given, str) and not given.strip())):
        raise ValueError("is needed" + (f", as in {param.example}" if param.example else ""))
    if given is None:
        return {}
    if isinstance(given, bool):
        return {param.name: given} if param.kind == "flag" else {param.name: _typed(form, param, str(given))}
    if not isinstance(given, str):
        if param.kind != "list":
            given = given[-1] if given else ""
        else:
            items = [item for part in given for item in parse_text("list", part, param.choices)]
            return {param.name: tuple(items)}
    if given == "" and param.optional:
        return {param.name: None}
    if given.strip() == "" and param.kind not in ("text", "longtext", "secret", "list", "ref"):
        return {}
    return {param.name: _typed(form, param, given)}


def _typed(form: type[Any], param: Param, text: str) -> Any:
    value = parse_text(param.kind, text, param.choices, optional=param.optional)
    if param.kind == "choice":
        for literal in typing.get_args(bare(typing.get_type_hints(form)[param.name])):
            if str(literal) == value:
                return literal
    return value


def _validate(form: type[Any], values: Mapping[str, Any], *, quiet: bool) -> list[tuple[str, str]]:
    """Run every validator, where attrs' own constructor would stop at the first complaint."""
    draft: Any = object.__new__(form)
    problems, known = [], []
    for attribute in attrs.fields(form):
        try:
            object.__setattr__(draft, attribute.name, _converted(attribute, values))
            known.append(attribute)
        except KeyError:
            continue
        except ValueError as error:
            problems.append((attribute.name, str(error)))
    for attribute in known:
        if attribute.validator is None:
            continue
        try:
            attribute.validator(draft, attribute, getattr(draft, attribute.name))
        except ValueError as error:
            problems.append((attribute.name, str(error.args[0]) if error.args else str(error)))
        except AttributeError:
            if not quiet and not problems:  # else it looked at a field whose own text was refused
                raise
    return problems


def _converted(attribute: attrs.Attribute[Any], values: Mapping[str, Any]) -> Any:
    if attribute.name in values:
        value = values[attribute.name]
    elif isinstance(attribute.default, attrs.Factory):  # type: ignore[arg-type]
        value = attribute.default.factory()  # type: ignore[union-attr]
    elif attribute.default is attrs.NOTHING:
        raise KeyError(attribute.name)
    else:
        value = attribute.default
    convert = attribute.converter
    return convert(value) if convert is not None and not isinstance(convert, attrs.Converter) else value
