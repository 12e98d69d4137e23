"""The kept manifest: a JSON file with the answer of the last reading and what it depended on.

A missing, damaged, stale or foreign file is simply a miss; a folder that can not be written keeps nothing.
"""

# No `from __future__ import annotations`: NamedTuple would compile each annotation anew at every start.
import json
import os
from _thread import get_ident
from typing import Any, NamedTuple

from .catalogue import Catalogue, Failure, PluginInfo, info_from_json, listed_from_json
from .folders import folder
from .freshness import unchanged

_OLD = 30 * 24 * 3600


class Kept(NamedTuple):
    """What a manifest says."""

    plugins: tuple[PluginInfo, ...]
    failures: tuple[Failure, ...]
    catalogue: Catalogue
    front_ends: dict[str, str]


def manifest_path(request: dict[str, Any], cache_dir: str | None) -> str | None:
    """Name the file of this request: one for each environment, so that two do not take turns to overwrite it."""
    place = folder("cache") if cache_dir is None else cache_dir
    mark = int.from_bytes(repr(request).encode(), "little") % (2**61 - 1)
    return os.path.join(place, f"plugins-{mark:x}.json") if place else None


def read_manifest(path: str | None, request: dict[str, Any]) -> Kept | None:
    """Give what was kept if it still holds, else None."""
    if path is None:
        return None
    try:
        with open(path, encoding="utf-8") as file:
            manifest = json.load(file)
        if manifest["request"] != request or not unchanged(manifest["watched"]) or _is_late(manifest):
            return None
        return Kept(
            tuple(info_from_json(facts) for facts in manifest["plugins"]),
            tuple(Failure(*facts) for facts in manifest["failures"]),
            Catalogue(listed_from_json(facts) for facts in manifest["contributions"]),
            dict(manifest["front_ends"]),
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _is_late(manifest: dict[str, Any]) -> bool:
    """Say whether the time has come to try a plugin again that hung when it was read."""
    if manifest["again"] is None:
        return False
    import time

    return bool(time.time() >= manifest["again"])


def write_manifest(path: str | None, manifest: dict[str, Any]) -> bool:
    """Keep a manifest, whole or not at all; says whether it was kept."""
    if path is None:
        return False
    place = os.path.dirname(path)
    draft = f"{path}.{os.getpid()}.{get_ident()}.tmp"
    try:
        os.makedirs(place, mode=0o700, exist_ok=True)
        with open(draft, "w", encoding="utf-8") as file:
            json.dump(manifest, file, ensure_ascii=False, separators=(",", ":"))
        os.replace(draft, path)
        _sweep(place)
    except (OSError, ValueError):
        return False
    return True


def _sweep(place: str) -> None:
    """Remove manifests that no environment has renewed for a month."""
    import time

    before = time.time() - _OLD
    for name in os.listdir(place):
        path = os.path.join(place, name)
        if name.startswith("plugins-") and os.stat(path).st_mtime < before:
            os.unlink(path)
