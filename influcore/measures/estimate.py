"""Draws summed up for people: an estimate, and the figure that explains it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from .kpi import Unit

LEVEL = 0.8


@frozen(kw_only=True)
class Estimate:
    """Quantiles of draws: half the worlds lie below ``median``, the share ``level`` between ``low`` and ``high``."""

    median: float
    low: float
    high: float
    level: float = LEVEL

    @property
    def is_exact(self) -> bool:
        """Say whether all worlds agree, as they do for money already agreed."""
        return self.low == self.high


@frozen(kw_only=True)
class Coverage:
    """How many pieces a number rests on, out of how many there are."""

    used: int
    of: int

    def __str__(self) -> str:
        return f"{self.used} of {self.of}"


@frozen(kw_only=True)
class Figure:
    """One KPI or metric of one subject, able to explain itself. ``missing`` says why there is no estimate.

    ``inputs`` names the quantities that its formula read.
    """

    name: str
    title: str
    unit: Unit
    estimate: Estimate | None = None
    missing: str = ""
    basis: str = ""
    coverage: Coverage | None = None
    formula: str = ""
    source: str = ""
    currency: str = ""
    inputs: tuple[str, ...] = ()


def estimate_of(values: NDArray[np.float64] | float, level: float = LEVEL) -> Estimate | None:
    """Take quantiles over worlds, leaving out those where the number is not defined; None where more than half is."""
    import numpy as np

    array = np.atleast_1d(np.asarray(values, dtype=np.float64))
    array = array[np.isfinite(array)] if not np.isfinite(array).all() else array
    if array.size == 0 or array.size * 2 < np.size(values):
        return None
    tail = (1 - level) / 2
    low, median, high = (float(q) for q in np.quantile(array, (tail, 0.5, 1 - tail)))
    return Estimate(median=median, low=low, high=high, level=level)
