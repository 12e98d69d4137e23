"""The conformance kit for plugins: fixtures and contract classes, loaded only by those who name it.

Put ``pytest_plugins = ["influcore.testing"]`` into the ``conftest.py`` at the top of your tests; then subclass a
contract, as in ``class TestMine(KpiContract): kpi = MINE``. See docs/plugins/testing.md.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from .fixtures import (
    _influcore_made as _influcore_made,  # a fixture is found in the plugin's own module only
    campaign_factory,
    captured_tui,
    clock,
    desk,
    influcore_home,
    influcore_plugins,
    workspace,
)

_HOMES = {
    "ActionContract": "action",
    "Clock": "clock",
    "ConnectorContract": "connector",
    "Contract": "contract",
    "KpiContract": "kpi",
    "ModelContract": "model",
    "PanelContract": "panel",
    "Planted": "campaigns",
    "TablesContract": "tables",
    "Workspaces": "workspaces",
    "host_with": "hosts",
    "plant": "campaigns",
}


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'influcore.testing' has no attribute {name!r}")
    return getattr(import_module(f"influcore.testing.{home}"), name)


if TYPE_CHECKING:
    from .action import ActionContract
    from .campaigns import Planted, plant
    from .clock import Clock
    from .connector import ConnectorContract
    from .contract import Contract
    from .hosts import host_with
    from .kpi import KpiContract
    from .model import ModelContract
    from .panel import PanelContract
    from .tables import TablesContract
    from .workspaces import Workspaces

__all__ = [
    "ActionContract",
    "Clock",
    "ConnectorContract",
    "Contract",
    "KpiContract",
    "ModelContract",
    "PanelContract",
    "Planted",
    "TablesContract",
    "Workspaces",
    "campaign_factory",
    "captured_tui",
    "clock",
    "desk",
    "host_with",
    "influcore_home",
    "influcore_plugins",
    "plant",
    "workspace",
]
