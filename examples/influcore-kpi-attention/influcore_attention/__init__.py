"""Seconds of attention that a campaign buys."""

from __future__ import annotations

from collections.abc import Sequence

from influcore import Kpi, Settings, hookimpl

influcore_api_version = 1


@hookimpl
def influcore_register_kpis() -> Sequence[Kpi]:
    from .kpis import KPIS

    return KPIS


@hookimpl
def influcore_register_settings() -> Sequence[Settings]:
    from .settings import SETTINGS

    return (SETTINGS,)
