"""One typed method for each kind of contribution: all of a kind, and one by its name."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from influcore.contributions import (
        Action,
        Check,
        Connector,
        Field,
        ForecastModel,
        Panel,
        Route,
        Screen,
        Settings,
        Sink,
    )
    from influcore.measures import Kpi, Metric


class _Each(ABC):
    """One by name: imports its owner alone. Errors: UnknownId with the nearest names; PluginMisuse if it is broken."""

    def metric(self, name: str) -> Metric:
        return self._one("metric", name)  # type: ignore[no-any-return]

    def kpi(self, name: str) -> Kpi:
        return self._one("kpi", name)  # type: ignore[no-any-return]

    def model(self, name: str) -> ForecastModel:
        return self._one("model", name)  # type: ignore[no-any-return]

    def connector(self, name: str) -> Connector:
        return self._one("connector", name)  # type: ignore[no-any-return]

    def sink(self, name: str) -> Sink:
        return self._one("sink", name)  # type: ignore[no-any-return]

    def panel(self, name: str) -> Panel:
        return self._one("panel", name)  # type: ignore[no-any-return]

    def action(self, name: str) -> Action:
        return self._one("action", name)  # type: ignore[no-any-return]

    def check(self, name: str) -> Check:
        return self._one("check", name)  # type: ignore[no-any-return]

    def field(self, name: str) -> Field:
        return self._one("field", name)  # type: ignore[no-any-return]

    def route(self, name: str) -> Route:
        return self._one("route", name)  # type: ignore[no-any-return]

    def screen(self, name: str) -> Screen:
        return self._one("screen", name)  # type: ignore[no-any-return]

    def section(self, name: str) -> Settings:
        return self._one("section", name)  # type: ignore[no-any-return]

    @abstractmethod
    def _one(self, kind: str, name: str) -> Any:
        """Find one by its kind and name."""


class Offers(_Each):
    """All of a kind, in the order in which they are shown: imports those plugins that have any."""

    def metrics(self) -> tuple[Metric, ...]:
        return self._all("metrics")

    def kpis(self) -> tuple[Kpi, ...]:
        return self._all("kpis")

    def models(self) -> tuple[ForecastModel, ...]:
        return self._all("models")

    def connectors(self) -> tuple[Connector, ...]:
        return self._all("connectors")

    def sinks(self) -> tuple[Sink, ...]:
        return self._all("sinks")

    def panels(self) -> tuple[Panel, ...]:
        return self._all("panels")

    def actions(self) -> tuple[Action, ...]:
        return self._all("actions")

    def checks(self) -> tuple[Check, ...]:
        return self._all("checks")

    def fields(self) -> tuple[Field, ...]:
        return self._all("fields")

    def routes(self) -> tuple[Route, ...]:
        return self._all("routes")

    def screens(self) -> tuple[Screen, ...]:
        return self._all("screens")

    def settings(self) -> tuple[Settings, ...]:
        return self._all("settings")

    @abstractmethod
    def _all(self, kind: str) -> tuple[Any, ...]:
        """List all of a kind."""
