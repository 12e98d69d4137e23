"""What Acme counts that nobody else does, and what can be made of it."""

from __future__ import annotations

from influcore import Kpi, KpiContext, Metric, Quantities, ratio
from influcore.measures import Quantity

_SOURCE = "Acme's guide to its export, version 2 (invented)"

METRICS = (
    Metric("acme_hearts", "count", source=_SOURCE, title="Hearts"),
    Metric("acme_rewatches", "count", source=_SOURCE, title="Rewatches"),
)


def rewatch_rate(q: Quantities, context: KpiContext) -> Quantity:
    """Say which share of views were not the first."""
    return ratio(q.acme_rewatches, q.views)


KPIS = (
    Kpi(
        name="acme_rewatch_rate",
        title="Rewatch rate",
        unit="share",
        needs=("acme_rewatches", "views"),
        formula=rewatch_rate,
        basis="views",
        text="rewatches ÷ views",
        source=_SOURCE,
    ),
)
