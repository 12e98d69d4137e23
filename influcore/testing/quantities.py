"""Numbers for formulas, and a record of which of them a formula reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from influcore.measures import Quantities

if TYPE_CHECKING:
    from influcore.measures import Quantity

WORLDS = 64
# What a reel of an account with some 50,000 followers may bring; money in cents. For anything else: 100.
PLAUSIBLE: Mapping[str, float] = {
    "likes": 1200.0, "comments": 40.0, "shares": 60.0, "saves": 90.0, "engagements": 1390.0, "reach": 21_000.0,
    "impressions": 26_000.0, "views": 30_000.0, "clicks": 300.0, "orders": 6.0, "revenue": 42_000.0, "cost": 80_000.0,
    "followers": 50_000.0,
}  # fmt: skip
# What an outlook gives as one number for all worlds.
PLAIN = frozenset({"followers", "cost"})


class Watched(Quantities):
    """Remembers what was read, and what was only looked for (``"views" in q``, ``q.get("views")``)."""

    def __init__(self, values: Mapping[str, Quantity]) -> None:
        super().__init__(values)
        self.read: set[str] = set()
        self.looked_for: set[str] = set()

    def __getitem__(self, name: str) -> Quantity:
        self.read.add(name)
        return self._values[name]

    def __getattr__(self, name: str) -> Quantity:
        if name.startswith("_"):
            raise AttributeError(name)
        self.read.add(name)
        return super().__getattr__(name)

    def __contains__(self, name: object) -> bool:
        self.looked_for.add(str(name))
        return name in self._values

    def get(self, name: str, default: Any = None) -> Any:
        self.looked_for.add(name)
        return self._values.get(name, default)


def spread(values: Mapping[str, float], worlds: int = WORLDS) -> dict[str, Any]:
    """Make an array of each number, from a third to three times as much, but for what an outlook gives as one."""
    import numpy as np

    found: dict[str, Any] = {}
    for place, (name, value) in enumerate(sorted(values.items())):
        steps = (np.arange(worlds) * (0.618033988749895 + place / 100)) % 1.0
        found[name] = value if name in PLAIN else value * 3 ** (2 * steps - 1)
    return found


def nth(values: Mapping[str, Any], place: int) -> dict[str, float]:
    """Take one world's numbers."""
    return {
        name: float(value) if not hasattr(value, "shape") else float(value[place]) for name, value in values.items()
    }


def copied(values: Mapping[str, Any]) -> dict[str, Any]:
    """Copy arrays, so that a formula that writes into them is found out."""
    return {name: value.copy() if hasattr(value, "copy") else value for name, value in values.items()}
