"""Has anything changed that decides what the plugins offer? Looks at names, sizes and times of files; opens none.

A folder's own time changes for many reasons (a ``__pycache__``, a database journal), so a changed time only makes us
look at the names in it that matter.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import Any

_CODE = (".py", ".so", ".pyd", ".toml", ".json")
_DISTRIBUTION = (".dist-info", ".egg-info")


def search_path() -> list[str]:
    """Give ``sys.path`` without the folder one stands in, which `python -m` and `python -c` put first.

    What was put there on purpose (an editable install, PYTHONPATH) stays, even while one stands in it.
    """
    path = list(sys.path)
    if path and not sys.flags.safe_path and path[0] in ("", _here()):
        del path[0]
    return list(dict.fromkeys(entry for entry in path if entry))


def watch(path: Iterable[str], packages: Iterable[str], plugins_dirs: Iterable[str], settings: str | None) -> list[Any]:
    """Note how things are now: the folders Python looks in, whole packages (or single modules), plugins' folders."""
    seen = [[entry, "path", *_folder(entry, "path")] for entry in path]
    seen += [[entry, "plugins", *_folder(entry, "plugins")] for entry in plugins_dirs]
    for package in dict.fromkeys(packages):
        if os.path.isdir(package):
            for root, folders, _ in os.walk(package):
                folders[:] = sorted(name for name in folders if _is_code_folder(name))
                seen.append([root, "code", *_folder(root, "code")])
        else:
            seen.append([package, "file", *_file(package)])
    if settings is not None:
        seen.append([settings, "file", *_file(settings)])
    return seen


def unchanged(seen: Iterable[list[Any]]) -> bool:
    """Say whether all is still as `watch` noted it."""
    for place, what, when, facts in seen:
        if what == "file":
            if [when, facts] != _file(place):
                return False
        elif what == "code":
            if _time(place) != when and _names(place, what) != list(facts):
                return False
            for name, fact in facts.items():
                if fact is not None and fact != _file(f"{place}/{name}"):
                    return False
        elif (what == "plugins" or _time(place) != when) and _facts(place, what) != facts:
            return False
    return True


def _here() -> str:
    try:
        return os.getcwd()
    except OSError:  # the folder one stands in was deleted
        return ""


def _folder(place: str, what: str) -> list[Any]:
    return [_time(place), _facts(place, what)]


def _time(place: str) -> int:
    try:
        return os.stat(place).st_mtime_ns
    except OSError:
        return -1


def _file(place: str) -> list[int]:
    try:
        stat = os.stat(place)
    except OSError:
        return [-1, -1]
    return [stat.st_mtime_ns, stat.st_size]


def _facts(place: str, what: str) -> dict[str, Any]:
    """Note of each name that matters its time and size, or None for a folder that is noted by itself."""
    if what == "path":
        return {name: _file(f"{place}/{name}/entry_points.txt") for name in _names(place, what)}
    if what == "plugins":
        return {name: _file(f"{place}/{name}" + ("" if name.endswith(_CODE) else "/__init__.py"))
                for name in _names(place, what)}  # fmt: skip
    return {name: _file(f"{place}/{name}") if name.endswith(_CODE) else None for name in _names(place, what)}


def _names(place: str, what: str) -> list[str]:
    try:
        names = sorted(os.listdir(place))
    except OSError:
        return []
    if what == "path":
        return [name for name in names if name.endswith(_DISTRIBUTION)]
    return [name for name in names if name.endswith(_CODE) or _is_package_like(place, name)]


def _is_package_like(place: str, name: str) -> bool:
    return _is_code_folder(name) and os.path.isdir(f"{place}/{name}")


def _is_code_folder(name: str) -> bool:
    return name != "__pycache__" and not name.startswith(".") and "." not in name
