"""Joint futures: world *k* is one future for everything, so that sums have honest intervals."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attrs import Factory, frozen

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]


class Worlds:
    """``count`` futures that a ``seed`` reproduces.

    Chance is keyed by name, so that adding a creator changes nobody else's numbers.
    """

    def __init__(self, count: int = 1000, seed: int = 0) -> None:
        self.count = count
        self.seed = seed

    def normal(self, name: str) -> Floats:
        """Draw one standard normal number a world; the same name gives the same numbers. Shape: (count,)."""
        import numpy as np

        return self._generator(name).standard_normal(self.count, dtype=np.float32)

    def uniform(self, name: str) -> Floats:
        """Draw one number in [0, 1) a world. Shape: (count,)."""
        import numpy as np

        return self._generator(name).random(self.count, dtype=np.float32)

    def _generator(self, name: str) -> np.random.Generator:
        import numpy as np

        digest = hashlib.blake2b(f"{self.seed}/{name}".encode(), digest_size=16).digest()
        return np.random.Generator(np.random.Philox(key=int.from_bytes(digest, "little")))


@frozen(kw_only=True)
class Ask:
    """One planned piece to forecast. ``id`` is the deliverable's, ``profile`` where it will appear.

    Of a piece that is out, ``counted`` holds the counts so far and ``age`` the days from publication to the count (nan
    where unknown). A model that makes of them what they will become names the piece in `Draws.projected`.
    """

    id: str
    profile: str
    platform: str
    format: str
    due: dt.datetime
    paid: bool = True
    counted: Mapping[str, float] = Factory(dict)
    age: float = float("nan")


@frozen(kw_only=True)
class CreatorProfile:
    """A profile as a model sees it. ``tier`` is '' and ``followers`` None where unknown."""

    id: str
    platform: str
    label: str
    followers: int | None
    tier: str
    hidden: bool = False


@frozen(kw_only=True)
class Creator:
    """An influencer as a model sees them."""

    id: str
    label: str
    profiles: tuple[CreatorProfile, ...]

    def profile(self, key: str) -> CreatorProfile | None:
        return next((p for p in self.profiles if p.id == key), None)


@frozen(kw_only=True)
class History:
    """What is known of the past, in columns: one place a post.

    Shape: ``profile`` holds indices into ``profiles``; ``day`` is days since 1970 of publication (nan unknown);
    ``age`` is days between publication and the count (nan unknown); ``counts[metric]`` is nan where not counted.
    ``averages[(profile id, metric)]`` is (mean over recent posts, day it was stated) from lists and media kits.
    Posts are ordered by profile, then oldest first. ``settings`` are the user's, of the class that the model names.
    """

    profiles: tuple[CreatorProfile, ...]
    profile: NDArray[np.int32]
    day: NDArray[np.float64]
    age: NDArray[np.float64]
    format: tuple[str, ...]
    paid: NDArray[np.bool_]
    counts: Mapping[str, NDArray[np.float64]]
    averages: Mapping[tuple[str, str], tuple[float, float]] = Factory(dict)
    now: float = 0.0
    settings: Any = None


@frozen(kw_only=True)
class Draws:
    """What a model says of a creator's pieces.

    Shape: ``values`` is float32 [ask, metric, world]; a metric that can not be forecast for an ask is nan there
    and ``missing[(ask id, metric)]`` says why. ``basis[(ask id, metric)]`` says what a number rests on
    (``17 posts``, ``prior: instagram micro``). ``audiences`` has one part a profile, for the reach of the whole.
    ``projected`` names the asks whose counts so far are in the values; for others the core puts them in as they are.
    """

    asks: tuple[str, ...]
    metrics: tuple[str, ...]
    values: Floats
    basis: Mapping[tuple[str, str], str] = Factory(dict)
    missing: Mapping[tuple[str, str], str] = Factory(dict)
    audiences: tuple[Audience, ...] = ()
    notes: tuple[str, ...] = ()
    projected: frozenset[str] = frozenset()


@frozen(kw_only=True)
class Audience:
    """People one profile reaches. ``seen`` is the share (0-1) of followers reached at least once, one a world.

    ``viewers`` are people reached who do not follow, one number a world, or None where nothing says.
    """

    profile: str
    label: str
    platform: str
    followers: int
    seen: Floats
    viewers: Floats | None = None


def stack(metrics: Sequence[str], columns: Sequence[Mapping[str, Floats]], worlds: int) -> Floats:
    """Put one mapping of metric to draws per ask into the shape of `Draws`; absent metrics become nan."""
    import numpy as np

    values = np.full((len(columns), len(metrics), worlds), np.nan, dtype=np.float32)
    for row, column in enumerate(columns):
        for place, metric in enumerate(metrics):
            if metric in column:
                values[row, place] = column[metric]
    return values
