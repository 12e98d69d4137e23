from __future__ import annotations

import numpy as np
import pytest

from influcore_forecast.audience import audience
from influcore_forecast.sources import priors

from .conftest import profile

LEA = profile("lea", followers=1000)
FIGURES = priors()


def test_one_piece_reaches_its_share_of_the_followers() -> None:
    part = audience(LEA, [np.full((1, 4), 300.0)], FIGURES)
    assert part is not None
    assert part.seen == pytest.approx(0.3)
    assert part.viewers is None
    assert (part.profile, part.followers, part.seen.dtype) == ("lea", 1000, np.float32)


def test_two_pieces_reach_more_than_one_and_less_than_strangers_would() -> None:
    part = audience(LEA, [np.full((1, 4), 300.0), np.full((1, 4), 300.0)], FIGURES)
    assert part is not None
    assert part.seen == pytest.approx((0.3 + (1 - 0.7 * 0.7)) / 2)


def test_what_followers_can_not_make_up_are_strangers() -> None:
    part = audience(LEA, [np.array([[500.0, 3000.0]])], FIGURES)
    assert part is not None
    assert part.viewers is not None
    assert part.seen == pytest.approx([0.5, 0.95])
    assert part.viewers == pytest.approx([0.0, 2050.0])


def test_without_reach_or_followers_there_is_no_audience() -> None:
    assert audience(LEA, [], FIGURES) is None
    assert audience(profile("x", followers=None), [np.ones((1, 2))], FIGURES) is None
