"""Made-up creators whose posts are log-normal around a level of their own, to judge a model's intervals by."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from influcore.measures import Ask, Creator, CreatorProfile, History

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NOW = 20_614.0  # days since 1970: the tenth of June 2026
DUE = dt.datetime(2026, 6, 20, 18, 0, tzinfo=dt.UTC)
PLATFORM, FORMAT = "instagram", "reel"
_TIERS = ((10_000, "nano"), (100_000, "micro"), (500_000, "mid"), (1_000_000, "macro"), (math.inf, "mega"))
# Our own assumption, in the range of public exports: level 3 % of followers, spread of posts 0.35 to 0.75 in logs.
# A creator's level wanders by a tenth of that spread from post to post, also over the 14 that nobody has counted yet.
RATE, LEVEL_SPREAD, POST_SPREAD, WANDER, UNSEEN = 0.03, 0.5, (0.35, 0.75), 0.1, 14
SHARES: Mapping[str, float] = {"likes": 1.0, "comments": 0.03, "views": 12.0, "reach": 9.0, "impressions": 11.0}


@frozen(kw_only=True)
class Population:
    """Creators, their past, and for each what its next pieces truly bring: ``future[metric]`` is [creator, piece]."""

    creators: tuple[Creator, ...]
    history: History
    future: Mapping[str, NDArray[np.float64]]


def population(creators: int = 300, posts: int = 24, pieces: int = 8, seed: int = 7) -> Population:
    """Make creators with five thousand to half a million followers; views, reach and likes rise and fall together."""
    import numpy as np

    chance = np.random.default_rng(seed)
    followers = np.exp(chance.uniform(math.log(5e3), math.log(5e5), creators))
    level = np.log(followers * RATE) + chance.normal(0, LEVEL_SPREAD, creators)
    width = chance.uniform(*POST_SPREAD, creators)
    steps = WANDER * chance.normal(size=(creators, posts + UNSEEN + pieces))
    steps[:, 0] = 0
    wandered = np.delete(np.cumsum(steps, axis=1), slice(posts, posts + UNSEEN), axis=1)
    logs = level[:, None] + width[:, None] * (wandered + chance.normal(size=wandered.shape))
    counts = {
        metric: np.round(np.exp(logs + math.log(share) + chance.normal(0, 0.1, logs.shape))).astype(np.float64)
        for metric, share in SHARES.items()
    }
    people = tuple(_creator(number, int(f)) for number, f in enumerate(followers))
    past = {metric: values[:, :posts].reshape(-1) for metric, values in counts.items()}
    return Population(
        creators=people,
        history=history(people, [posts] * creators, past),
        future={metric: values[:, posts:] for metric, values in counts.items()},
    )


def history(creators: Sequence[Creator], posts: Sequence[int], counts: Mapping[str, Any]) -> History:
    """Lay out posts a day and a half apart, oldest first, the last of them three weeks ago."""
    import numpy as np

    days = [NOW - 21 - 1.5 * np.arange(many)[::-1] for many in posts]
    day = np.concatenate(days) if days else np.zeros(0)
    return History(
        profiles=tuple(creator.profiles[0] for creator in creators),
        profile=np.repeat(np.arange(len(creators), dtype=np.int32), posts),
        day=day,
        age=NOW - day,
        format=(FORMAT,) * len(day),
        paid=np.zeros(len(day), dtype=np.bool_),
        counts={metric: np.asarray(values, dtype=np.float64) for metric, values in counts.items()},
        now=NOW,
    )


def asks_of(creator: Creator, pieces: int) -> tuple[Ask, ...]:
    """Plan unpaid reels, a day apart."""
    return tuple(
        Ask(
            id=f"{creator.id}/piece-{number}", profile=creator.profiles[0].id, platform=PLATFORM, format=FORMAT,
            due=DUE + dt.timedelta(days=number), paid=False,
        )
        for number in range(pieces)
    )  # fmt: skip


def someone(key: str = "creator-9999", followers: int | None = 50_000) -> Creator:
    """Make one more creator."""
    tier = next(name for bound, name in _TIERS if followers < bound) if followers is not None else ""
    profile = CreatorProfile(
        id=f"profile-of-{key}", platform=PLATFORM, label=f"{PLATFORM}:{key}", followers=followers, tier=tier
    )
    return Creator(id=key, label=key, profiles=(profile,))


def awkward(among: Population) -> Mapping[str, tuple[Creator, History]]:
    """Give histories that happen: each among others' sound ones, for a creator of its own."""
    import numpy as np

    nan = math.nan
    return {
        "nobody has a history": _alone([], {}),
        "no post of this creator": _with(among, []),
        "one post": _with(among, [900.0]),
        "two equal posts": _with(among, [900.0, 900.0]),
        "zeros only": _with(among, [0.0] * 6),
        "zeros between": _with(among, [900.0, 0.0, 1100.0, 0.0, 800.0, 950.0]),
        "a metric with gaps": _with(among, [900.0, nan, nan, 1100.0, nan, 950.0]),
        "nothing was counted": _with(among, [nan] * 5),
        "days unknown": _with(among, [900.0, 1000.0, 1100.0, 950.0], day=np.full(4, nan), age=np.full(4, nan)),
        "counted within the hour": _with(among, [9.0, 12.0, 7.0], day=np.full(3, NOW - 0.02), age=np.full(3, 0.02)),
        "posts in the future": _with(among, [900.0, 950.0], day=np.full(2, NOW + 5), age=np.full(2, -5.0)),
        "the same post five times": _with(among, [900.0] * 5, day=np.full(5, NOW - 30.0), age=np.full(5, 30.0)),
        "one post a thousand times the rest": _with(among, [900.0] * 7 + [900_000.0]),
        "followers unknown": _with(among, [900.0, 1000.0, 1100.0], followers=None),
        "no followers at all": _with(among, [], followers=0),
    }


def _alone(likes: list[float], counts: Mapping[str, Any]) -> tuple[Creator, History]:
    creator = someone()
    return creator, history([creator], [len(likes)], counts)


def _with(
    among: Population, likes: list[float], *, followers: int | None = 50_000, **columns: Any
) -> tuple[Creator, History]:
    """Put one creator behind the others; comments are always a thirtieth of the likes."""
    import numpy as np

    creator = someone(followers=followers)
    base, (_, alone) = among.history, (creator, history([creator], [len(likes)], {}))
    alone = evolve(alone, **columns)
    mine = {"likes": np.array(likes), "comments": np.array(likes) / 30}
    return creator, History(
        profiles=(*base.profiles, *creator.profiles),
        profile=np.concatenate([base.profile, np.full(len(likes), len(base.profiles), dtype=np.int32)]),
        day=np.concatenate([base.day, alone.day]),
        age=np.concatenate([base.age, alone.age]),
        format=(*base.format, *alone.format),
        paid=np.concatenate([base.paid, alone.paid]),
        counts={
            metric: np.concatenate([values, mine.get(metric, np.full(len(likes), math.nan))])
            for metric, values in base.counts.items()
        },
        now=NOW,
    )


def _creator(number: int, followers: int) -> Creator:
    return someone(f"creator-{number:04}", followers)
