"""The forecasting models of this plugin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from influcore import ForecastModel
from influcore.measures import Ask, Creator, Draws, History, Worlds

from .settings import ForecastSettings


def _fit_hierarchical(history: History) -> Any:
    from .fitting import fit

    return fit(history)


def _draw_hierarchical(state: Any, creator: Creator, asks: Sequence[Ask], worlds: Worlds) -> Draws:
    from .drawing import draw

    return draw(state, creator, asks, worlds)


def _fit_recent(history: History) -> Any:
    from .naive import fit_recent

    return fit_recent(history)


def _draw_recent(state: Any, creator: Creator, asks: Sequence[Ask], worlds: Worlds) -> Draws:
    from .naive import draw_recent

    return draw_recent(state, creator, asks, worlds)


def _fit_followers(history: History) -> Any:
    from .naive import fit_followers

    return fit_followers(history)


def _draw_followers(state: Any, creator: Creator, asks: Sequence[Ask], worlds: Worlds) -> Draws:
    from .naive import draw_followers

    return draw_followers(state, creator, asks, worlds)


def _fit_best(history: History) -> Any:
    from .choosing import fit_best

    return fit_best(history)


def _draw_best(state: Any, creator: Creator, asks: Sequence[Ask], worlds: Worlds) -> Draws:
    from .choosing import draw_best

    return draw_best(state, creator, asks, worlds)


MODELS = (
    ForecastModel(
        name="hierarchical",
        title="Hierarchical",
        help="Own history, shrunk towards creators of the same platform and size; published figures where none is.",
        fit=_fit_hierarchical,
        draw=_draw_hierarchical,
        settings=ForecastSettings,
        source="shrunken log-normal levels with pooled, cross-fitted error quantiles; figures in data/priors_2025.toml",
    ),
    ForecastModel(
        name="auto",
        title="Best so far",
        help="The hierarchical model, but the last ten posts on platforms where these did better in a back-test.",
        fit=_fit_best,
        draw=_draw_best,
        settings=ForecastSettings,
        source="rolling back-test of the workspace's own posts, all metrics of a platform together",
    ),
    ForecastModel(
        name="baseline",
        title="Last ten posts",
        help="A creator's own last ten posts as they were: to compare with, since such intervals are too narrow.",
        fit=_fit_recent,
        draw=_draw_recent,
        settings=ForecastSettings,
        source="empirical quantiles",
    ),
    ForecastModel(
        name="followers-rate",
        title="Followers × rate",
        help="Followers times a published engagement rate, as many tools do it: points without intervals.",
        fit=_fit_followers,
        draw=_draw_followers,
        points_only=True,
        settings=ForecastSettings,
        source="data/priors_2025.toml",
    ),
)
