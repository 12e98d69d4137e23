"""What to say of a thing that is not there: what there is instead, and which plugin would have it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

from influcore.errors import PluginMisuse, UnknownId

from .catalogue import Catalogue, Failure, PluginInfo
from .kinds import Kind


def unknown(kind: Kind, name: str, catalogue: Catalogue, plugins: Iterable[PluginInfo]) -> UnknownId:
    """Name the nearest things of that kind; or the plugin that is missing, blocked or broken."""
    near = difflib.get_close_matches(name, [line.name for line in catalogue.of(kind.name)], 3)
    group = name.partition(".")[0]
    plugin = next((plugin for plugin in plugins if plugin.name == group and plugin.state != "ready"), None)
    hint = ""
    if plugin is not None:
        hint = f"the plugin “{group}” is blocked" if plugin.state == "blocked" else f"the plugin “{group}” failed"
    return UnknownId(kind.one, name, near=near, hint=hint or "see `influcore plugins`")


def gone(kind: Kind, name: str, owner: str, failures: Sequence[Failure]) -> PluginMisuse:
    """Say why a thing that was there when the plugins were read can not be had now."""
    why = next((f"{f.stage}: {f.reason}" for f in reversed(failures) if f.plugin == owner), "")
    return PluginMisuse(
        f"plugin “{owner}” does not give its {kind.one} “{name}”" + (f": {why}" if why else ""),
        hint="" if why else "what a plugin registers may not depend on time, environment or workspace",
    )
