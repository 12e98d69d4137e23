"""Import one plugin and register it, or leave nothing of it behind.

Plugins are trusted code: importing one runs it with the user's rights. What is handled here is failure, not malice.
"""

from __future__ import annotations

import difflib
import importlib
import importlib.util
import os
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pluggy

import influcore
from influcore import hookspecs
from influcore.deprecation import deprecated
from influcore.errors import PluginMisuse

from .catalogue import PluginInfo
from .locate import API_NAMES, OLD_API_NAME

HOOKS = frozenset(spec.__name__ for spec in hookspecs.SPECS)


class Register:
    """The hooks of the plugins that were let in, over a pluggy manager of its own."""

    def __init__(self) -> None:
        self._pm = pluggy.PluginManager("influcore")
        self._pm.add_hookspecs(hookspecs)

    def admit(self, plugin: object, name: str) -> tuple[str, ...]:
        """Register one plugin and give the hooks it implements; on any fault it is out again.

        Errors: PluginMisuse, or whatever the plugin raises while it is looked at.
        """
        try:
            self._pm.register(plugin, name=name)
            _check_hooks(plugin, self._pm)
            self._pm.check_pending()
        except BaseException as error:
            if self._pm.has_plugin(name):
                self._pm.unregister(name=name)
            if isinstance(error, pluggy.PluginValidationError):
                lines = str(error).splitlines()
                raise PluginMisuse(f"{lines[0]}: {lines[-1]}") from error
            raise
        callers = self._pm.get_hookcallers(plugin) or []
        return tuple(sorted(caller.name for caller in callers if caller.has_spec()))

    def implementation(self, name: str, hook: str) -> pluggy.HookImpl | None:
        """Find how a plugin implements a hook; None where it does not."""
        caller: pluggy.HookCaller = getattr(self._pm.hook, hook)
        return next((impl for impl in caller.get_hookimpls() if impl.plugin_name == name), None)


def call(impl: pluggy.HookImpl, arguments: dict[str, object]) -> Any:
    """Call one implementation alone, with those of the hook's arguments that it takes.

    Every call of a hook passes here; a deadline for a batch of them is set around the batch, not here.
    """
    return impl.function(*(arguments[name] for name in impl.argnames))


def bring(plugin: PluginInfo) -> object:
    """Import a plugin. Errors: PluginMisuse, or whatever the plugin raises while it is imported."""
    name, _, attribute = (part.strip() for part in plugin.module.partition(":"))
    module = _from_folder(name, plugin.path) if plugin.path else importlib.import_module(name)
    refuse_newer(stated_api(module))
    if hasattr(module, OLD_API_NAME):
        deprecated(OLD_API_NAME, plugin.name)
    found: object = module
    for part in attribute.partition("[")[0].strip().split(".") if attribute else ():
        found = getattr(found, part)
    return found


def stated_api(module: object) -> object:
    """Give the API version that an imported plugin states, whatever that is; None where it states none."""
    return next((getattr(module, name) for name in API_NAMES if hasattr(module, name)), None)


def refuse_newer(version: object) -> None:
    """Refuse an API that does not exist yet. Errors: PluginMisuse."""
    if version is None:
        return
    if type(version) is not int:
        raise PluginMisuse(f"influcore_api_version must be a whole number, not {version!r}")
    if version > influcore.API_VERSION:
        raise PluginMisuse(
            f"asks for version {version} of the plugin API; this influcore {influcore.__version__} has "
            f"{influcore.API_VERSION}: update influcore"
        )


def _from_folder(name: str, path: str) -> ModuleType:
    """Import a file of a plugins folder under its own name, which must not be that of any other module."""
    known = sys.modules.get(name)
    spec = getattr(known, "__spec__", None) if known is not None else importlib.util.find_spec(name)
    if (known is not None or spec is not None) and getattr(spec, "origin", None) != path:
        raise PluginMisuse(f"“{name}” is the name of another module; rename {path}")
    is_package = os.path.basename(path) == "__init__.py"
    places = [os.path.dirname(path)] if is_package else None
    own = importlib.util.spec_from_file_location(name, path, submodule_search_locations=places)
    if own is None or own.loader is None:
        raise PluginMisuse(f"{path} can not be imported")
    module = importlib.util.module_from_spec(own)
    for old in [loaded for loaded in sys.modules if loaded == name or loaded.startswith(f"{name}.")]:
        del sys.modules[old]
    sys.modules[name] = module
    try:
        own.loader.exec_module(module)
    except BaseException:
        sys.modules.pop(name, None)
        raise
    return module


def _check_hooks(plugin: object, pm: pluggy.PluginManager) -> None:
    for caller in pm.get_hookcallers(plugin) or ():
        impl = next(impl for impl in caller.get_hookimpls() if impl.plugin is plugin)
        if not caller.has_spec() and not impl.optionalhook:
            raise PluginMisuse(f"there is no hook {caller.name}{_nearest(caller.name)}")
        if impl.wrapper or impl.hookwrapper:
            raise PluginMisuse(f"{caller.name} is a hook wrapper; influcore calls each implementation alone")
    for name in _unmarked(plugin):
        raise PluginMisuse(
            f"{name} lacks @hookimpl{'' if name in HOOKS else f', and there is no such hook{_nearest(name)}'}"
        )


def _unmarked(plugin: object) -> Iterator[str]:
    """Name functions that look like hooks and would silently never be called."""
    for name in dir(plugin):
        value = getattr(plugin, name, None) if name.startswith("influcore_") else None
        if callable(value) and not hasattr(value, "influcore_impl") and not hasattr(value, "influcore_spec"):
            yield name


def _nearest(name: str) -> str:
    near = difflib.get_close_matches(name, sorted(HOOKS), 1)
    return f"; did you mean {near[0]}?" if near else ""
