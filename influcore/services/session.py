"""A reading with what the core works out from it; fulfils `influcore.contributions.Session`."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from typing import TYPE_CHECKING

from attrs import evolve

from influcore.errors import InflucoreError, Refused
from influcore.workspace import Reader, Surroundings

if TYPE_CHECKING:
    from influcore.contributions import Field, Finding, ForecastModel, Settings
    from influcore.host import Host
    from influcore.measures import (
        Audience,
        Creator,
        History,
        KpiScore,
        Line,
        Outlook,
        Quantity,
        ReachAnswer,
        Variant,
        Worlds,
    )

    from .outlook import Engine
    from .planning import Planned
    from .reference import CoreSettings

    Kept = MutableMapping[tuple[object, ...], Outlook]


class DeskSession(Reader):
    """One thread's reading with the plugins at hand. ``kept`` keeps outlooks by the revision of their inputs."""

    def __init__(self, conn: sqlite3.Connection, around: Surroundings, host: Host, kept: Kept) -> None:
        super().__init__(conn, around)
        self.host = host
        self._kept = kept

    def outlook(
        self,
        campaign: str,
        *,
        model: str = "",
        seed: int | None = None,
        worlds: int | None = None,
        variant: Variant | None = None,
        progress: Callable[[int, int], None] = lambda done, of: None,
    ) -> Outlook:
        """Forecast a campaign. ``seed``, ``worlds`` and ``model`` come from the settings where not given."""
        from influcore.entities import Campaign
        from influcore.host.deadline import off_the_clock
        from influcore.measures import Worlds

        from .outlook import outlook
        from .planning import gather

        own = self._own()
        with self.snapshot():
            planned = gather(self, self.get(Campaign, campaign), variant)
            chosen = self._model(model or own.model)
            numbers = (own.seed if seed is None else seed, worlds or own.worlds)
            key = (planned.campaign.id, planned.revision, self.today, chosen.name, *numbers, variant, self._in_force())
            if key not in self._kept:
                with off_the_clock():
                    people, engine = self._prepare(planned, chosen, Worlds(numbers[1], numbers[0]), variant, progress)
                    self._kept[key] = outlook(planned, people, engine)
        return self._kept[key]

    def draws(
        self, campaign: str, names: Sequence[str], variant: Variant | None = None
    ) -> Mapping[str, Mapping[str, Quantity]]:
        from influcore.entities import Campaign
        from influcore.host.deadline import off_the_clock
        from influcore.measures import Worlds

        from .outlook import piece_draws
        from .planning import gather

        own = self._own()
        with self.snapshot(), off_the_clock():
            planned = gather(self, self.get(Campaign, campaign), variant)
            worlds = Worlds(own.worlds, own.seed)
            people, engine = self._prepare(planned, self._model(own.model), worlds, variant, lambda done, of: None)
            return piece_draws(planned, people, engine, names)

    def findings(self, campaign: str | None = None) -> Sequence[Finding]:
        from .checks import findings

        return findings(self, self.host.checks(), campaign, host=self.host)

    def estimate_reach(self, parts: Sequence[Audience]) -> ReachAnswer | None:
        from .reach import reach_of

        return reach_of(parts, self.host.estimate_reach(self, parts), self._own().universe)

    def creator_kpis(self, influencers: Sequence[str]) -> Sequence[Line]:
        from .creator_kpis import creator_lines

        own = self._own()
        with self.snapshot():
            return creator_lines(
                self, influencers, self.host.kpis(), self._kpi_settings(), recent=own.recent_posts, seed=own.seed
            )

    def kpi_scores(self, platform: str = "") -> Sequence[KpiScore]:
        from influcore.entities import ExchangeRate, ExchangeRates
        from influcore.measures import KpiContext

        from .backtest import kpi_scores
        from .evaluate import Book

        model = self._model(self._own().model)
        kpis = [kpi for kpi in self.host.kpis() if kpi.of != "creator"]
        currency = self.value("SELECT currency FROM campaign GROUP BY currency ORDER BY count(*) DESC LIMIT 1")
        around = KpiContext(currency=currency or "EUR", rates=ExchangeRates(self.list(ExchangeRate)))
        return kpi_scores(
            evolve(self.history(platform), settings=self._model_settings(model)), model,
            Book(self.host.metrics(), kpis, self._kpi_settings()), self.platforms, around,
        )  # fmt: skip

    def fields(self, subject: str) -> Sequence[Field]:
        return [field for field in self.host.fields() if field.subject == subject]

    def history(self, platform: str = "") -> History:
        from .history import history

        named = (platform,) if platform else [r["platform"] for r in self.rows("SELECT DISTINCT platform FROM profile")]
        with self.snapshot():
            return history(self, (), also=named)

    def _prepare(
        self,
        planned: Planned,
        model: ForecastModel,
        worlds: Worlds,
        variant: Variant | None,
        progress: Callable[[int, int], None],
    ) -> tuple[dict[str, Creator], Engine]:
        """Gather what the forecast is made with."""
        from influcore.entities import Target

        from .evaluate import Book
        from .history import creators, days, history, until
        from .kpi_sets import shown_on
        from .outlook import Engine
        from .reference import tier_bounds

        own = self._own()
        people = creators(self, list(planned.influencers.values()))
        metrics, kpis = self.host.metrics(), [kpi for kpi in self.host.kpis() if kpi.of != "creator"]
        names = tuple(m.name for m in metrics) + tuple(k.name for k in kpis)
        platforms = {d.platform for listed in planned.pieces.values() for d in listed}
        past = history(self, people)
        if variant is not None and variant.before is not None:
            past = until(past, days(variant.before))
        engine = Engine(
            model=model,
            history=evolve(past, settings=self._model_settings(model)),
            book=Book(metrics, kpis, self._kpi_settings()),
            worlds=worlds,
            reach_of=self.estimate_reach,
            tier_bounds=tier_bounds(self),
            kpis=names,
            shown=shown_on(planned.campaign.objective, platforms, kpis, names, own.kpi_sets),
            progress=progress,
            targets=self.list(Target, campaign=planned.campaign.id),
        )
        return {c.id: c for c in people}, engine

    def _own(self) -> CoreSettings:
        from .reference import settings

        return settings(self)

    def _kpi_settings(self) -> Mapping[str, object]:
        return {
            kpi.name: self.settings(kpi.settings, self.host.owner("kpis", kpi.name))
            for kpi in self.host.kpis()
            if kpi.settings is not None
        }

    def _in_force(self) -> str:
        """Name all settings as they stand, so that other settings give other numbers."""
        state = [(section.name, self._told(section)) for section in self.host.settings()]
        return hashlib.blake2b(repr(state).encode(), digest_size=8).hexdigest()

    def _told(self, section: Settings) -> str:
        try:
            return repr(self.settings(section.form, section.name))
        except InflucoreError as error:
            return error.message  # who needs this section says so itself

    def _model_settings(self, model: ForecastModel) -> object:
        return None if model.settings is None else self.settings(model.settings, self.host.owner("models", model.name))

    def _model(self, name: str) -> ForecastModel:
        if name:
            return self.host.model(name)
        models = [m for m in self.host.models() if not m.points_only]
        if not models:
            raise Refused("no plugin offers a forecasting model", hint="see `influcore plugins`")
        return next((m for m in models if m.name == "hierarchical"), models[0])
