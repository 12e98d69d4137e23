"""Lists over time, and lists that are samples."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from influcore import InvalidInput
from influcore.contributions import parse_form

JULY = dt.datetime(2026, 7, 1, tzinfo=dt.UTC)
AUGUST = dt.datetime(2026, 7, 31, tzinfo=dt.UTC)


@pytest.fixture
def changes(desk):
    def read(**texts):
        panel = desk.host.panel("overlap.changes")
        parts = desk.content(panel, parse_form(panel.params, texts)).parts
        return [dict(row) for row in parts["changes"].rows.stream()]

    return read


def cards_of(part):
    return {card.name: card.value for card in part.cards}


def test_who_came_and_who_left_is_counted(keep, campaign, changes):
    campaign(anna=None)
    keep("anna", range(100))
    keep("anna", range(20, 150), as_of=JULY)
    keep("anna", range(30, 150), as_of=AUGUST)
    found = [tuple(row[n] for n in ("since", "gained", "lost", "stayed")) for row in changes(influencer="anna")]
    june = dt.date(2026, 6, 1)
    assert found == [(june, 50, 20, 80), (JULY.date(), 0, 10, 120), (june, 50, 30, 70)]
    assert changes(influencer="anna")[0]["growth"] == pytest.approx(0.3)
    assert changes(influencer="anna")[1]["churn_30"] == pytest.approx(10 / 130)
    assert len(changes(influencer="anna", until="2026-07-01")) == 1


def test_one_list_alone_has_no_changes(keep, campaign, changes):
    campaign(anna=None)
    assert changes(influencer="anna") == []
    keep("anna", range(100))
    assert changes(influencer="anna") == []


def test_a_sample_widens_the_answer(keep, campaign, panel, run, changes):
    campaign(anna=None, ben=None)
    chance = np.random.default_rng(0)
    keep("anna", chance.choice(10_000, 1000, replace=False))
    keep("ben", 5_000 + chance.choice(10_000, 1000, replace=False))
    for name in ("anna", "ben"):
        assert "of about 10,000" in run("overlap.sampled", audience=f"instagram:{name}", rate="0.1").message
    people = cards_of(panel()["summary"])["deduplicated"]
    assert people.low <= 15_000 <= people.high
    assert people.median == pytest.approx(15_000, rel=0.1)
    assert cards_of(panel()["summary"])["basis"].word == "bounded"
    keep("anna", range(20_000), as_of=JULY)
    (row,) = changes(influencer="anna")
    assert (row["growth"], row["state"].word) == (1.0, "samples: only the sizes can be compared")


def test_a_sample_becomes_whole_again(keep, campaign, panel, run):
    campaign(anna=None)
    keep("anna", range(100))
    run("overlap.sampled", audience="instagram:anna", rate="0.5")
    run("overlap.sampled", audience="instagram:anna", rate="1")
    assert cards_of(panel()["summary"])["deduplicated"] == 100
    with pytest.raises(InvalidInput, match="above 0"):
        run("overlap.sampled", audience="instagram:anna", rate="0")
