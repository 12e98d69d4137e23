"""The plugin keeps the contracts of KPIs, models and panels."""

from __future__ import annotations

import influcore_forecast
from influcore.testing import KpiContract, ModelContract, PanelContract


def _models(*names):
    return tuple(model for model in influcore_forecast.influcore_register_models() if model.name in names)


class TestKpis(KpiContract):
    plugin = influcore_forecast
    # The rate card that the settings name decides which of these it values.
    looks_for = ("likes", "comments", "shares", "saves", "views", "impressions", "reach", "engagements")


class TestModels(ModelContract):
    models = _models("hierarchical", "followers-rate")


class TestBaseline(ModelContract):
    models = _models("baseline")
    uncalibrated = "the last ten posts as they were are too narrow by design: it is there to compare with"


class TestPanels(PanelContract):
    plugin = influcore_forecast
