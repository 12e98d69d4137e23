"""Forecast what planned pieces will bring, with honest intervals, and value it."""

from __future__ import annotations

from collections.abc import Sequence

from influcore import Check, ForecastModel, Kpi, Metric, Panel, Settings, hookimpl


@hookimpl
def influcore_register_kpis() -> Sequence[Metric | Kpi]:
    from .emv import KPIS

    return KPIS


@hookimpl
def influcore_register_models() -> Sequence[ForecastModel]:
    from .models import MODELS

    return MODELS


@hookimpl
def influcore_register_panels() -> Sequence[Panel]:
    from .panels import PANELS

    return PANELS


@hookimpl
def influcore_register_checks() -> Sequence[Check]:
    from .checks import CHECKS

    return CHECKS


@hookimpl
def influcore_register_settings() -> Sequence[Settings]:
    from .settings import SETTINGS

    return (SETTINGS,)
