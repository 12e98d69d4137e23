"""Numbers about pieces of content: metrics, KPIs, draws, reach and the outlook. No I/O, no clock."""

from .arithmetic import Quantity, maximum, minimum, ratio, where
from .creator import CREATOR_QUANTITIES
from .draws import Ask, Audience, Creator, CreatorProfile, Draws, History, Worlds, stack
from .estimate import LEVEL, Coverage, Estimate, Figure, estimate_of
from .kpi import Formula, Kpi, KpiContext, Metric, Missing, NotComputable, Quantities, Unit
from .outlook import Line, Outlook, Reach, TargetChance
from .proof import KpiScore
from .reach import BASES, Basis, ReachAnswer, best_answer, modelled_reach
from .variant import Added, Variant

__all__ = [
    "BASES", "CREATOR_QUANTITIES", "LEVEL", "Added", "Ask", "Audience", "Basis", "Coverage", "Creator",
    "CreatorProfile", "Draws", "Estimate", "Figure", "Formula", "History", "Kpi", "KpiContext", "KpiScore", "Line",
    "Metric", "Missing", "NotComputable", "Outlook", "Quantities", "Quantity", "Reach", "ReachAnswer", "TargetChance",
    "Unit", "Variant", "Worlds", "best_answer", "estimate_of", "maximum", "minimum", "modelled_reach", "ratio", "stack",
    "where",
]  # fmt: skip
