"""How many different people? Answers with their basis, and what can be said without any list of followers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from attrs import frozen

from .draws import Audience

if TYPE_CHECKING:
    from .draws import Floats

Basis = Literal["exact", "bounded", "modelled"]
BASES: tuple[Basis, ...] = ("exact", "bounded", "modelled")


@frozen(kw_only=True)
class ReachAnswer:
    """``people`` reached in each world, certainly between ``low`` and ``high`` (medians over worlds).

    ``basis``: *exact* counts the union of lists; *bounded* knows some lists; *modelled* assumes independence.
    ``of`` says whether non-following viewers are in it. ``note`` says what would narrow it.
    """

    people: Floats
    low: float
    high: float
    basis: Basis
    of: Literal["followers", "viewers"] = "followers"
    by: str = "core"
    note: str = ""


def best_answer(answers: Sequence[ReachAnswer]) -> ReachAnswer:
    """Take the best basis, then the narrowest; ties go to the first by name of who answered."""
    return min(answers, key=lambda a: (BASES.index(a.basis), a.high - a.low, a.by))


def modelled_reach(parts: Sequence[Audience], universe: int | None = None) -> ReachAnswer:
    """Estimate the union as if audiences were independent samples of a universe, within Fréchet's bounds.

    Source: Sainsbury formula N·(1 − Π(1 − rᵢ/N)); Fréchet max|Aᵢ| ≤ |∪A| ≤ Σ|Aᵢ|. ``universe`` is N, people who could
    be reached; without one no overlap can be modelled and the answer is the middle of the bounds, drawn evenly.
    """
    import numpy as np

    reached = np.stack([p.seen.astype(np.float64) * p.followers for p in parts])
    low, high = reached.max(axis=0), reached.sum(axis=0)
    if universe:
        people = universe * (1 - np.prod(1 - np.minimum(reached / universe, 1), axis=0))
        people = np.clip(people, low, high)
        note = f"as if independent in a universe of {universe:,} (Sainsbury); import follower lists to count it"
    else:
        place = (np.arange(low.size) * 0.618033988749895) % 1.0
        people = low + (high - low) * place
        note = "anywhere between the largest audience and the sum (Fréchet); import follower lists to count it"
    return ReachAnswer(
        people=people.astype(np.float32),
        low=float(np.median(low)),
        high=float(np.median(high)),
        basis="modelled",
        note=note if len(parts) > 1 else "one profile: nothing overlaps",
    )
