"""Asking everybody how many different people, and answering ourselves where nobody can."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from attrs import evolve

from influcore.measures import Audience, Reach, ReachAnswer, best_answer, estimate_of, modelled_reach

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def reach_of(parts: Sequence[Audience], answers: Sequence[ReachAnswer], universe: int) -> ReachAnswer | None:
    """Take the best of the plugins' answers and our own, then add the viewers who do not follow, said so."""
    if not parts:
        return None
    best = best_answer([*answers, modelled_reach(parts, universe or None)])
    return _with_viewers(best, parts)


def _with_viewers(answer: ReachAnswer, parts: Sequence[Audience]) -> ReachAnswer:
    """Add non-following viewers: between the largest group and the sum of them all, for no list can name them."""
    import numpy as np

    groups = [p.viewers.astype(np.float64) for p in parts if p.viewers is not None]
    if not groups:
        return answer
    stacked = np.stack(groups)
    low, high = stacked.max(axis=0), stacked.sum(axis=0)
    place = (np.arange(low.size) * 0.618033988749895) % 1.0
    people = answer.people + (low + (high - low) * place).astype(np.float32)
    note = "viewers who do not follow are added within their bounds; no list can name them"
    return evolve(
        answer,
        people=people,
        low=answer.low + float(np.median(low)),
        high=answer.high + float(np.median(high)),
        basis="modelled" if answer.basis == "modelled" else "bounded",
        of="viewers",
        note=f"{answer.note}; {note}" if answer.note else note,
    )


def summed_up(answer: ReachAnswer, parts: Sequence[Audience]) -> Reach | None:
    """Give the answer ready to be shown."""
    estimate = estimate_of(answer.people.astype("float64"))
    if estimate is None:
        return None
    return Reach(
        estimate=estimate,
        low=answer.low,
        high=answer.high,
        basis=answer.basis,
        of=answer.of,
        by=answer.by,
        note=answer.note,
        profiles=len({p.profile for p in parts}),
    )


def people_of(answer: ReachAnswer | None) -> NDArray[np.float64] | None:
    """Give the worlds of an answer."""
    return None if answer is None else answer.people.astype("float64")
