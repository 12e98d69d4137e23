"""Numbers about pieces of content: metrics, KPIs, draws, reach and the outlook. No I/O, no clock."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .arithmetic import Quantity, maximum, minimum, ratio, where
    from .creator import CREATOR_QUANTITIES
    from .draws import Ask, Audience, Creator, CreatorProfile, Draws, History, Worlds, stack
    from .estimate import LEVEL, Coverage, Estimate, Figure, estimate_of
    from .kpi import Formula, Kpi, KpiContext, Metric, Missing, NotComputable, Quantities, Unit
    from .outlook import Line, Outlook, Reach, TargetChance
    from .proof import KpiScore
    from .reach import BASES, Basis, ReachAnswer, best_answer, modelled_reach
    from .variant import Added, Variant

# Each name is loaded when it is first asked for: all of them at once cost every start a tenth of a second.
_MODULES = {
    "arithmetic": "Quantity maximum minimum ratio where",
    "creator": "CREATOR_QUANTITIES",
    "draws": "Ask Audience Creator CreatorProfile Draws History Worlds stack",
    "estimate": "Coverage Estimate Figure LEVEL estimate_of",
    "kpi": "Formula Kpi KpiContext Metric Missing NotComputable Quantities Unit",
    "outlook": "Line Outlook Reach TargetChance",
    "proof": "KpiScore",
    "reach": "BASES Basis ReachAnswer best_answer modelled_reach",
    "variant": "Added Variant",
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names.split()}
__all__ = [
    "BASES", "CREATOR_QUANTITIES", "LEVEL", "Added", "Ask", "Audience", "Basis", "Coverage", "Creator",
    "CreatorProfile", "Draws", "Estimate", "Figure", "Formula", "History", "Kpi", "KpiContext", "KpiScore", "Line",
    "Metric", "Missing", "NotComputable", "Outlook", "Quantities", "Quantity", "Reach", "ReachAnswer", "TargetChance",
    "Unit", "Variant", "Worlds", "best_answer", "estimate_of", "maximum", "minimum", "modelled_reach", "ratio", "stack",
    "where",
]  # fmt: skip


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f".{home}", __name__), name)
    return value
