"""The model that was best on a platform so far: chosen by back-test, for all metrics of the platform together."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from attrs import evolve, frozen

from influcore.measures import Ask, Creator, Draws, History, Worlds

from .backtest import Score, score
from .drawing import draw
from .fitting import State, fit
from .naive import Recent, draw_recent, fit_recent

_FEWEST = 50  # forecasts of a platform below which a back-test says too little (our assumption)


@frozen(kw_only=True)
class Chosen:
    """Both models fitted; ``recent_on`` names platforms on which the last ten posts did better, with how much."""

    hierarchical: State
    recent: Recent
    recent_on: Mapping[str, float]


def fit_best(history: History) -> Chosen:
    """Fit, back-test and choose."""
    state = fit(history)
    scores = [s for s in (score(state, series) for series in state.series.values()) if s is not None]
    losses = {
        platform: _loss([s for s in scores if s.platform == platform]) for platform in {s.platform for s in scores}
    }
    return Chosen(
        hierarchical=state,
        recent=fit_recent(history),
        recent_on={platform: loss for platform, loss in losses.items() if loss > 1},
    )


def _loss(scores: Sequence[Score]) -> float:
    """Give the loss against the last ten posts over all metrics, as a geometric mean weighted by forecasts."""
    weight = sum(s.forecasts for s in scores)
    known = [s for s in scores if s.pinball > 0 and s.plain_pinball > 0]
    if weight < _FEWEST or not known:
        return 0.0
    return math.exp(sum(s.forecasts * math.log(s.ratio) for s in known) / sum(s.forecasts for s in known))


def draw_best(state: Chosen, creator: Creator, asks: Sequence[Ask], worlds: Worlds) -> Draws:
    """Draw by the hierarchical model; pieces on platforms where the last ten posts did better, by these.

    A profile that the last ten posts can not speak for stays with the hierarchical model, whole.
    """
    drawn = draw(state.hierarchical, creator, asks, worlds)
    others = [ask for ask in asks if ask.platform in state.recent_on and not ask.counted]
    if not others:
        return drawn
    plain = draw_recent(state.recent, creator, others, worlds)
    values, basis = drawn.values.copy(), dict(drawn.basis)
    for row, ask in enumerate(others):
        place = drawn.asks.index(ask.id)
        if any((ask.id, metric) in basis and (ask.id, metric) in plain.missing for metric in drawn.metrics):
            continue  # metrics of one piece come from one model, so that no world has more likes than viewers
        values[place] = plain.values[row]
        words = f"did better on {ask.platform} here: loss {1 / state.recent_on[ask.platform]:.2f}"
        basis |= {key: f"{told}, {words}" for key, told in plain.basis.items() if key[0] == ask.id}
    return evolve(drawn, values=values, basis=basis)
