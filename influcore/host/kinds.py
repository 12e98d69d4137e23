"""The kinds of contribution: which hook brings them, which classes they are, and how they may be named."""

# No `from __future__ import annotations`: NamedTuple would compile each annotation anew at every start.
from typing import NamedTuple


class Kind(NamedTuple):
    """``name`` is the plural, ``one`` the singular; ``types`` are names in `influcore`.

    Names are unique within a ``space``: a KPI may need a metric by name, and panels and actions are both commands.
    ``dotted`` names begin with the plugin's own name and a dot.
    """

    name: str
    one: str
    hook: str
    type: str
    space: str
    dotted: bool


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("metrics", "metric", "influcore_register_kpis", "Metric", "quantity", False),
        Kind("kpis", "kpi", "influcore_register_kpis", "Kpi", "quantity", False),
        Kind("models", "model", "influcore_register_models", "ForecastModel", "model", False),
        Kind("connectors", "connector", "influcore_register_connectors", "Connector", "connector", False),
        Kind("sinks", "sink", "influcore_register_sinks", "Sink", "sink", True),
        Kind("panels", "panel", "influcore_register_panels", "Panel", "command", True),
        Kind("actions", "action", "influcore_register_actions", "Action", "command", True),
        Kind("checks", "check", "influcore_register_checks", "Check", "check", True),
        Kind("fields", "field", "influcore_register_fields", "Field", "field", True),
        Kind("tables", "table", "influcore_register_tables", "Tables", "table", False),
        Kind("routes", "route", "influcore_register_routes", "Route", "route", True),
        Kind("screens", "screen", "influcore_register_screens", "Screen", "screen", True),
        Kind("settings", "section", "influcore_register_settings", "Settings", "section", False),
    )
}
REGISTER_HOOKS: tuple[str, ...] = tuple(dict.fromkeys(kind.hook for kind in KINDS.values()))


def claim(kind: Kind, name: str) -> tuple[str, str]:
    """Give what a name takes away from others: ``create_all`` and ``create-all`` are one command."""
    return kind.space, name.replace("_", "-")


def kind_named(name: str) -> Kind:
    """Find a kind by its plural or singular name. Errors: StopIteration."""
    return KINDS[name] if name in KINDS else next(kind for kind in KINDS.values() if kind.one == name)
