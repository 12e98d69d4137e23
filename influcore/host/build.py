"""Read every plugin anew: what a start of the program does when nothing that was kept still holds."""

from __future__ import annotations

import importlib
import time
from collections import Counter
from collections.abc import Iterable
from functools import partial
from typing import Any

from influcore.deprecation import uses
from influcore.errors import PluginMisuse

from .bring import stated_api
from .catalogue import Catalogue, Failure, Listed, PluginInfo, listed_to_json
from .deadline import Step
from .describe import describe, shown_order
from .folders import settings_file
from .found import CORE, find, front_ends
from .freshness import watch
from .kinds import KINDS, REGISTER_HOOKS
from .live import Live
from .locate import code_of
from .origins import Origins
from .settings import deadline_of
from .trace import Trace

# A plugin that hung may have waited for something that will be there later: seconds until it is read again.
_RETRY = 600


class Built:
    """The outcome of a reading, and the manifest to keep of it."""

    def __init__(
        self, request: dict[str, Any], origins: Origins, *, strict: bool = False, trace: Trace | None = None
    ) -> None:
        importlib.invalidate_caches()
        path = request["path"]
        found, self.failures, dirs = find(request, origins)
        for failure in self.failures if strict else ():
            raise PluginMisuse(f"plugin “{failure.plugin}” failed at {failure.stage}: {failure.reason}")
        # Noted before anything is imported, so that what changes meanwhile is seen the next time.
        packages = [code for plugin in found if (code := code_of(plugin, path))]
        watched = watch(path, packages, dirs, settings_file())
        self.live = Live(self.failures, path=path, strict=strict, taken={}, deadline=deadline_of(origins), trace=trace)
        self.plugins = self._read(found)
        self.catalogue = sorted_catalogue(line for lines in self.live.listed.values() for line in lines)
        self.front_ends = front_ends(path)
        self.manifest = {
            "request": request,
            "front_ends": self.front_ends,
            "watched": watched,
            "plugins": [plugin._asdict() for plugin in self.plugins],
            "failures": self.failures,
            "contributions": [listed_to_json(line) for line in self.catalogue],
            "again": time.time() + _RETRY if self.live.gone else None,
        }

    def _read(self, found: list[PluginInfo]) -> list[PluginInfo]:
        """Read every plugin that may be; one that hangs fails and the others go on."""
        ready = [plugin for plugin in found if plugin.state == "ready"]
        core = [read_plugin(self.live, plugin, self.failures) for plugin in ready if plugin == CORE]
        others = [plugin for plugin in ready if plugin != CORE]
        steps = [Step(plugin.name, "load", partial(read_plugin, self.live, plugin, self.failures)) for plugin in others]
        read = [
            _hung(plugin, self.failures) if plugin.name in self.live.gone else outcome
            for plugin, outcome in zip(others, self.live.deadlines.run(steps), strict=True)
        ]
        by_place = {id(plugin): outcome for plugin, outcome in zip([CORE, *others], [*core, *read], strict=True)}
        return [by_place.get(id(plugin), plugin) for plugin in found]


def read_plugin(live: Live, plugin: PluginInfo, failures: list[Failure], given: object = None) -> PluginInfo:
    """Admit one plugin, ask it for all that it offers, and say what became of it."""
    start, before = time.perf_counter(), set(failures)
    if plugin != CORE and any(
        by == "core" and name.startswith(f"{plugin.name.replace('_', '-')}.")
        for (_, name), (by, _) in list(live.taken.items())
    ):
        reason = f"the name “{plugin.name}” belongs to influcore itself; {plugin.origin} must choose another"
        live.blame(plugin.name, "name", PluginMisuse(reason))
        return plugin._replace(state="failed", failure=reason)
    hooks = live.admit(plugin, given)
    for hook in REGISTER_HOOKS:
        if hook in hooks:
            live.collect(plugin, hook, describing=True)
    plugin = _after_import(plugin, given)
    with live.guard(plugin.name, "settings"):
        _describe_settings(live, plugin)
    own = [failure for failure in failures if failure.plugin == plugin.name and failure not in before]
    broken = {failure.stage for failure in own}
    return plugin._replace(
        state="ready" if not own else "partly" if hooks else "failed",
        failure="; ".join(f"{f.stage}: {f.reason}" for f in own),
        load_ms=round((time.perf_counter() - start) * 1000, 2),
        hooks=tuple(hook for hook in hooks if hook not in broken),
        deprecated=tuple(str(found) for _, found in uses(plugin.name)),
        contributions=dict(Counter(line.kind for line in live.listed.get(plugin.name, ()))),
    )


def sorted_catalogue(listed: Iterable[Listed]) -> Catalogue:
    """Put contributions into the order in which they are shown; plugins come in the order they were read."""
    kinds = list(KINDS)
    return Catalogue(sorted(listed, key=lambda line: (kinds.index(line.kind), shown_order(line.kind, line))))


def _describe_settings(live: Live, plugin: PluginInfo) -> None:
    """List the section that a KPI or model names, where the plugin registered none."""
    section = live.settings_of(plugin)
    listed = live.listed.setdefault(plugin.name, [])
    if section is not None and not any(line.kind == "settings" for line in listed):
        listed.extend(describe(plugin.name, section))


def _hung(plugin: PluginInfo, failures: list[Failure]) -> PluginInfo:
    own = "; ".join(f"{f.stage}: {f.reason}" for f in failures if f.plugin == plugin.name)
    return plugin._replace(state="failed", failure=own)


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
