"""Read the exports of Acme, an invented platform."""

from __future__ import annotations

from collections.abc import Sequence

from influcore import Connector, Kpi, Metric, hookimpl

influcore_api_version = 1


@hookimpl
def influcore_register_connectors() -> Sequence[Connector]:
    from .connector import CLIPS

    return (CLIPS,)


@hookimpl
def influcore_register_kpis() -> Sequence[Metric | Kpi]:
    from .measures import KPIS, METRICS

    return (*METRICS, *KPIS)
