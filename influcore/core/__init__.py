"""The core's own metrics, KPIs, panels, actions, checks, fields and settings, offered as a plugin offers its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from influcore.hookspecs import hookimpl

if TYPE_CHECKING:
    from influcore.contributions import Action, Check, Field, Panel, Settings
    from influcore.measures import Kpi, Metric


@hookimpl
def influcore_register_kpis() -> Sequence[Metric | Kpi]:
    from .creator_kpis import CREATOR_KPIS
    from .kpis import KPIS, METRICS

    return (*METRICS, *KPIS, *CREATOR_KPIS)


@hookimpl
def influcore_register_actions() -> Sequence[Action]:
    from .actions import ACTIONS

    return ACTIONS


@hookimpl
def influcore_register_panels() -> Sequence[Panel]:
    from .panels import PANELS

    return PANELS


@hookimpl
def influcore_register_checks() -> Sequence[Check]:
    from .checks import CHECKS

    return CHECKS


@hookimpl
def influcore_register_fields() -> Sequence[Field]:
    from .fields import FIELDS

    return FIELDS


@hookimpl
def influcore_register_settings() -> Sequence[Settings]:
    from influcore.contributions import Settings
    from influcore.host.own_sections import CORE_PERSONAL, CoreSettings

    return (Settings(name="core", help="Forecasts and deadlines.", form=CoreSettings, personal=CORE_PERSONAL),)
