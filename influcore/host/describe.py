"""Contributions in words, for the catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

import influcore
from influcore.contributions import PHASES

from .catalogue import Listed
from .rules import kind_of

# Which fields of a contribution say the same in `Listed`.
_SAME = ("name", "title", "help", "phase", "order", "risk", "undo", "many", "unit", "gives")


def describe(plugin: str, item: Any) -> Iterator[Listed]:
    """Describe one contribution, its form included. Errors: whatever is wrong with the form, as PluginMisuse."""
    kind = kind_of(item)
    if isinstance(item, influcore.Tables):
        steps = tuple(step.__name__ for step in item.migrations)
        for spec in item.tables:
            yield Listed(kind=kind.name, plugin=plugin, name=spec.name, of=spec.kind, order=item.order, gives=steps)
        return
    if isinstance(item, influcore.Settings):
        yield Listed(kind=kind.name, plugin=plugin, name=item.name, help=item.help, params=_fields(item))
        return
    facts = {name: getattr(item, name) for name in _SAME if hasattr(item, name)}
    form = getattr(item, "form", None) or getattr(item, "params", None)
    yield Listed(
        kind=kind.name,
        plugin=plugin,
        **facts,
        subject=getattr(item, "subject", "") or "",
        of=getattr(item, "of", "") or getattr(item, "add", "") or getattr(item, "method", ""),
        path=getattr(item, "path", ""),
        params=_params(form) if form is not None else (),
    )


def shown_order(kind: str, item: Listed) -> tuple[Any, ...]:
    """Sort contributions of one kind; where this says nothing they stay in the order of their plugins."""
    if kind == "panels":
        return (PHASES.index(item.phase), item.order, item.title, item.name)
    if kind == "tables":
        return (item.plugin != "core", item.order, item.plugin)
    if kind == "settings":
        return (item.plugin != "core", item.name)
    if kind == "screens":
        return (item.title, item.name)
    return (item.name,) if kind in ("actions", "checks", "fields", "routes", "sinks") else ()


def _fields(item: influcore.Settings) -> tuple[dict[str, Any], ...]:
    from .typed import help_of, names_of, secrets_in

    secrets = secrets_in(item.form)
    return tuple(
        {"name": name, "help": help_of(attribute), "secret": name in secrets, "personal": name in item.personal}
        for name, attribute in names_of(item.form).items()
    )


def _params(form: type[Any]) -> tuple[dict[str, Any], ...]:
    from influcore.contributions.params import params_of

    return tuple(
        {name: list(value) if isinstance(value, tuple) else value for name, value in attrs.asdict(param).items()}
        for param in params_of(form)
    )
