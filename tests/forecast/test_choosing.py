from __future__ import annotations

import numpy as np
from attrs import evolve

from influcore.measures import Worlds
from influcore_forecast.backtest import by_tier
from influcore_forecast.choosing import draw_best, fit_best
from influcore_forecast.drawing import draw

from .conftest import asks, crowd, history, one, profile

PEOPLE = [profile(f"p{i:02}", tier="micro" if i % 2 else "nano") for i in range(40)]
PAST = history({p: {"likes": row} for p, row in zip(PEOPLE, crowd(40, 16), strict=True)})


def test_where_the_hierarchical_model_did_better_it_is_taken() -> None:
    state = fit_best(PAST)
    assert state.recent_on == {}
    wanted = asks(PEOPLE[0], "post", "post")
    chosen = draw_best(state, one(PEOPLE[0]), wanted, Worlds(200, 1))
    assert np.array_equal(chosen.values, draw(state.hierarchical, one(PEOPLE[0]), wanted, Worlds(200, 1)).values, True)


def test_where_the_last_ten_did_better_they_speak_unless_they_lack_something() -> None:
    state = evolve(fit_best(PAST), recent_on={"instagram": 1.25})
    wanted = asks(PEOPLE[0], "post")
    chosen = draw_best(state, one(PEOPLE[0]), wanted, Worlds(200, 1))
    plain = draw(state.hierarchical, one(PEOPLE[0]), wanted, Worlds(200, 1))
    # Reach and comments come from ratios here, which the last ten posts do not have.
    assert np.array_equal(chosen.values, plain.values, True)


def test_each_size_of_creator_has_its_own_scores() -> None:
    found = {score.tier: score for score in by_tier(PAST)}
    assert set(found) == {"micro", "nano"}
    assert sum(score.creators for score in found.values()) == 40
