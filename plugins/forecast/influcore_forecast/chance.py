"""Chance with names: one future for all pieces and metrics of a profile, whoever else is in the campaign."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from influcore.measures import Ask, CreatorProfile, Worlds

from .rates import METRICS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

# One generator gives a name's numbers for every metric at once: starting one costs as much as 1,500 numbers. The
# first place is what the metrics have in common; new metrics go to the end, so that old numbers stay.
_PLACES = {metric: place for place, metric in enumerate(METRICS, start=1)}


class Chance:
    """The draws of one profile. ``together`` is the correlation of its metrics, in level and in piece.

    ``shared`` keeps what is drawn for everybody.
    """

    def __init__(
        self, worlds: Worlds, creator: str, profile: CreatorProfile, together: float, shared: dict[str, Floats]
    ) -> None:
        self._worlds = worlds
        self.worlds = worlds.count
        self._wide = Worlds(worlds.count * (len(_PLACES) + 1), worlds.seed)
        self._creator, self._profile, self._platform = creator, profile.id, profile.platform
        self._shared = shared
        self._common, self._own = math.sqrt(together), math.sqrt(1 - together)
        self._kept: dict[str, Floats] = {}

    def level(self, metric: str) -> Floats:
        """Draw where the creator's level of a metric lies, the same for all its pieces. Shape: [world]."""
        drawn = self._of_level()
        blended: Floats = self._common * drawn[0] + self._own * drawn[_PLACES[metric]]
        return blended

    def pieces(self, asks: list[Ask], metric: str) -> Floats:
        """Draw how each piece turns out around the level. Shape: [ask, world]."""
        drawn = self._of_pieces(asks)
        blended: Floats = self._common * drawn[:, 0] + self._own * drawn[:, _PLACES[metric]]
        return blended

    def ratio_level(self, metric: str) -> Floats:
        """Draw how this creator's ratio for a metric differs from others'. Shape: [world]."""
        drawn: Floats = self._of_level()[_PLACES[metric]]
        return drawn

    def ratio_pieces(self, asks: list[Ask], metric: str) -> Floats:
        """Draw how the ratio differs from piece to piece. Shape: [ask, world]."""
        drawn: Floats = self._of_pieces(asks)[:, _PLACES[metric]]
        return drawn

    def platform(self, figure: str) -> Floats:
        """Draw how wrong a published figure is, for every creator of the platform at once. Shape: [world]."""
        name = f"platform/{self._platform}/{figure}"
        key = f"{self._worlds.seed}/{self._worlds.count}/{name}"
        if key not in self._shared:
            self._shared[key] = self._worlds.normal(name)
        return self._shared[key]

    def _of_level(self) -> Floats:
        return self._numbers(f"creator/{self._creator}/level/{self._profile}")

    def _of_pieces(self, asks: list[Ask]) -> Floats:
        import numpy as np

        if "pieces" not in self._kept:
            self._kept["pieces"] = np.stack([self._numbers(f"creator/{self._creator}/piece/{ask.id}") for ask in asks])
        return self._kept["pieces"]

    def _numbers(self, name: str) -> Floats:
        if name not in self._kept:
            self._kept[name] = self._wide.normal(name).reshape(len(_PLACES) + 1, self._worlds.count)
        return self._kept[name]
