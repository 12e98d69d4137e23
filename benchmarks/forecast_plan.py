"""How long do a fit and the draws of a plan take: 50 influencers, 400 deliverables, 1,000 worlds?

Histories of 600 creators with five metrics each, as an agency's workspace has.

    python benchmarks/forecast_plan.py [--creators N] [--deliverables N] [--rounds N]
"""

from __future__ import annotations

import argparse
import datetime as dt
import statistics
import sys
import time

import numpy as np

from influcore.measures import Ask, Creator, CreatorProfile, History, Worlds
from influcore_forecast.drawing import draw
from influcore_forecast.fitting import fit

TARGET = 0.5
METRICS = {"views": 0.0, "likes": -2.8, "comments": -7.0, "shares": -6.0, "saves": -5.5}


def made_up(creators: int, posts: int = 20) -> History:
    """Make log-normal histories."""
    chance = np.random.default_rng(0)
    profiles = tuple(
        CreatorProfile(id=f"p{i:05}", platform="tiktok", label=f"p{i}", followers=50_000, tier="micro")
        for i in range(creators)
    )
    views = chance.normal(10, 1, creators)[:, None] + chance.normal(0, 0.7, (creators, posts))
    day = np.tile(20_000.0 - 2 * np.arange(posts)[::-1], creators)
    return History(
        profiles=profiles,
        profile=np.repeat(np.arange(creators), posts).astype(np.int32),
        day=day,
        age=20_040.0 - day,
        format=("video",) * (creators * posts),
        paid=np.zeros(creators * posts, dtype=np.bool_),
        counts={m: np.round(np.exp(views + gap + chance.normal(0, 0.2, views.shape))).ravel()
                for m, gap in METRICS.items()},
        now=20_040.0,
    )  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--creators", type=int, default=50)
    parser.add_argument("--deliverables", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    past = made_up(600)
    due = dt.datetime(2024, 12, 1, tzinfo=dt.UTC)
    each = chosen.deliverables // chosen.creators
    fits, draws = [], []
    for _ in range(chosen.rounds):
        begun = time.process_time()
        state = fit(past)
        fits.append(time.process_time() - begun)
        begun = time.process_time()
        for profile in past.profiles[: chosen.creators]:
            asks = [
                Ask(id=f"{profile.id}-{i}", profile=profile.id, platform="tiktok", format="video", due=due)
                for i in range(each)
            ]
            draw(state, Creator(id=profile.id, label="", profiles=(profile,)), asks, Worlds(1000, 1))
        draws.append(time.process_time() - begun)
    fitted, drawn = statistics.median(fits), statistics.median(draws)
    print(f"fit {fitted:.3f} s, draws {drawn:.3f} s, together {fitted + drawn:.3f} s (target {TARGET} s)")
    return 0 if fitted + drawn <= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
