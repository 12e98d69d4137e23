"""Metrics that only these files know."""

from influcore import Metric

AUTHENTIC_ENGAGEMENTS = Metric(
    "authentic_engagements", "count", source="HypeAuditor's top-1000 lists, 2022", title="Authentic engagements"
)
