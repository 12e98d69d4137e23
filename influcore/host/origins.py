"""Where a setting's value may come from, the strongest first: flag, environment, project file, user file, default."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from influcore.errors import InvalidInput

from .folders import settings_file

FLAG, ENVIRONMENT, PROJECT, USER, DEFAULT = "flag", "environment", "project", "user", "default"
PREFIX = "INFLUCORE_SET_"
PROJECT_FILE = "influcore.toml"
# Whoever hands over a folder must not thereby decide what code runs.
NEVER_IN_A_PROJECT = "plugins"

Path = tuple[str, ...]


class Layer(NamedTuple):
    """What one origin says of one section. ``place`` names it for people; texts still have to be read by type."""

    origin: str
    place: str
    values: Mapping[str, Any]
    is_text: bool = False


class Origins(NamedTuple):
    """``flags`` are ``section.key=value`` as typed; ``project`` is the project's file, which need not exist."""

    flags: tuple[str, ...] = ()
    project: str | None = None

    def layers(self, section: str) -> list[Layer]:
        """Give what is said of a section, the weakest origin first. Errors: InvalidInput for a file that is no TOML."""
        found = [Layer(origin, place, _section(place, section)) for origin, place in self.files()
                 if not (origin == PROJECT and section == NEVER_IN_A_PROJECT)]  # fmt: skip
        found += [Layer(ENVIRONMENT, name, _nested(path[1:], text), is_text=True)
                  for name, path, text in from_environment() if path[0] == section]  # fmt: skip
        found += [Layer(FLAG, f"--set {'.'.join(path)}", _nested(path[1:], text), is_text=True)
                  for path, text in self.given() if path[0] == section]  # fmt: skip
        return [layer for layer in found if layer.values]

    def files(self) -> list[tuple[str, str]]:
        """Name the settings files, the weakest first; they need not exist."""
        user = settings_file()
        return [*([(USER, user)] if user else []), *([(PROJECT, self.project)] if self.project else [])]

    def given(self) -> list[tuple[Path, str]]:
        """Split the flags. Errors: InvalidInput for one that is not ``section.key=value``."""
        return [_split(flag) for flag in self.flags]


def from_environment() -> Iterator[tuple[str, Path, str]]:
    """Give variable, path and text of ``INFLUCORE_SET_<SECTION>__<KEY>``; a further ``__`` leads into a table."""
    for name in sorted(os.environ):
        if name.startswith(PREFIX):
            path = tuple(part.lower() for part in name.removeprefix(PREFIX).split("__"))
            if len(path) < 2 or not all(path):
                raise InvalidInput(f"{name} names no setting", hint=f"{PREFIX}CORE__WORLDS sets core.worlds")
            yield name, path, os.environ[name]


def file_contents(path: str) -> Mapping[str, Any]:
    """Read a settings file; nothing where there is none. Errors: InvalidInput with the line that is no TOML."""
    import tomllib

    try:
        with open(path, "rb") as file:
            return tomllib.load(file)
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise InvalidInput(f"settings in {path} can not be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidInput(f"settings in {path} are no TOML: {error}") from error


def path_of(key: str) -> Path:
    """Split ``section.key``. Errors: InvalidInput where there is no dot."""
    path = tuple(part.strip() for part in key.split("."))
    if len(path) < 2 or not all(path):
        raise InvalidInput(f"“{key}” names no setting", hint="settings are named section.key, as in core.worlds")
    return path


def _split(flag: str) -> tuple[Path, str]:
    key, sign, text = flag.partition("=")
    if not sign:
        raise InvalidInput(f"--set {flag} gives no value", hint="write it as --set section.key=value")
    return path_of(key), text


def _section(place: str, section: str) -> Mapping[str, Any]:
    given = file_contents(place).get(section, {})
    if not isinstance(given, dict):
        raise InvalidInput(f"settings in {place}", problems=[(section, f"must be a section [{section}]")])
    return given


def _nested(path: Sequence[str], text: str) -> Mapping[str, Any]:
    value: Any = text
    for part in reversed(path):
        value = {part: value}
    return dict(value)
