from __future__ import annotations

from typing import Any

import pytest

from influcore import Deliverable
from influcore.errors import InvalidInput, UnknownId
from influcore_forecast.checks import find_drift
from influcore_forecast.panels import WhatIf
from influcore_forecast.whatif import seek, variant_of


def read(desk: Any, panel: str, **params: Any) -> dict[str, Any]:
    return dict(desk.content(panel, desk.host.panel(panel).params(**params)).parts)


def rows(table: Any) -> list[dict[str, Any]]:
    return list(table.table().rows.stream())


def reel(desk: Any) -> str:
    return next(str(d.id) for d in desk.session().list(Deliverable) if d.format == "reel")


def test_what_if_shows_before_after_and_the_difference(desk: Any, summer: str) -> None:
    shown = {r["what"]: r for r in rows(read(desk, "forecast.whatif", campaign=summer, fee_factor=0.5)["compare"])}
    assert (shown["Cost"]["o0"], shown["Cost"]["o1"]) == ("€800", "€400")
    assert shown["Cost"]["o2"] == "−€400 (-50%)"
    assert shown["Engagements"]["o2"].startswith("±")


def test_what_is_to_be_added_is_typed_in_one_line(desk: Any, summer: str) -> None:
    session = desk.session()
    variant = variant_of(session, WhatIf(campaign=summer, add=("lea-martin:instagram:post:3:250 EUR",)))
    assert variant.add[0].count == 3
    assert variant.add[0].fee.minor == 25_000
    with pytest.raises(InvalidInput, match="influencer:platform:format"):
        variant_of(session, WhatIf(campaign=summer, add=("reel",)))
    with pytest.raises(UnknownId):
        variant_of(session, WhatIf(campaign=summer, drop=("nobody-here",)))


def test_more_is_sought_for_more_and_for_surer(desk: Any, summer: str) -> None:
    def pieces(value: float, probability: float) -> int:
        answer = seek(desk.session(), summer, "engagements", value, probability).parts["answer"]
        return int(answer.paragraphs[0][1].split()[0])

    assert pieces(1, 0.8) == 1
    assert pieces(10_000, 0.8) >= pieces(10_000, 0.3)
    assert pieces(12_000, 0.5) > pieces(3_000, 0.5)


def test_what_the_plan_can_not_reach_is_said(desk: Any, summer: str) -> None:
    answer = seek(desk.session(), summer, "engagements", 1e12, 0.8).parts["answer"]
    assert "20 times the plan" in answer.paragraphs[0][1]
    with pytest.raises(InvalidInput, match="no sum over pieces"):
        seek(desk.session(), summer, "reach", 1000, 0.8)


def test_results_stand_beside_what_was_forecast(desk: Any, run: Any, summer: str) -> None:
    assert "deliverable.record" in read(desk, "forecast.actuals", campaign=summer)["total"].empty
    run("deliverable.record", deliverable=reel(desk), likes="1500", comments="40", posted="2026-06-02 18:00")
    shown = read(desk, "forecast.actuals", campaign=summer)
    (piece,) = rows(shown["pieces"])
    assert piece["expected"].low < piece["expected"].high
    assert piece["actual"].median >= 1540
    assert {r["metric"] for r in rows(shown["total"])} >= {"Engagements", "Likes"}


@pytest.mark.parametrize(("likes", "word"), [("2000000", "above"), ("1", "below")])
def test_drift_is_a_finding(desk: Any, run: Any, summer: str, likes: str, word: str) -> None:
    session = desk.session()
    key = session.value("SELECT id FROM campaign")
    assert list(find_drift(session, (key,))) == []
    run("deliverable.record", deliverable=reel(desk), likes=likes, posted="2026-06-02 18:00")
    found = list(find_drift(desk.session(), (key,)))
    assert any(f"{word} the 95 % interval" in f.message for f in found)


def test_an_expected_result_is_no_finding(desk: Any, run: Any, summer: str) -> None:
    expected = desk.session().outlook(summer).total.figures["likes"].estimate.median
    run("deliverable.record", deliverable=reel(desk), likes=str(int(expected)), posted="2026-06-02 18:00")
    key = desk.session().value("SELECT id FROM campaign")
    assert list(find_drift(desk.session(), (key,))) == []
