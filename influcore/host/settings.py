"""Settings as attrs classes: every origin laid over the weaker ones; plain mistakes are named, all at once."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, get_args, get_origin

import attrs

from influcore.errors import InvalidInput, PluginMisuse

from .origins import DEFAULT, ENVIRONMENT, FLAG, PROJECT, Layer, Origins, Path
from .own_sections import CORE_PERSONAL, CoreSettings, PluginsSettings
from .typed import hint_at, names_of, raw_of, secrets_in
from .vault import HIDDEN, hand_out, hide, secret

if TYPE_CHECKING:
    from cattrs import Converter

S = TypeVar("S")
Problem = tuple[str, str]
_PLAIN = Origins()


class Merged(NamedTuple):
    """One section: its raw values, the layer that each place came from, and what could not even be read."""

    values: dict[str, Any]
    came: dict[Path, Layer]
    problems: list[Problem]

    def origin(self, *path: str) -> str:
        """Say where a value comes from; of a table, the strongest of its parts."""
        found = self.layer(*path)
        return found.origin if found else DEFAULT

    def layer(self, *path: str) -> Layer | None:
        """Give the layer that a place came from, or what stands above or below it."""
        above = (self.came[path[:size]] for size in range(len(path), 0, -1) if path[:size] in self.came)
        below = [layer for place, layer in self.came.items() if place[: len(path)] == path]
        return next(above, below[-1] if below else None)


def plugins_settings(origins: Origins = _PLAIN) -> PluginsSettings:
    """Give the host's own section."""
    return settings_for(PluginsSettings, "plugins", origins)


def deadline_of(origins: Origins, name: str = "deadline") -> float:
    """Give a deadline of ``[core]`` in seconds; the usual one where the settings do not fit (told elsewhere)."""
    usual = float(names_of(CoreSettings)[name].default)  # type: ignore[arg-type]
    try:
        merged = merge(CoreSettings, "core", origins.layers("core"), personal=CORE_PERSONAL)
    except InvalidInput:
        return usual
    value = merged.values.get(name, usual)
    return float(value) if type(value) in (int, float) and value >= 0 else usual


def settings_for(
    cls: type[S],
    section: str,
    origins: Origins = _PLAIN,
    *,
    personal: Collection[str] = (),
    may_have_secrets: Callable[[], bool] = lambda: True,
) -> S:
    """Give a section as an attrs class, defaults filled in. ``personal`` fields are not taken from a project's file.

    Errors: InvalidInput with every problem of the section and the nearest name for an unknown key; PluginMisuse where
    the class itself is at fault (no attrs class, a field without default, secrets that are another plugin's).
    """
    check_class(cls, section)
    layers, hidden = origins.layers(section), secrets_in(cls)
    if hidden and not may_have_secrets():
        raise PluginMisuse(f"settings [{section}]: {cls.__name__} is not the class that “{section}” registered for it")
    if not layers and not hidden:
        return _defaults(cls, section)
    merged = merge(cls, section, layers, personal=personal)
    for name in hidden:
        text = merged.values.get(name) if merged.origin(name) == ENVIRONMENT else secret(section, name)
        if text is not None:
            merged.values[name] = hand_out(str(text))
    value, problems = structure(cls, section, merged)
    if problems:
        raise complaint(section, merged, problems)
    assert value is not None
    return value


def merge(cls: type[Any], section: str, layers: list[Layer], *, personal: Collection[str] = ()) -> Merged:
    """Lay the layers over each other, tables key by key."""
    merged = Merged({}, {}, [])
    hidden = secrets_in(cls)
    for layer in layers:
        for path, value in _leaves(layer.values):
            place = ".".join((section, *path))
            reason = _refusal(layer, path[0], place, hidden, personal)
            if not reason and layer.is_text:
                try:
                    value = _typed(cls, path, value)
                except ValueError as error:
                    reason = str(error)
            merged.came[path] = layer
            if reason:
                merged.problems.append((place, reason))
            else:
                _put(merged, path, value)
    return merged


def structure(cls: type[S], section: str, merged: Merged) -> tuple[S | None, list[Problem]]:
    """Make the object, or say all that is wrong with it; secrets never stand in what is said."""
    from cattrs.errors import BaseValidationError, StructureHandlerNotFoundError

    problems = [*merged.problems, *unknown_keys(cls, merged.values, section)]
    told = {place for place, _ in problems}
    known = {name: v for name, v in merged.values.items() if name in names_of(cls)}
    value: S | None = None
    try:
        value = _converter().structure(known, cls)
    except BaseValidationError as error:
        problems += [problem for problem in _complaints(error, section) if problem[0] not in told]
    except StructureHandlerNotFoundError as error:
        raise PluginMisuse(f"settings [{section}]: {cls.__name__} has a type that no text can fill: {error}") from error
    texts = [str(merged.values[name]) for name in secrets_in(cls) if merged.values.get(name)]
    return value, [(place, _without(texts, hide(text))) for place, text in problems]


def complaint(section: str, merged: Merged, problems: list[Problem], *, with_places: bool = False) -> InvalidInput:
    """Make the error: named for the origin if it is only one, else each problem says where it comes from."""
    layers = [merged.layer(*place.partition("[")[0].split(".")[1:]) for place, _ in problems]
    layers = [layer or next(iter(reversed(merged.came.values())), None) for layer in layers]
    places = {layer.place: layer for layer in layers if layer}
    hint = "see `influcore settings list`"
    if len(places) == 1 and not with_places:
        layer = next(iter(places.values()))
        return InvalidInput(f"settings {'from' if layer.is_text else 'in'} {layer.place}", problems=problems, hint=hint)
    told = [(place, f"{text} ({layer.place})" if layer else text)
            for (place, text), layer in zip(problems, layers, strict=True)]  # fmt: skip
    return InvalidInput(f"settings of [{section}]", problems=told, hint=hint)


def check_class(cls: type[Any], section: str) -> None:
    """Refuse what can not be a section's class. Errors: PluginMisuse."""
    if not isinstance(cls, type) or not attrs.has(cls):
        raise PluginMisuse(f"settings [{section}]: {cls!r} is no attrs class")
    for name, attribute in names_of(cls).items():
        if attribute.default is attrs.NOTHING:
            raise PluginMisuse(f"settings [{section}]: {cls.__name__}.{name} has no default")


def unknown_keys(cls: type[Any], given: Mapping[str, Any], path: str) -> Iterator[Problem]:
    """Name the keys that the class does not have, with the nearest that it has."""
    names = sorted(names_of(cls))
    for key in given:
        if key not in names:
            near = difflib.get_close_matches(key, names, 1)
            meant = f"did you mean {near[0]}?" if near else f"there is {', '.join(names)}"
            yield f"{path}.{key}", f"no such setting; {meant}"


def _defaults(cls: type[S], section: str) -> S:
    """Give the class as it is: most have no settings file, and cattrs is slow to import."""
    try:
        return cls()
    except Exception as error:  # a plugin's own validators may raise anything
        raise PluginMisuse(f"settings [{section}]: the defaults do not hold: {error}") from error


def _refusal(layer: Layer, name: str, place: str, hidden: Collection[str], personal: Collection[str]) -> str:
    if name in hidden and layer.origin != ENVIRONMENT:
        where = "on the command line, where others see it" if layer.origin == FLAG else "in this file"
        return f"is a secret and may not stand {where}; keep it with `influcore settings set {place}`"
    if name in personal and layer.origin == PROJECT:
        return "may not be set by a project's file, only by its user"
    return ""


def _typed(cls: type[Any], path: Path, text: str) -> Any:
    try:
        hint = hint_at(cls, path)
    except KeyError:  # named later, with the nearest that there is
        return text
    return raw_of(text, hint)


def _leaves(values: Mapping[str, Any], above: Path = ()) -> Iterator[tuple[Path, Any]]:
    for key, value in values.items():
        if isinstance(value, dict) and value:
            yield from _leaves(value, (*above, key))
        else:
            yield (*above, key), value


def _put(merged: Merged, path: Path, value: Any) -> None:
    table = merged.values
    for part in path[:-1]:
        inner = table.get(part)
        table[part] = table = dict(inner) if isinstance(inner, dict) else {}
    table[path[-1]] = value


def _without(secrets: list[str], text: str) -> str:
    for one in secrets:
        text = text.replace(one, HIDDEN)
    return text


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
        if type(value) not in kinds and not (str in kinds and isinstance(value, str)):
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


def _complaints(error: BaseException, path: str) -> list[Problem]:
    """Give each fault with its place, in the words of whoever raised it."""
    from cattrs import ForbiddenExtraKeysError, IterableValidationError

    if isinstance(error, ForbiddenExtraKeysError):
        return [found for key in sorted(error.extra_fields) for found in unknown_keys(error.cl, {key: None}, path)]
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
