"""Where a plugin's code lies, and which API it asks for, read without running any of it."""

from __future__ import annotations

import ast
import importlib.util
import os
from collections.abc import Iterator, Sequence
from importlib.machinery import ModuleSpec, PathFinder

from .catalogue import PluginInfo

OLD_API_NAME = "INFLUCORE_API"
API_NAMES = ("influcore_api_version", OLD_API_NAME)


def specs(plugin: PluginInfo, path: Sequence[str]) -> Iterator[ModuleSpec]:
    """Give the specs of the plugin's module and of the packages above it, outermost first; imports nothing."""
    if plugin.path:
        yield ModuleSpec(plugin.module, None, origin=plugin.path)
        return
    where: Sequence[str] | None = path
    name = ""
    for part in plugin.module.partition(":")[0].strip().split("."):
        name = f"{name}.{part}" if name else part
        spec = PathFinder.find_spec(name, where)
        if spec is None and "." not in name:
            spec = _elsewhere(name)
        if spec is None:
            return
        yield spec
        where = spec.submodule_search_locations
        if where is None:
            return


def code_of(plugin: PluginInfo, path: Sequence[str]) -> str | None:
    """Name the folder of the plugin's outermost package that is not a namespace, or the file of its only module."""
    for spec in specs(plugin, path):
        if spec.origin and os.path.isfile(spec.origin):
            is_package = os.path.basename(spec.origin).startswith("__init__.")
            return os.path.dirname(spec.origin) if is_package else spec.origin
    return None


def asked_api(plugin: PluginInfo, path: Sequence[str]) -> int | None:
    """Read the highest ``influcore_api_version = N`` that stands in the plugin's modules; None where none does."""
    versions = [version for spec in specs(plugin, path) for version in _stated(spec.origin)]
    return max(versions, default=None)


def _elsewhere(name: str) -> ModuleSpec | None:
    """Ask the other finders, which editable installs bring."""
    try:
        return importlib.util.find_spec(name)
    except (ImportError, ValueError, AttributeError):
        return None


def _stated(file: str | None) -> list[int]:
    if not file or not file.endswith(".py"):
        return []
    try:
        with open(file, "rb") as source:
            tree = ast.parse(source.read())
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):  # importing it will say what is wrong
        return []
    return [number for node in tree.body for number in _number_set(node)]


def _number_set(node: ast.stmt) -> list[int]:
    """Give N where a statement is ``influcore_api_version = N``, with or without an annotation."""
    if not isinstance(node, ast.Assign | ast.AnnAssign):
        return []
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    if not any(isinstance(target, ast.Name) and target.id in API_NAMES for target in targets):
        return []
    value = node.value.value if isinstance(node.value, ast.Constant) else None
    return [value] if type(value) is int else []
