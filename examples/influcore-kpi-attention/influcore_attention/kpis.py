"""The KPIs. Each formula is plain arithmetic, on numbers and on arrays of possible futures alike."""

from __future__ import annotations

from influcore import Kpi, KpiContext, NotComputable, Quantities, ratio
from influcore.measures import Quantity

from .settings import AttentionSettings

_SOURCE = "influcore-kpi-attention, seconds.toml of 2026-11-22 (made up), or your settings"


def attention(q: Quantities, context: KpiContext) -> Quantity:
    """Say how many seconds one piece is looked at. Errors: NotComputable names what lacks."""
    return q.views * _seconds(context.settings, context.platform, context.format)


def attention_cost(q: Quantities, context: KpiContext) -> Quantity:
    """Say what a thousand seconds cost."""
    return ratio(q.cost, q.attention) * 1000


def typical_attention(q: Quantities, context: KpiContext) -> Quantity:
    """Say how many seconds a typical post of a profile is looked at."""
    return q.typical_views * _seconds(context.settings, context.platform, "")


def _seconds(own: AttentionSettings, platform: str, format_name: str) -> float:
    found = own.of(platform, format_name)
    if found is None:
        name = "_".join(part for part in (platform, format_name) if part)
        raise NotComputable(f"needs seconds a view of {name} (settings attention.seconds)")
    return found


KPIS = (
    Kpi(
        name="attention",
        title="Attention",
        unit="seconds",
        needs=("views",),
        formula=attention,
        of="piece",
        text="views × seconds a view, by platform and format",
        settings=AttentionSettings,
        source=_SOURCE,
    ),
    Kpi(
        name="attention_cost",
        title="Cost of 1,000 s of attention",
        unit="money_each",
        needs=("cost", "attention"),
        formula=attention_cost,
        better="lower",
        text="cost ÷ attention × 1000",
        source=_SOURCE,
    ),
    Kpi(
        name="typical_attention",
        title="Typical attention",
        unit="seconds",
        needs=("typical_views",),
        formula=typical_attention,
        of="creator",
        text="median views of recent posts × seconds a view of the platform",
        settings=AttentionSettings,
        source=_SOURCE,
    ),
)
