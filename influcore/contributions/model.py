"""A forecasting model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from attrs import frozen

from influcore.measures import Ask, Creator, Draws, History, Worlds


@frozen(kw_only=True)
class ForecastModel:
    """From a creator's history to draws of every metric of its planned pieces.

    ``fit(history)`` gives a state of the model's own; ``draw(state, creator, asks, worlds)`` is called once a
    creator. All chance comes from ``worlds``, named by the creator's id. ``points_only`` marks a model without
    intervals. ``settings`` is the attrs class of the plugin's section; the user's are in ``history.settings``.
    """

    name: str
    title: str
    help: str
    fit: Callable[[History], Any]
    draw: Callable[[Any, Creator, Sequence[Ask], Worlds], Draws]
    points_only: bool = False
    settings: type[Any] | None = None
    source: str = ""
