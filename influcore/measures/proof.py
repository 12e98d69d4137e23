"""How right forecasts of a KPI would have been."""

from __future__ import annotations

from attrs import frozen

from .estimate import LEVEL


@frozen(kw_only=True)
class KpiScore:
    """One KPI on one platform: of ``forecasts`` posts that were held back, how many came true.

    ``inside`` is the share whose true number lay in the interval of ``level``; ``error`` the median of how far the
    forecast's median was off, as a share of the truth, or None where the truth was always 0.
    """

    name: str
    title: str
    platform: str
    creators: int
    forecasts: int
    inside: float
    error: float | None
    level: float = LEVEL
