"""KPIs of a creator alone, for choosing a roster. A rate names its basis; what is typical is a median."""

from __future__ import annotations

from influcore.measures import Kpi, KpiContext, Quantities, Quantity, ratio

_OURS = "our definition (2026)"


def _engagement(q: Quantities, _: KpiContext) -> Quantity:
    return ratio(q.typical_engagements, q.followers)


def _views(q: Quantities, _: KpiContext) -> Quantity:
    return ratio(q.typical_views, q.followers)


def _rhythm(q: Quantities, _: KpiContext) -> Quantity:
    return q.posts_per_week


def _trend(q: Quantities, _: KpiContext) -> Quantity:
    return q.engagement_growth


CREATOR_KPIS: tuple[Kpi, ...] = (
    Kpi(
        name="typical_engagement_rate",
        title="Typical engagement rate",
        unit="share",
        needs=("typical_engagements", "followers"),
        formula=_engagement,
        of="creator",
        basis="followers",
        text="median engagements of recent posts ÷ followers",
        source="Klear / Meltwater help, engagement rate by followers (2025); the median is our choice",
    ),
    Kpi(
        name="typical_view_rate",
        title="Typical view rate",
        unit="share",
        needs=("typical_views", "followers"),
        formula=_views,
        of="creator",
        basis="followers",
        text="median views of recent posts ÷ followers",
        source=_OURS,
    ),
    Kpi(
        name="posting_rhythm",
        title="Posts a week",
        unit="count",
        needs=("posts_per_week",),
        formula=_rhythm,
        of="creator",
        better="neither",
        text="recent posts ÷ the weeks they span",
        source=_OURS,
    ),
    Kpi(
        name="engagement_trend",
        title="Engagement trend",
        unit="share",
        needs=("engagement_growth",),
        formula=_trend,
        of="creator",
        text="median engagements of the newer half of recent posts ÷ of the older half − 1",
        source=_OURS,
    ),
)
