"""How many different people do these profiles reach together?

With N_S the number of people who follow exactly the profiles S, and seenᵢ the share of profile *i*'s followers who are
reached, people reached = Σ over S of N_S · (1 − Π over i in S of (1 − seenᵢ)): each follower of several is reached
unless all of them miss. Worked out world by world from the subset histogram; who is reached by one profile is taken as
independent of who is reached by another, given whom they follow (our assumption).

A list rarely has as many ids as the profile states followers. Let F be the stated followers, n the ids in the list:
* the union of the lists is scaled by Σ F·seen ÷ Σ n·seen, so that the frequency found in the lists holds for all;
* certainly at least max F·seen, and the lists' union less the n − F too many; certainly at most Σ F·seen, and the
  lists' union plus the F − n followers who are not listed, as if nobody of them followed another;
* of samples, two have far fewer people in common than the whole lists, so scaling would be wrong. Were all audiences
  drawn independently from U people, the samples would be as well, from the same U: so the U that the samples imply
  gives Sainsbury's estimate for the stated followers, within the same bounds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from .answers import blocks, exclusive
from .bounds import forest, frechet, implied_universe, sainsbury, spread
from .subsets import Subsets

if TYPE_CHECKING:
    from .bounds import Numbers
_CELLS = 1 << 21  # subsets x worlds at a time: 16 MB a temporary


@frozen(eq=False)
class Counted:
    """Profiles whose lists lie in one id space: their subset histogram, and what each is stated to have.

    Shape: ``followers`` is [profile], ``seen`` [profile, world], both in the order of the histogram's lists.
    ``sampled``: some lists are samples of the followers.
    """

    found: Subsets
    followers: Numbers
    seen: Numbers
    sampled: bool = False


@frozen(eq=False)
class People:
    """People reached: an estimate between certain bounds. Shape: one number a world each."""

    estimate: Numbers
    low: Numbers
    high: Numbers


def reached(found: Subsets, seen: Numbers) -> Numbers:
    """Count the people reached, as the head of this file says. Shape: ``seen`` is [list, world]; gives [world]."""
    seen = np.clip(seen, 0.0, 1.0)
    people: Numbers = exclusive(found) @ seen
    missed = np.log1p(-np.minimum(seen, 1 - 2.0**-53))
    several = np.flatnonzero(found.lengths > 1)
    step = max(1, _CELLS // max(seen.shape))
    for ones, counts in blocks(found, several, step):
        people = people - counts @ np.expm1(ones @ missed)
    return people


def counted_people(lists: Counted) -> People:
    """Say how many people the lists of one id space come to, for as many followers as are stated."""
    sizes = lists.found.sizes.astype(np.float64)
    union = reached(lists.found, lists.seen)
    stated, listed = lists.followers @ lists.seen, sizes @ lists.seen
    surplus = np.maximum(sizes - lists.followers, 0.0) @ lists.seen
    unlisted = np.maximum(lists.followers - sizes, 0.0) @ lists.seen
    largest = (lists.followers[:, None] * lists.seen).max(axis=0)
    low = np.maximum(largest, union - surplus)
    high = np.maximum(low, np.minimum(stated, union + unlisted))
    if lists.sampled:
        universe = implied_universe(lists.found.sizes.tolist(), int(lists.found.counts.sum()))
        largest_part = float(lists.followers.max())
        likely = sainsbury(lists.followers[:, None] * lists.seen, max(universe, largest_part))
        return People(np.clip(likely, low, high), low, high)
    scale = np.divide(stated, listed, out=np.ones_like(listed), where=listed > 0)
    return People(np.clip(union * scale, low, high), low, high)


def joined_people(
    parts: Sequence[People], universe: float | None, shared: Mapping[tuple[int, int], Numbers] | None = None
) -> People:
    """Put together audiences of which nobody can say how they overlap: id spaces, and profiles without a list.

    Bounds are Fréchet's and, where people reached by two of them are known (``shared``), Hunter's; between them
    Sainsbury's formula over ``universe``, or all places alike where there is none. Any forest of pairs gives a bound,
    so one is chosen for all worlds.
    """
    if len(parts) == 1:
        return parts[0]
    low = np.stack([p.low for p in parts]).max(axis=0)
    estimates = np.stack([p.estimate for p in parts])
    high = np.stack([p.high for p in parts]).sum(axis=0)
    for pair in forest(len(parts), {pair: float(np.median(both)) for pair, both in (shared or {}).items()}):
        high = high - (shared or {})[pair]
    high = np.maximum(low, high)
    if universe is None:
        return People(spread(low, high), low, high)
    certain = frechet(estimates)
    estimate = np.clip(sainsbury(estimates, max(universe, float(estimates.max()))), *certain)
    return People(np.clip(estimate, low, high), low, high)


def universe_of(lists: Sequence[Counted]) -> float | None:
    """Say in which universe independent audiences would overlap as much as these do; the largest of several spaces."""
    known = [c.found for c in lists if len(c.found.sizes) > 1]
    return max((implied_universe(f.sizes.tolist(), int(f.counts.sum())) for f in known), default=None)
