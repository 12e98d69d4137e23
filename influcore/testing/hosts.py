"""Hosts with chosen plugins: the core's own, installed ones by name, and objects of the test."""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache
from importlib.metadata import entry_points
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from influcore.host import Host

# The name of an installed plugin, a module or object with hooks, or such an object with the name it shall have.
Plugin = Any


def host_with(*plugins: Plugin) -> Host:
    """Give the host with the core and these plugins; the same one when asked again. Fails where one is not taken in."""
    return _host(tuple(plugins))


def named(plugin: Plugin) -> tuple[str, object]:
    """Give a plugin's name and the object that has its hooks."""
    if isinstance(plugin, tuple):
        return plugin[0], plugin[1]
    if isinstance(plugin, str):
        return plugin, None if plugin == "core" else _installed(plugin)
    if isinstance(plugin, ModuleType):
        return plugin.__name__.rpartition(".")[2].removeprefix("influcore_"), plugin
    kind = plugin if isinstance(plugin, type) else type(plugin)
    return kind.__name__.lower(), plugin


@lru_cache(maxsize=64)
def _host(plugins: tuple[Hashable, ...]) -> Host:
    from influcore.host import Host, HostOptions

    host = Host.load(HostOptions(no_plugins=True, cache_dir=""))
    for plugin in plugins:
        name, found = named(plugin)
        if found is not None:
            host.admit(found, name)
    if host.failures:
        told = "\n".join(f"  {f.plugin}, at {f.stage}: {f.reason}" for f in host.failures)
        pytest.fail(f"the host does not take this plugin in as it is:\n{told}", pytrace=False)
    return host


def _installed(name: str) -> object:
    found = [entry for entry in entry_points(group="influcore") if entry.name == name]
    if not found:
        there = ", ".join(sorted(entry.name for entry in entry_points(group="influcore"))) or "none"
        pytest.fail(
            f"no plugin “{name}” is installed here (there is {there}); run `pip install -e .`, or give the plugin's "
            "module instead of its name",
            pytrace=False,
        )
    return found[0].load()
