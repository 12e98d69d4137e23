from __future__ import annotations

from typing import Any

import pytest

from influcore import Ref
from influcore_forecast.benchmarks import Piece, comparable, percentile


def piece(who: int, *, form: str = "reel", tier: str = "micro", platform: str = "instagram") -> Piece:
    return Piece(ref=Ref("deliverable", f"d{who}"), influencer=Ref("influencer", f"i{who}"), campaign="c",
                 platform=platform, format=form, tier=tier, cpe=float(who), cpm=None, engagements=10.0,
                 actual=False)  # fmt: skip


def test_a_percentile_is_the_share_below_with_ties_halved() -> None:
    assert percentile(3, [1, 2, 3, 4, 5]) == pytest.approx(0.5)
    assert percentile(9, [1, 2, 3, 4, 5]) == 1.0
    assert percentile(3, [1, 2]) is None


def test_like_is_compared_with_like_and_never_with_oneself() -> None:
    near = [piece(i) for i in range(6)]
    far = [piece(10 + i, form="post") for i in range(6)] + [piece(99, platform="tiktok")]
    others, common = comparable(near[0], near + far)
    assert (len(others), common) == (5, "instagram reel, micro")
    others, common = comparable(far[0], near[:3] + far[:4])
    assert (len(others), common) == (6, "instagram")


def test_the_panel_shows_fees_and_groups(demo: Any) -> None:
    panel = demo.host.panel("forecast.benchmarks")
    campaign = demo.session().value("SELECT slug FROM campaign ORDER BY starts LIMIT 1")
    parts = demo.content(panel, panel.params(campaign=campaign)).parts
    groups = list(parts["groups"].rows.stream())
    assert groups
    assert all(g["cpe"].low <= g["cpe"].median <= g["cpe"].high for g in groups)
    for row in parts["fees"].rows.stream():
        assert row["price"] is None or 0 <= row["price"] <= 1
