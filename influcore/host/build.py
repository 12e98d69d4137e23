"""Read every plugin anew: what a start of the program does when nothing that was kept still holds."""

from __future__ import annotations

import importlib
import time
from collections import Counter
from collections.abc import Iterable
from typing import Any

from influcore.errors import PluginMisuse

from .bring import stated_api
from .catalogue import Catalogue, Failure, Listed, PluginInfo, listed_to_json
from .describe import shown_order
from .folders import settings_file
from .found import CORE, find
from .freshness import watch
from .kinds import KINDS, REGISTER_HOOKS
from .live import Live
from .locate import code_of


class Built:
    """The outcome of a reading, and the manifest to keep of it."""

    def __init__(self, request: dict[str, Any], *, strict: bool) -> None:
        importlib.invalidate_caches()
        path = request["path"]
        found, self.failures, dirs = find(request)
        for failure in self.failures if strict else ():
            raise PluginMisuse(f"plugin “{failure.plugin}” failed at {failure.stage}: {failure.reason}")
        # Noted before anything is imported, so that what changes meanwhile is seen the next time.
        packages = [code for plugin in found if (code := code_of(plugin, path))]
        watched = watch(path, packages, dirs, settings_file())
        self.live = Live(self.failures, path=path, strict=strict, taken={})
        self.plugins = [
            read_plugin(self.live, plugin, self.failures) if plugin.state == "ready" else plugin for plugin in found
        ]
        self.catalogue = sorted_catalogue(line for lines in self.live.listed.values() for line in lines)
        self.manifest = {
            "request": request,
            "watched": watched,
            "plugins": [plugin._asdict() for plugin in self.plugins],
            "failures": self.failures,
            "contributions": [listed_to_json(line) for line in self.catalogue],
        }


def read_plugin(live: Live, plugin: PluginInfo, failures: list[Failure], given: object = None) -> PluginInfo:
    """Admit one plugin, ask it for all that it offers, and say what became of it."""
    start = time.perf_counter()
    before = len(failures)
    if plugin != CORE and any(
        by == "core" and name.startswith(f"{plugin.name.replace('_', '-')}.")
        for (_, name), (by, _) in live.taken.items()
    ):
        reason = f"the name “{plugin.name}” belongs to influcore itself; {plugin.origin} must choose another"
        live.blame(plugin.name, "name", PluginMisuse(reason))
        return plugin._replace(state="failed", failure=reason)
    hooks = live.admit(plugin, given)
    for hook in REGISTER_HOOKS:
        if hook in hooks:
            live.collect(plugin, hook, describing=True)
    own = failures[before:]
    broken = {failure.stage for failure in own}
    return _after_import(plugin, given)._replace(
        state="ready" if not own else "partly" if hooks else "failed",
        failure="; ".join(f"{f.stage}: {f.reason}" for f in own),
        load_ms=round((time.perf_counter() - start) * 1000, 2),
        hooks=tuple(hook for hook in hooks if hook not in broken),
        contributions=dict(Counter(line.kind for line in live.listed.get(plugin.name, ()))),
    )


def sorted_catalogue(listed: Iterable[Listed]) -> Catalogue:
    """Put contributions into the order in which they are shown; plugins come in the order they were read."""
    kinds = list(KINDS)
    return Catalogue(sorted(listed, key=lambda line: (kinds.index(line.kind), shown_order(line.kind, line))))


def _after_import(plugin: PluginInfo, given: object) -> PluginInfo:
    """Add what only the imported module says: its help text, its API version, a file's version."""
    import sys

    module = sys.modules.get(plugin.module.partition(":")[0].strip()) if given is None else given
    text = getattr(module, "__doc__", None)
    api = stated_api(module)
    version = getattr(module, "__version__", "") if not plugin.version else plugin.version
    return plugin._replace(
        help=text.strip().partition("\n")[0].strip() if isinstance(text, str) else "",
        api=api if type(api) is int else None,
        version=version if isinstance(version, str) else "",
    )
