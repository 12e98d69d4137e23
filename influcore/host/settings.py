"""The user's settings file: one section for each plugin, each an attrs class; plain mistakes are named, all at once."""

from __future__ import annotations

import datetime as dt
import difflib
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin

import attrs

from influcore.errors import InvalidInput, PluginMisuse

from .folders import settings_file

if TYPE_CHECKING:
    from cattrs import Converter

S = TypeVar("S")


def _absolute(_: object, __: object, values: tuple[str, ...]) -> None:
    for value in values:
        if not Path(value).is_absolute():
            raise ValueError(f"“{value}” must be an absolute path")


def _at_home(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(str(Path(value).expanduser()) for value in values)


@attrs.frozen(kw_only=True)
class PluginsSettings:
    """The section ``[plugins]``: names to leave out, and folders whose files are plugins (absolute, or under ``~``)."""

    block: tuple[str, ...] = ()
    dirs: tuple[str, ...] = attrs.field(default=(), converter=_at_home, validator=_absolute)


def plugins_settings() -> PluginsSettings:
    """Give the host's own section."""
    return settings_for(PluginsSettings, "plugins")


def settings_for(cls: type[S], section: str) -> S:
    """Give the user's ``[section]`` as an attrs class, defaults filled in.

    Errors: InvalidInput with every problem of the section and the nearest name for an unknown key; PluginMisuse where
    the class itself is at fault (no attrs class, a field without default).
    """
    _check_class(cls, section)
    path, given = _section(section)
    if not given:
        return _defaults(cls, section)
    from cattrs.errors import BaseValidationError, StructureHandlerNotFoundError

    problems = list(_unknown(cls, given, section))
    value: S | None = None
    try:
        value = _converter().structure({k: v for k, v in given.items() if k in _names(cls)}, cls)
    except BaseValidationError as error:
        problems += _complaints(error, section)
    except StructureHandlerNotFoundError as error:
        raise PluginMisuse(f"settings [{section}]: {cls.__name__} has a type that no text can fill: {error}") from error
    if problems or value is None:
        raise InvalidInput(f"settings in {path}", problems=problems, hint="see `influcore settings`")
    return value


def _defaults(cls: type[S], section: str) -> S:
    """Give the class as it is: most have no settings file, and cattrs is slow to import."""
    try:
        return cls()
    except Exception as error:  # a plugin's own validators may raise anything
        raise PluginMisuse(f"settings [{section}]: the defaults do not hold: {error}") from error


def _section(section: str) -> tuple[str, Mapping[str, Any]]:
    place = settings_file()
    if place is None:
        return "", {}
    try:
        with open(place, "rb") as file:
            everything = tomllib.load(file)
    except (FileNotFoundError, NotADirectoryError):
        return place, {}
    except OSError as error:
        raise InvalidInput(f"settings in {place} can not be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidInput(f"settings in {place} are no TOML: {error}") from error
    given = everything.get(section, {})
    if not isinstance(given, dict):
        raise InvalidInput(f"settings in {place}", problems=[(section, f"must be a section [{section}]")])
    return place, given


def _check_class(cls: type[Any], section: str) -> None:
    if not isinstance(cls, type) or not attrs.has(cls):
        raise PluginMisuse(f"settings [{section}]: {cls!r} is no attrs class")
    for name, attribute in _names(cls).items():
        if attribute.default is attrs.NOTHING:
            raise PluginMisuse(f"settings [{section}]: {cls.__name__}.{name} has no default")


def _names(cls: type[Any]) -> dict[str, attrs.Attribute[Any]]:
    return {attribute.name: attribute for attribute in attrs.fields(cls) if attribute.init}


def _unknown(cls: type[Any], given: Mapping[str, Any], path: str) -> Iterator[tuple[str, str]]:
    names = sorted(_names(cls))
    for key in given:
        if key not in names:
            near = difflib.get_close_matches(key, names, 1)
            meant = f"did you mean {near[0]}?" if near else f"there is {', '.join(names)}"
            yield f"{path}.{key}", f"no such setting; {meant}"


@lru_cache(maxsize=1)
def _converter() -> Converter:
    """Read strictly: a text is no number and 1 is no flag. Money is written as text (``"1200 EUR"``)."""
    from cattrs import Converter

    from influcore.entities import Money
    from influcore.entities.money import parse_money

    converter = Converter(forbid_extra_keys=True, detailed_validation=True)
    for kind, words in ((str, "a text"), (int, "a whole number"), (bool, "true or false"), (dt.date, "a date"),
                        (dt.datetime, "a date and time"), (dt.time, "a time")):  # fmt: skip
        converter.register_structure_hook(kind, _exactly(kind, words))
    converter.register_structure_hook(float, lambda v, _: float(_exactly((int, float), "a number")(v, float)))
    converter.register_structure_hook_factory(_is_list, _lists_only)
    converter.register_structure_hook(
        Money, lambda v, _: parse_money(_exactly(str, "a text such as “1200 EUR”")(v, str))
    )
    return converter


def _exactly(kind: Any, words: str) -> Any:
    kinds = kind if isinstance(kind, tuple) else (kind,)

    def check(value: Any, _: object) -> Any:
        if type(value) not in kinds:
            raise ValueError(f"must be {words}, not {value!r}")
        return value

    return check


def _is_list(kind: Any) -> bool:
    return get_origin(kind) is list or (get_origin(kind) is tuple and get_args(kind)[-1] is ...)


def _lists_only(kind: Any, converter: Converter) -> Any:
    """Read a list as cattrs does, but no text: ``block = "links"`` is not five names."""
    from cattrs.cols import homogenous_tuple_structure_factory, list_structure_factory

    make: Any = list_structure_factory if get_origin(kind) is list else homogenous_tuple_structure_factory
    read = make(kind, converter)
    check = _exactly(list, "a list")
    return lambda value, _: read(check(value, kind), kind)


def _complaints(error: BaseException, path: str) -> list[tuple[str, str]]:
    """Give each fault with its place, in the words of whoever raised it."""
    from cattrs import ForbiddenExtraKeysError, IterableValidationError

    if isinstance(error, ForbiddenExtraKeysError):
        return [found for key in sorted(error.extra_fields) for found in _unknown(error.cl, {key: None}, path)]
    if not isinstance(error, BaseExceptionGroup):
        return [(path, str(error))]
    found = []
    for inner in error.exceptions:
        notes = getattr(inner, "__notes__", ())
        place = next((note for note in notes if hasattr(note, "name") or hasattr(note, "index")), None)
        step = f"[{place.index}]" if isinstance(error, IterableValidationError) and place else ""
        step = step or (f".{place.name}" if place is not None and hasattr(place, "name") else "")
        found += _complaints(inner, path + step)
    return found
