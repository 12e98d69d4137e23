"""KPIs are tested on posts that are held back."""

from __future__ import annotations

from attrs import evolve

from influcore import ForecastModel, Kpi, KpiContext, Metric, ratio
from influcore.entities import PLATFORMS
from influcore.measures import Draws, stack
from influcore.services.backtest import FEWEST, HELD, kpi_scores
from influcore.services.evaluate import Book
from influcore.testing.histories import population

METRICS = (Metric("likes", "count"), Metric("comments", "count"), Metric("engagements", "count"))
TALK = Kpi(name="talk", title="Talk", unit="share", needs=("comments", "likes"),
           formula=lambda q, _: ratio(q.comments, q.likes))  # fmt: skip
COSTLY = Kpi(name="costly", title="Costly", unit="money_each", needs=("cost",), formula=lambda q, _: q.cost)
BOOK = Book(METRICS, (TALK, COSTLY), {})


def wide(history):
    """A model whose intervals hold everything, and that keeps what it was given to learn from."""
    seen = []

    def draw(state, creator, asks, worlds):
        some = worlds.uniform("some")
        spread = {"likes": some * 0 + 1000, "comments": some * 60}  # a ratio from 0 to 0.06, around the true 0.03
        values = stack(("likes", "comments"), [spread for _ in asks], worlds.count)
        return Draws(asks=tuple(a.id for a in asks), metrics=("likes", "comments"), values=values)

    model = ForecastModel(name="wide", title="Wide", help="Wide.", fit=lambda h: seen.append(h) or h, draw=draw)
    return model, seen


def scores(history, model):
    return kpi_scores(history, model, BOOK, PLATFORMS, KpiContext(currency="EUR"))


def test_a_kpi_that_posts_can_tell_is_scored_and_one_that_needs_a_cost_is_not():
    history = population(6, 12).history
    model, _ = wide(history)
    [score] = scores(history, model)
    assert (score.name, score.platform, score.creators, score.forecasts) == ("talk", "instagram", 6, 6 * HELD)
    assert score.inside == 1.0


def test_the_posts_held_back_are_hidden_from_the_model():
    history = population(4, 12).history
    model, seen = wide(history)
    scores(history, model)
    [learnt] = seen
    assert len(learnt.day) == 4 * (12 - HELD)
    assert learnt.now < history.now
    assert learnt.averages == {}
    assert learnt.day.max() < history.day.max()


def test_creators_with_too_few_posts_are_left_out():
    history = population(4, HELD + FEWEST - 1).history
    assert scores(history, wide(history)[0]) == ()
    assert scores(evolve(history, format=("story",) * len(history.day)), wide(history)[0]) == ()


def test_the_demo_is_scored_with_the_model_in_use(demo):
    found = {score.name for score in demo.session().kpi_scores()}
    assert {"emv", "engagement_rate_followers"} <= found
    assert "cpe" not in found
    assert "kpis" in demo.content("forecast.backtest", demo.host.panel("forecast.backtest").params()).parts
