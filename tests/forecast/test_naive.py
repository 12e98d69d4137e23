from __future__ import annotations

import numpy as np
import pytest

from influcore.measures import Draws, History, Worlds
from influcore_forecast.models import MODELS

from .conftest import asks, history, of, one, profile

LEA = profile("lea")
BY_NAME = {model.name: model for model in MODELS}


def run(name: str, past: History, *formats: str) -> Draws:
    model = BY_NAME[name]
    return model.draw(model.fit(past), one(LEA), asks(LEA, *formats), Worlds(500, 1))


def test_the_baseline_repeats_the_last_ten_posts() -> None:
    likes = [5.0] * 20 + list(range(100, 110))
    drawn = run("baseline", history({LEA: {"likes": likes}}), "post")
    assert of(drawn, "likes").min() >= 99.99
    assert of(drawn, "likes").max() <= 109.01
    assert drawn.basis["lea-0", "likes"] == "last 10 posts"
    assert of(drawn, "engagements") == pytest.approx(of(drawn, "likes"))


def test_the_baseline_needs_three_posts() -> None:
    drawn = run("baseline", history({LEA: {"likes": [1, 2]}}), "post")
    assert drawn.missing["lea-0", "likes"] == "needs 3 posts with likes"
    assert drawn.audiences == ()


def test_followers_times_a_rate_is_a_point() -> None:
    drawn = run("followers-rate", history({LEA: {"likes": [1, 2, 3]}}), "post")
    assert np.ptp(of(drawn, "engagements")) == 0
    assert of(drawn, "engagements")[0] == pytest.approx(50_000 * 0.0365)
    assert drawn.basis["lea-0", "engagements"] == "followers × instagram ER under 100k, 2025"
    assert BY_NAME["followers-rate"].points_only
    assert drawn.audiences[0].seen == pytest.approx(0.229)


def test_followers_times_a_rate_names_what_lacks() -> None:
    drawn = run("followers-rate", history({}), "story")
    assert drawn.missing["lea-0", "likes"] == "no published likes rate"
