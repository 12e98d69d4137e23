"""Find plugins without running them: entry points, the user's plugins folders, and the block list."""

from __future__ import annotations

import difflib
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import Distribution, distributions
from typing import Any

import influcore
from influcore.errors import InvalidInput

from .catalogue import Failure, PluginInfo
from .origins import Origins
from .settings import plugins_settings

GROUP = "influcore"
FRONT_ENDS = "influcore.frontends"
CORE = PluginInfo(
    name="core", module="influcore.core", source="core", distribution="influcore", version=influcore.__version__
)
# Words that begin a command of the program itself or a group of the core's commands; no plugin may be called so.
CORE_WORDS = frozenset((
    "advertiser", "backup", "campaign", "check", "collaboration", "core", "deliverable", "demo", "doctor", "dump",
    "entry", "exchange", "explain", "export", "group", "help", "import", "influcore", "influencer", "init", "journal",
    "kpi", "ledger", "load", "new", "observation", "person", "plan", "platform", "plugins", "post", "profile", "pull",
    "rate", "redo", "report", "serve", "settings", "show", "tui", "undo", "workspace",
))  # fmt: skip
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_SOURCES = ("core", "tree", "installed", "folder")


def find(request: dict[str, Any], origins: Origins) -> tuple[list[PluginInfo], list[Failure], list[str]]:
    """Give the plugins to admit, the core first, in the order in which they are called; and the folders looked in.

    Order: the core, then the tree's own, then strangers, each by name; so no stranger can take a name of ours.
    Errors: InvalidInput for a blocked name that nobody has, or a plugins folder that is not there.
    """
    if request["no_plugins"]:
        return [CORE], [], []
    settings = plugins_settings(origins)
    dirs = [*request["dirs"], *settings.dirs]
    failures: list[Failure] = []
    found = [*_installed(request["path"], failures), *_in_folders(dirs)]
    plugins = [CORE, *_named(found)]
    plugins = _blocked(plugins, [*request["blocked"], *settings.block])
    failures += [Failure(p.name, "name", p.failure) for p in plugins if p.state == "failed"]
    return sorted(plugins, key=lambda p: (_SOURCES.index(p.source), p.name)), failures, dirs


def front_ends(path: Sequence[str]) -> dict[str, str]:
    """Give the front ends that are installed: name to ``module:function``; the first of a name wins."""
    found: dict[str, str] = {}
    for distribution in distributions(path=list(path)):
        try:
            if FRONT_ENDS in (distribution.read_text("entry_points.txt") or ""):
                for entry in distribution.entry_points.select(group=FRONT_ENDS):
                    found.setdefault(entry.name, entry.value)
        except Exception:  # noqa: BLE001 - damaged metadata are listed by `_installed`; the others count on
            continue
    return found


def _installed(path: Sequence[str], failures: list[Failure]) -> Iterator[PluginInfo]:
    seen: set[str] = set()
    for distribution in distributions(path=list(path)):
        name = "?"
        try:
            if GROUP not in (distribution.read_text("entry_points.txt") or ""):
                continue
            name = str(distribution.metadata["Name"] or name)
            if name.lower() not in seen:
                seen.add(name.lower())
                yield from _entries(distribution, name)
        except Exception as error:  # noqa: BLE001 - a damaged distribution may raise anything; the others count on
            failures.append(Failure(name, "find", f"its metadata can not be read: {type(error).__name__}: {error}"))


def _entries(distribution: Distribution, name: str) -> list[PluginInfo]:
    return [
        PluginInfo(
            name=entry.name,
            module=entry.value,
            source="tree" if name == "influcore" else "installed",
            distribution=name,
            version=distribution.version,
        )
        for entry in distribution.entry_points
        if entry.group == GROUP
    ]


def _in_folders(dirs: Iterable[str]) -> Iterator[PluginInfo]:
    for place in dict.fromkeys(dirs):
        if not os.path.isdir(place):
            raise InvalidInput(f"there is no plugins folder “{place}”")
        for entry in sorted(os.scandir(place), key=lambda e: e.name):
            if entry.name.startswith(("_", ".")):
                continue
            file = os.path.join(entry.path, "__init__.py") if entry.is_dir() else entry.path
            stem = entry.name if entry.is_dir() else entry.name.removesuffix(".py")
            if file.endswith(".py") and os.path.isfile(file):
                yield PluginInfo(name=stem, module=stem, source="folder", path=file)


def _named(found: Iterable[PluginInfo]) -> Iterator[PluginInfo]:
    """Refuse those whose name is taken, ours, or no name; of two strangers with one name neither wins."""
    by_name: dict[str, list[PluginInfo]] = defaultdict(list)
    for plugin in found:
        by_name[plugin.name].append(plugin)
    for name, claims in by_name.items():
        ours = [claim for claim in claims if claim.source == "tree"]
        for claim in claims:
            reason = ""
            if claim not in ours and (ours or name in CORE_WORDS):
                reason = f"the name “{name}” belongs to influcore itself; {claim.origin} must choose another"
            elif not _NAME.fullmatch(name):
                reason = f"{name!r} is no name for a plugin: lower-case letters, digits and _, at most 40"
            elif len(claims) > 1 and not ours:
                reason = f"claimed by {' and by '.join(sorted(c.origin for c in claims))}; neither is used"
            yield claim._replace(state="failed", failure=reason) if reason else claim


def _blocked(plugins: list[PluginInfo], names: Iterable[str]) -> list[PluginInfo]:
    block = set(names)
    known = sorted({plugin.name for plugin in plugins} - {"core"})
    for name in sorted(block - set(known)):
        near = difflib.get_close_matches(name, known, 1)
        meant = f"did you mean {near[0]}?" if near else f"there are {', '.join(known) or 'no plugins'}"
        raise InvalidInput(f"can not block “{name}”: no plugin has that name", hint=meant)
    return [p._replace(state="blocked", failure="") if p.name in block else p for p in plugins]
