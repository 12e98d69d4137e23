"""The contract of models passes one that is right about the kit's data, and names what is wrong with others."""

from __future__ import annotations

import math

import numpy as np
import pytest
from attrs import evolve

from influcore import Draws, ForecastModel
from influcore.measures import stack
from influcore.testing import ModelContract

SPREAD, DOUBT = 0.55, 0.2
METRICS = ("likes", "views")


def _fit(history):
    likes = history.counts.get("likes", np.zeros(0))
    return {
        profile.id: np.log1p(mine[np.isfinite(mine)])
        for place, profile in enumerate(history.profiles)
        for mine in [likes[history.profile == place] if likes.size else likes]
    }


def _draw(state, creator, asks, worlds):
    columns, basis, missing = [], {}, {}
    for ask in asks:
        known = state.get(ask.profile, np.zeros(0))
        if known.size == 0:
            missing |= {(ask.id, metric): "needs a post" for metric in METRICS}
            columns.append({})
            continue
        spread = float(np.std(known)) if known.size > 5 else SPREAD
        doubt = math.hypot(DOUBT, spread / math.sqrt(known.size))
        level = float(known.mean()) + doubt * worlds.normal(f"creator/{creator.id}")
        likes = np.expm1(np.maximum(level + spread * worlds.normal(f"piece/{ask.id}"), 0)).astype(np.float32)
        columns.append({"likes": likes, "views": likes * 12})
        basis |= {(ask.id, metric): f"{known.size} posts" for metric in METRICS}
    return Draws(
        asks=tuple(ask.id for ask in asks), metrics=METRICS, values=stack(METRICS, columns, worlds.count),
        basis=basis, missing=missing,
    )  # fmt: skip


def contract(draw=_draw, fit=_fit):
    model = ForecastModel(name="mine", title="Mine", help="Mine.", fit=fit, draw=draw)
    return type("TestMine", (ModelContract,), {"model": model})


def _scaled(factor):
    def draw(state, creator, asks, worlds):
        made = _draw(state, creator, asks, worlds)
        middle = np.median(made.values, axis=2, keepdims=True)
        return evolve(made, values=(middle * (made.values / np.maximum(middle, 1)) ** factor).astype(np.float32))

    return draw


def _shapeless(state, creator, asks, worlds):
    made = _draw(state, creator, asks, worlds)
    return evolve(made, values=made.values.astype(np.float64)[:, :, :-1])


def _random(state, creator, asks, worlds):
    made = _draw(state, creator, asks, worlds)
    return evolve(made, values=made.values * np.random.default_rng().uniform(0.9, 1.1, 1).astype(np.float32))


def _fixed(state, creator, asks, worlds):
    from influcore import Worlds

    return _draw(state, creator, asks, Worlds(worlds.count, 0))


def _in_order_of_calls():
    calls = []

    def draw(state, creator, asks, worlds):
        from influcore import Worlds

        calls.append(1)
        return _draw(state, creator, asks, Worlds(worlds.count, worlds.seed + len(calls)))

    return draw


def _independent(state, creator, asks, worlds):
    class Apart:
        count = worlds.count

        def normal(self, name):
            return worlds.normal(f"{name}/{self.piece}")

    apart = Apart()
    made = []
    for ask in asks:
        apart.piece = ask.id
        made.append(_draw(state, creator, [ask], apart))
    whole = _draw(state, creator, asks, worlds)
    return evolve(whole, values=np.concatenate([m.values for m in made])) if made else whole


def _more_likes_than_views(state, creator, asks, worlds):
    made = _draw(state, creator, asks, worlds)
    return evolve(made, values=made.values[:, ::-1].copy())


def _silent(state, creator, asks, worlds):
    return evolve(_draw(state, creator, asks, worlds), basis={}, missing={})


def _no_posts(history):
    state = _fit(history)
    return {key: known if known.size else 1 / 0 for key, known in state.items()}


def test_a_good_model_passes(verdict):
    assert verdict(contract()) == {}


@pytest.mark.parametrize(
    ("made", "test", "words"),
    [
        (contract(_scaled(0.4)), "intervals_hold_what_they_promise", ("likes, single pieces", "expected 72% to 88%")),
        (contract(_scaled(2.0)), "intervals_hold_what_they_promise", ("sums of 8 pieces", "held the truth")),
        (contract(_shapeless), "draws_have_their_shape", ("float64 (3, 2, 499)", "float32 (3, 2, 500)")),
        (contract(_random), "the_seed_decides", ("other futures for the same seed",)),
        (contract(_fixed), "the_seed_decides", ("the same futures for another seed",)),
        (contract(_in_order_of_calls()), "another_creator_changes_nobodys_numbers", ("name chance by creator.id",)),
        (contract(_independent), "pieces_of_a_creator_share_their_worlds", ("drawn independently", "too sure")),
        (contract(_more_likes_than_views), "no_world_contradicts_itself", ("more likes than views in 1000 of",)),
        (contract(_silent), "draws_have_their_shape", ("without a basis",)),
        (contract(_silent), "it_copes_with_any_history", ("no post of this creator", "neither a number nor a reason")),
        (contract(fit=_no_posts), "it_copes_with_any_history", ("nobody has a history", "ZeroDivisionError", "1 / 0")),
    ],
    ids=["narrow", "wide", "shape", "random", "fixed", "calls", "apart", "likes", "basis", "reason", "empty"],
)
def test_a_bad_model_is_told_what_is_wrong(verdict, made, test, words):
    told = verdict(made, test)
    assert [word for word in words if word not in told[test]] == []


def test_a_model_that_promises_nothing_is_not_held_to_it(verdict):
    made = contract(_scaled(0.4))
    made.uncalibrated = "it is there to compare with"
    assert verdict(made) == {}
