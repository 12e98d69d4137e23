"""The metrics and KPIs that every campaign needs. Sources: facts common to the field; a rate always names its basis."""

from __future__ import annotations

from influcore.measures import Kpi, KpiContext, Metric, Quantities, Quantity, ratio

_MRC = "Media Rating Council, Social Measurement Guidelines v1.0 (2015)"
_KLEAR = "Klear / Meltwater help, engagement rate by reach and by followers (2025)"
_COMMON = "common definition of the field"

METRICS: tuple[Metric, ...] = (
    Metric("engagements", "count", source=_KLEAR, title="Engagements"),
    Metric("likes", "count", source=_COMMON, title="Likes"),
    Metric("comments", "count", source=_COMMON, title="Comments"),
    Metric("shares", "count", source=_COMMON, title="Shares"),
    Metric("saves", "count", source=_COMMON, title="Saves"),
    Metric("reach", "people", add="people", source=_MRC, title="Reach"),
    Metric("impressions", "count", source=_MRC, title="Impressions"),
    Metric("views", "count", source=_COMMON, title="Views"),
    Metric("clicks", "count", source=_COMMON, title="Clicks"),
    Metric("orders", "count", source=_COMMON, title="Orders"),
    Metric("revenue", "money", source=_COMMON, title="Revenue"),
    Metric("cost", "money", source="the ledger, excluding VAT", title="Cost"),
)


def _rate_by_followers(q: Quantities, _: KpiContext) -> Quantity:
    return ratio(q.engagements, q.followers)


def _rate_by_reach(q: Quantities, _: KpiContext) -> Quantity:
    return ratio(q.engagements, q.reach)


def _rate_by_impressions(q: Quantities, _: KpiContext) -> Quantity:
    return ratio(q.engagements, q.impressions)


def _rate_by_views(q: Quantities, _: KpiContext) -> Quantity:
    return ratio(q.engagements, q.views)


def _cpm(q: Quantities, _: KpiContext) -> Quantity:
    return ratio(q.cost, q.impressions) * 1000


def _cpe(q: Quantities, _: KpiContext) -> Quantity:
    return ratio(q.cost, q.engagements)


def _cpv(q: Quantities, _: KpiContext) -> Quantity:
    return ratio(q.cost, q.views)


def _cpc(q: Quantities, _: KpiContext) -> Quantity:
    return ratio(q.cost, q.clicks)


def _cpa(q: Quantities, _: KpiContext) -> Quantity:
    return ratio(q.cost, q.orders)


def _cost_per_person(q: Quantities, _: KpiContext) -> Quantity:
    return ratio(q.cost, q.reach)


def _ctr(q: Quantities, _: KpiContext) -> Quantity:
    return ratio(q.clicks, q.impressions)


def _conversion(q: Quantities, _: KpiContext) -> Quantity:
    return ratio(q.orders, q.clicks)


def _roas(q: Quantities, _: KpiContext) -> Quantity:
    return ratio(q.revenue, q.cost)


KPIS: tuple[Kpi, ...] = (
    Kpi(
        name="engagement_rate_followers",
        title="Engagement rate by followers",
        unit="share",
        needs=("engagements", "followers"),
        formula=_rate_by_followers,
        basis="followers, each piece's own",
        text="engagements ÷ followers",
        source=_KLEAR,
    ),
    Kpi(
        name="engagement_rate_reach",
        title="Engagement rate by reach",
        unit="share",
        needs=("engagements", "reach"),
        formula=_rate_by_reach,
        basis="reach, each piece's own",
        text="engagements ÷ reach",
        source=_KLEAR,
    ),
    Kpi(
        name="engagement_rate_impressions",
        title="Engagement rate by impressions",
        unit="share",
        needs=("engagements", "impressions"),
        formula=_rate_by_impressions,
        basis="impressions",
        text="engagements ÷ impressions",
        source=_COMMON,
        on_plan=False,
    ),
    Kpi(
        name="engagement_rate_views",
        title="Engagement rate by views",
        unit="share",
        needs=("engagements", "views"),
        formula=_rate_by_views,
        basis="views",
        text="engagements ÷ views",
        source=_COMMON,
        on_plan=False,
    ),
    Kpi(
        name="cpe",
        title="CPE",
        unit="money_each",
        needs=("cost", "engagements"),
        formula=_cpe,
        better="lower",
        text="cost ÷ engagements",
        source=_COMMON,
    ),
    Kpi(
        name="cpm",
        title="CPM",
        unit="money_each",
        needs=("cost", "impressions"),
        formula=_cpm,
        better="lower",
        text="cost ÷ impressions × 1000",
        source=_COMMON,
    ),
    Kpi(
        name="cpv",
        title="CPV",
        unit="money_each",
        needs=("cost", "views"),
        formula=_cpv,
        better="lower",
        text="cost ÷ views",
        source=_COMMON,
        on_plan=False,
    ),
    Kpi(
        name="cost_per_person",
        title="Cost per person reached",
        unit="money_each",
        needs=("cost", "reach"),
        formula=_cost_per_person,
        people="together",
        better="lower",
        basis="deduplicated reach",
        text="cost ÷ reach",
        source=_COMMON,
        on_plan=False,
    ),
    Kpi(
        name="cpc",
        title="CPC",
        unit="money_each",
        needs=("cost", "clicks"),
        formula=_cpc,
        better="lower",
        text="cost ÷ clicks",
        source=_COMMON,
        on_plan=False,
    ),
    Kpi(
        name="ctr",
        title="CTR",
        unit="share",
        needs=("clicks", "impressions"),
        formula=_ctr,
        basis="impressions",
        text="clicks ÷ impressions",
        source=_COMMON,
        on_plan=False,
    ),
    Kpi(
        name="conversion_rate",
        title="Conversion rate",
        unit="share",
        needs=("orders", "clicks"),
        formula=_conversion,
        basis="clicks",
        text="orders ÷ clicks",
        source=_COMMON,
        on_plan=False,
    ),
    Kpi(
        name="cpa",
        title="CPA",
        unit="money_each",
        needs=("cost", "orders"),
        formula=_cpa,
        better="lower",
        text="cost ÷ orders",
        source=_COMMON,
        on_plan=False,
    ),
    Kpi(
        name="revenue_roas",
        title="ROAS",
        unit="multiple",
        needs=("revenue", "cost"),
        formula=_roas,
        text="revenue ÷ cost",
        source=_COMMON,
        on_plan=False,
    ),
)
