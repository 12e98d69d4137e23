"""Histories made up for tests, and plans over them."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from influcore.measures import Ask, Creator, CreatorProfile, Draws, History, Worlds

NOW = 20_000.0  # 2024-10-04
DUE = dt.datetime(2024, 10, 10, 18, tzinfo=dt.UTC)


def profile(
    name: str, platform: str = "instagram", followers: int | None = 50_000, tier: str = "micro"
) -> CreatorProfile:
    return CreatorProfile(id=name, platform=platform, label=f"{platform}:{name}", followers=followers, tier=tier)


def history(
    posts: Mapping[CreatorProfile, Mapping[str, Sequence[float]]],
    *,
    formats: Sequence[str] | None = None,
    paid: Sequence[bool] | None = None,
    day: Sequence[float] | None = None,
    age: Sequence[float] | None = None,
    averages: Mapping[tuple[str, str], tuple[float, float]] | None = None,
    now: float = NOW,
) -> History:
    """Make a history; each profile has its counts by metric, oldest first, a post every other day until a month ago."""
    profiles = tuple(posts)
    sizes = [max((len(v) for v in counts.values()), default=0) for counts in posts.values()]
    total = sum(sizes)
    metrics = sorted({metric for counts in posts.values() for metric in counts})
    days = [now - 30 - 2 * (size - i) for size in sizes for i in range(size)]
    columns = {
        metric: np.concatenate([
            np.asarray(counts.get(metric, [np.nan] * size), dtype=np.float64)
            for counts, size in zip(posts.values(), sizes, strict=True)
        ] or [np.empty(0)])
        for metric in metrics
    }  # fmt: skip
    published = np.array(days if day is None else day, dtype=np.float64)
    return History(
        profiles=profiles,
        profile=np.repeat(np.arange(len(profiles)), sizes).astype(np.int32),
        day=published,
        age=now - published if age is None else np.array(age, dtype=np.float64),
        format=tuple(formats or ["post"] * total),
        paid=np.array([False] * total if paid is None else paid, dtype=np.bool_),
        counts=columns,
        averages=averages or {},
        now=now,
    )


def crowd(
    count: int, posts: int, *, level: float = 7.0, between: float = 0.8, spread: float = 0.4, seed: int = 5
) -> Any:
    """Make log-normal likes of many creators. Shape: [creator, post]."""
    chance = np.random.default_rng(seed)
    levels = chance.normal(level, between, count)
    return np.round(np.exp(levels[:, None] + chance.normal(0, spread, (count, posts))))


def one(someone: CreatorProfile, name: str = "") -> Creator:
    return Creator(id=name or f"creator-{someone.id}", label=someone.label, profiles=(someone,))


def asks(someone: CreatorProfile, *formats: str, paid: bool = False, due: dt.datetime = DUE) -> list[Ask]:
    return [
        Ask(id=f"{someone.id}-{i}", profile=someone.id, platform=someone.platform, format=name, due=due, paid=paid)
        for i, name in enumerate(formats)
    ]


def forecast(past: History, someone: CreatorProfile, *formats: str, worlds: int = 1000, **more: Any) -> Draws:
    """Fit the hierarchical model and draw these pieces."""
    from influcore_forecast.drawing import draw
    from influcore_forecast.fitting import fit

    return draw(fit(past), one(someone), asks(someone, *formats, **more), Worlds(worlds, 1))


def of(draws: Draws, metric: str, row: int = 0) -> Any:
    return draws.values[row, draws.metrics.index(metric)]


@pytest.fixture(scope="session")
def instagram_2017(real_data: Any) -> History:
    """The posts of 609 real creators, as of 2017-05-01."""
    rows = _table(real_data / "posts/instagram_2017/posts.csv")
    people = _table(real_data / "posts/instagram_2017/creators.csv")
    profiles = tuple(_real(row["creator_id"], int(row["followers"])) for row in people)
    place = {p.id: i for i, p in enumerate(profiles)}
    rows.sort(key=lambda r: (place[r["creator_id"]], r["date"], -int(r["recency_rank"])))
    published = np.array([float((dt.date.fromisoformat(r["date"]) - dt.date(1970, 1, 1)).days) for r in rows])
    now = float((dt.date(2017, 5, 1) - dt.date(1970, 1, 1)).days)
    return History(
        profiles=profiles,
        profile=np.array([place[r["creator_id"]] for r in rows], dtype=np.int32),
        day=published,
        age=now - published,
        format=("post",) * len(rows),
        paid=np.array([r["ad_hashtag"] == "1" for r in rows], dtype=np.bool_),
        counts={"likes": np.array([float(r["likes"]) for r in rows])},
        now=now,
    )


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _real(name: str, followers: int) -> CreatorProfile:
    size = "macro" if followers < 1_000_000 else "mega"
    return profile(name, followers=followers, tier=size)
