"""The core's own metrics, KPIs, panels, actions, checks and fields, offered the way a plugin offers its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from influcore.hookspecs import hookimpl

if TYPE_CHECKING:
    from influcore.contributions import Action, Check, Field, Panel
    from influcore.measures import Kpi, Metric


@hookimpl
def influcore_register_kpis() -> Sequence[Metric | Kpi]:
    from .kpis import KPIS, METRICS

    return (*METRICS, *KPIS)


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
