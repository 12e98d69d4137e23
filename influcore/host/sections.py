"""The sections that users may set: influcore's own, those registered, those that only a KPI or model names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from influcore.contributions import Settings
from influcore.errors import PluginMisuse

from .catalogue import PluginInfo
from .own_sections import PluginsSettings

PLUGINS = Settings(name="plugins", help="Which plugins are loaded.", form=PluginsSettings)


def section_of(plugin: PluginInfo, declared: Sequence[Settings], others: Iterable[Any]) -> Settings | None:
    """Give a plugin's section, or None. Errors: PluginMisuse where its KPIs or models name another class.

    ``others`` are KPIs and models; a class that one of them names is a section without being registered.
    """
    found = declared[0] if declared else None
    for item in others:
        form = getattr(item, "settings", None)
        if form is None:
            continue
        if found is None:
            found = Settings(name=plugin.name, help=plugin.help or f"Settings of {plugin.name}.", form=form)
        if form is not found.form:
            raise PluginMisuse(
                f"“{item.name}” has the settings {form.__qualname__}, but the section [{plugin.name}] is "
                f"{found.form.__qualname__}; a plugin has one class of settings"
            )
    return found
