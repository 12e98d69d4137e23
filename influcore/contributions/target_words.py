"""Targets in words, the same on every face."""

from __future__ import annotations

from influcore.measures import Estimate, Outlook, TargetChance

from .cells import cell_text
from .content import Column, Table, small_table


def target_text(target: TargetChance) -> str:
    """Write what is to be reached: ``at least 500k``."""
    column = Column(name=target.kpi, title=target.title, kind="estimate", of=target.unit, unit=target.currency)
    amount = Estimate(median=target.value, low=target.value, high=target.value)
    return f"at {'most' if target.at_most else 'least'} {cell_text(amount, column)}"


def chance_text(target: TargetChance) -> str:
    """Write how likely that is; never a flat 0 or 100 %, for draws can not know that."""
    if target.probability is None:
        return f"? {target.missing}"
    percent = target.probability * 100
    return "under 1 %" if percent < 1 else "over 99 %" if percent > 99 else f"{percent:.0f} %"


def rests_on(target: TargetChance) -> str:
    """Say on how many pieces the probability rests: whoever can not be forecast counts as bringing nothing."""
    return str(target.coverage) if target.coverage else ""


def targets_table(outlook: Outlook) -> Table:
    """Give the targets of an outlook as a table."""
    rows = [
        {"target": t.title, "value": target_text(t), "chance": chance_text(t), "pieces": rests_on(t)}
        for t in outlook.targets
    ]
    columns = (
        Column(name="target", title="Target"),
        Column(name="value", title="To reach"),
        Column(name="chance", title="Probability"),
        Column(name="pieces", title="Pieces", wide=1),
    )
    return small_table(columns, rows, title="Targets", empty="No targets yet: set one with “campaign.target”.")
