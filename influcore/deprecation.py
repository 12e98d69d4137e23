"""What plugins should no longer use: each by name, warned of for at least two minor releases before it goes.

A use is told once for each plugin; `influcore plugins` lists them too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple


class Deprecation(NamedTuple):
    """``since`` and ``removed`` are versions of influcore, two minor releases apart at least."""

    name: str
    since: str
    removed: str
    instead: str

    def __str__(self) -> str:
        return f"{self.name} goes in influcore {self.removed} (deprecated since {self.since}): use {self.instead}"


class InflucoreDeprecationWarning(DeprecationWarning):
    """A plugin uses what will go."""


DEPRECATIONS: Mapping[str, Deprecation] = MappingProxyType(
    {
        one.name: one
        for one in (Deprecation("INFLUCORE_API", since="0.1", removed="0.3", instead="influcore_api_version"),)
    }
)
_used: dict[tuple[str, str], Deprecation] = {}


def deprecated(name: str, plugin: str, *, table: Mapping[str, Deprecation] = DEPRECATIONS) -> None:
    """Note that a plugin uses a deprecated name, and warn of it the first time. Errors: KeyError if it is none."""
    import warnings

    found = table[name]
    if (plugin, name) not in _used:
        _used[plugin, name] = found
        warnings.warn(f"plugin {plugin}: {found}", InflucoreDeprecationWarning, stacklevel=2)


def uses(plugin: str | None = None) -> Iterator[tuple[str, Deprecation]]:
    """Give which plugin uses what, so far in this process."""
    return ((who, found) for (who, _), found in list(_used.items()) if plugin in (None, who))


def table() -> str:
    """Write the deprecations for the docs."""
    rows = [f"| `{one.name}` | {one.since} | {one.removed} | `{one.instead}` |" for one in DEPRECATIONS.values()]
    return "\n".join(("| Deprecated | Since | Goes in | Use instead |", "|---|---|---|---|", *rows))
