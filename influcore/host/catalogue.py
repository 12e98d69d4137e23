"""What the plugins offer, as plain texts: enough for help, palettes and tabs without importing any plugin.

Loaded at every start, so it may import neither attrs nor anything that does.
"""

# No `from __future__ import annotations`: NamedTuple would compile each annotation anew at every start.
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, NamedTuple

from .kinds import KINDS, kind_named


class Failure(NamedTuple):
    """A plugin that broke: at which stage (``load``, ``name``, ``api``, or a hook's name), and why, in one line."""

    plugin: str
    stage: str
    reason: str


class PluginInfo(NamedTuple):
    """One plugin that was found. ``module`` is ``package.module`` or ``package.module:attribute``.

    ``source``: the core itself, in the *tree* of influcore, *installed* beside it, or a file in a plugins *folder*
    (then ``path`` is its file). ``api`` is the version it asks for, or None. ``load_ms`` was measured when it was last
    read, its imports included. ``hooks`` are those it answers properly; *partly* means that others failed.
    ``deprecated`` says what it uses that will go.
    """

    name: str
    module: str
    source: Literal["core", "tree", "installed", "folder"] = "installed"
    distribution: str = ""
    version: str = ""
    path: str = ""
    help: str = ""
    api: int | None = None
    state: Literal["ready", "partly", "blocked", "failed"] = "ready"
    failure: str = ""
    load_ms: float = 0.0
    hooks: tuple[str, ...] = ()
    contributions: Mapping[str, int] = {}
    deprecated: tuple[str, ...] = ()

    @property
    def origin(self) -> str:
        """Say where it comes from, for people."""
        return self.path or f"{self.distribution} {self.version}".strip() or self.module


class Listed(NamedTuple):
    """One contribution in words. Fields that its kind does not have are empty.

    ``of``: piece or total (KPIs), how it adds up (metrics), kind of table (tables), method (routes). ``params`` are
    `influcore.contributions.params.Param` as plain dicts; of settings name, help, ``secret`` and ``personal`` alone.
    ``subject`` is '' where there is none. ``gives``: of connectors what they read, of tables their set's migrations.
    """

    kind: str
    plugin: str
    name: str
    title: str = ""
    help: str = ""
    subject: str = ""
    phase: str = ""
    order: int = 50
    risk: str = ""
    undo: str = ""
    many: bool = False
    unit: str = ""
    of: str = ""
    gives: tuple[str, ...] = ()
    path: str = ""
    params: tuple[Mapping[str, Any], ...] = ()


class Catalogue:
    """Everything offered, by kind, each kind in the order in which it is shown."""

    def __init__(self, listed: Iterable[Listed]) -> None:
        self._by: dict[str, dict[str, Listed]] = {kind: {} for kind in KINDS}
        for item in listed:
            self._by[item.kind][item.name] = item
        by = {kind: tuple(items.values()) for kind, items in self._by.items()}
        self.actions, self.panels, self.kpis, self.metrics = by["actions"], by["panels"], by["kpis"], by["metrics"]
        self.models, self.connectors, self.sinks, self.checks = (
            by["models"], by["connectors"], by["sinks"], by["checks"],
        )  # fmt: skip
        self.fields, self.tables, self.routes, self.screens, self.settings = (
            by["fields"], by["tables"], by["routes"], by["screens"], by["settings"],
        )  # fmt: skip

    def of(self, kind: str) -> tuple[Listed, ...]:
        """List one kind, named in the singular or plural."""
        return tuple(self._by[kind_named(kind).name].values())

    def find(self, kind: str, name: str) -> Listed | None:
        """Find one contribution, or give None."""
        return self._by[kind_named(kind).name].get(name)

    def __iter__(self) -> Iterator[Listed]:
        return (item for items in self._by.values() for item in items.values())


def listed_to_json(item: Listed) -> dict[str, Any]:
    """Write without the fields that have their default, which are most."""
    defaults = Listed._field_defaults
    return {k: v for k, v in item._asdict().items() if k not in defaults or v != defaults[k]}


def listed_from_json(facts: dict[str, Any]) -> Listed:
    return Listed(**{**facts, "gives": tuple(facts.get("gives", ())), "params": tuple(facts.get("params", ()))})


def info_from_json(facts: dict[str, Any]) -> PluginInfo:
    return PluginInfo(**{**facts, "hooks": tuple(facts["hooks"]), "deprecated": tuple(facts["deprecated"])})
