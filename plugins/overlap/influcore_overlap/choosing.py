"""Which creators reach most different people for a budget or a number: greedy with its bound, exact where small.

Somebody without a list takes part as if drawn independently from a universe of U people: with R people in the lists of
the chosen and F followers of each hidden one, they reach R + (U − R) · (1 − Π(1 − F/U)). That is submodular like plain
coverage, so the guarantees hold for it too.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
from attrs import field, frozen

from .subsets import Subsets

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .bounds import Numbers

EXACT = 18  # candidates up to which every selection is tried: 2^18 of them take a tenth of a second
_CHECKED = 3  # states of a greedy run at which the bound is worked out


@frozen(eq=False)
class Pool:
    """Who can be chosen. ``hidden`` has the followers of each candidate that are in no list; ``costs`` any one unit.

    Shape: ``found`` has a list for each candidate, empty where there is none; ``hidden`` and ``costs`` are [candidate].
    """

    found: Subsets
    hidden: Numbers
    costs: Numbers
    universe: float = math.inf
    subset_of: NDArray[np.intp] = field(init=False)
    edges: NDArray[np.intp] = field(init=False)

    @subset_of.default
    def _subset_of(self) -> NDArray[np.intp]:
        by_list = np.argsort(self.found.members.astype(np.uint16), kind="stable")  # radix: linear
        return np.repeat(np.arange(len(self.found.counts)), self.found.lengths)[by_list]

    @edges.default
    def _edges(self) -> NDArray[np.intp]:
        return np.concatenate(([0], np.cumsum(np.bincount(self.found.members, minlength=len(self.costs)))))

    def subsets_with(self, at: int) -> NDArray[np.intp]:
        """Give the subsets that a candidate is in."""
        return self.subset_of[self.edges[at] : self.edges[at + 1]]


@frozen(kw_only=True)
class Limits:
    """What a selection may be: ``budget`` in the unit of the costs, ``count`` of people; ``must`` are always in."""

    budget: float = math.inf
    count: int | None = None
    must: frozenset[int] = frozenset()
    must_not: frozenset[int] = frozenset()

    def room(self, chosen: int) -> float:
        """Say how many more there may be."""
        return math.inf if self.count is None else self.count - chosen


class Reached:
    """Whom a growing selection reaches."""

    def __init__(self, pool: Pool, chosen: Iterable[int] = ()) -> None:
        self._pool = pool
        self.left = pool.found.counts.copy()
        self.listed = 0
        self.missed = 1.0
        self.unlisted = 0.0
        self.chosen: list[int] = []
        for at in chosen:
            self.take(at)

    @property
    def people(self) -> float:
        """Count the different people reached."""
        return float(_joined(self._pool.universe, self.listed, self.missed, self.unlisted))

    def gain(self, at: int) -> float:
        """Count the people a candidate would add."""
        new = int(self.left[self._pool.subsets_with(at)].sum())
        return self._with(new, float(self._pool.hidden[at])) - self.people

    def gains(self) -> Numbers:
        """Count for every candidate the people it would add. Shape: [candidate]."""
        members = self._pool.found.members
        weights = np.repeat(self.left, self._pool.found.lengths)
        new = np.bincount(members, weights=weights, minlength=len(self._pool.costs))
        return np.array([self._with(n, h) for n, h in zip(new.tolist(), self._pool.hidden.tolist(), strict=True)]) - (
            self.people
        )

    def take(self, at: int) -> float:
        """Choose a candidate; gives the people it added."""
        before, mine, hidden = self.people, self._pool.subsets_with(at), float(self._pool.hidden[at])
        self.listed += int(self.left[mine].sum())
        self.left[mine] = 0
        self.missed *= _missed_by(hidden, self._pool.universe)
        self.unlisted += hidden
        self.chosen.append(at)
        return self.people - before

    def _with(self, new: float, hidden: float) -> float:
        missed = self.missed * _missed_by(hidden, self._pool.universe)
        return float(_joined(self._pool.universe, self.listed + new, missed, self.unlisted + hidden))


@frozen(kw_only=True)
class Choice:
    """A selection, its people, and how good it is: no other one within the limits reaches more than ``bound``."""

    chosen: tuple[int, ...]
    people: float
    bound: float
    exact: bool

    @property
    def of_best(self) -> float:
        """Say what share of the best possible it reaches at least."""
        return min(1.0, self.people / self.bound) if self.bound > 0 else 1.0


def choose(pool: Pool, limits: Limits) -> Choice:
    """Find a selection that reaches as many different people as possible.

    Up to `EXACT` candidates all selections are compared. Beyond, greedy by new people and, with a budget, by new people
    for the money, whichever is better: at least 1 − 1/e of the best by number (Nemhauser, Wolsey and Fisher 1978), half
    of that with a budget (Khuller, Moss and Naor 1999), and in practice far more, which ``bound`` shows.
    Errors: ValueError where what must be in breaks the limits already.
    """
    must = sorted(limits.must)
    spent = float(pool.costs[must].sum())
    if limits.room(len(must)) < 0 or spent > limits.budget:
        raise ValueError("those who must be in already go beyond the limits")
    free = [
        at for at, cost in enumerate(pool.costs.tolist())
        if at not in limits.must and at not in limits.must_not and spent + cost <= limits.budget
    ]  # fmt: skip
    if len(free) <= EXACT:
        return _enumerated(pool, limits, must, free)
    runs = [_greedy(pool, limits, must, free, by_cost=False)]
    if math.isfinite(limits.budget):
        runs += [
            _greedy(pool, limits, must, free, by_cost=True),
            _best_single(pool, must, free, limits.room(len(must))),
        ]
    best = max(runs, key=lambda run: Reached(pool, run).people)
    people = Reached(pool, best).people
    checked = {len(run) * step // _CHECKED for run in runs[:1] for step in range(_CHECKED + 1)}
    bound = min(_bound(pool, limits, free, run[: max(len(must), size)]) for run in runs for size in checked)
    return Choice(chosen=tuple(best), people=people, bound=max(people, bound), exact=False)


def steps(pool: Pool, chosen: Iterable[int]) -> Iterator[tuple[int, float]]:
    """Order a selection by new people: each candidate with what it adds to those before."""
    state, left = Reached(pool), set(chosen)
    while left:
        best = max(sorted(left), key=state.gain)
        left.discard(best)
        yield best, state.take(best)


def at_frequency(pool: Pool, chosen: Sequence[int]) -> list[int]:
    """Count listed people who follow at least 1, 2, … of the chosen."""
    ones = np.zeros(len(pool.costs), np.int64)
    ones[list(chosen)] = 1
    running = np.concatenate(([0], np.cumsum(ones[pool.found.members])))
    often = np.diff(running[pool.found.starts])
    exactly = np.bincount(often, weights=pool.found.counts, minlength=len(chosen) + 1)[1:]
    return [int(people) for people in np.cumsum(exactly[::-1])[::-1]]


def exclusively(pool: Pool) -> list[int]:
    """Count for each candidate the listed people who follow no other one."""
    from .answers import exclusive

    return [int(people) for people in exclusive(pool.found)]


def _missed_by(hidden: float, universe: float) -> float:
    return 1.0 if math.isinf(universe) else max(0.0, 1.0 - hidden / universe)


def _joined(universe: float, listed: float | Numbers, missed: float | Numbers, unlisted: float | Numbers) -> Numbers:
    more = unlisted if math.isinf(universe) else np.maximum(universe - listed, 0.0) * (1.0 - np.asarray(missed))
    return np.asarray(listed + more, np.float64)


def _greedy(pool: Pool, limits: Limits, must: Sequence[int], free: Sequence[int], *, by_cost: bool) -> list[int]:
    """Take whoever adds most, lazily: a gain only ever falls, so an old one is a bound (Minoux 1978)."""
    state = Reached(pool, must)
    left = limits.budget - float(pool.costs[list(must)].sum())

    def worth(at: int) -> float:
        gain = state.gain(at)
        return gain / max(float(pool.costs[at]), 1e-9) if by_cost else gain

    heap = [(-worth(at), at) for at in free]
    heapq.heapify(heap)
    while heap and limits.room(len(state.chosen)) > 0:
        _, at = heapq.heappop(heap)
        if pool.costs[at] > left:
            continue
        now = (-worth(at), at)
        if heap and now > heap[0]:
            heapq.heappush(heap, now)
            continue
        if now[0] >= 0:
            break
        state.take(at)
        left -= float(pool.costs[at])
    return state.chosen


def _best_single(pool: Pool, must: Sequence[int], free: Sequence[int], room: float) -> list[int]:
    state = Reached(pool, must)
    return [*must, *([max(free, key=state.gain)] if free and room > 0 else [])]


def _bound(pool: Pool, limits: Limits, free: Sequence[int], chosen: Sequence[int]) -> float:
    """Bound the best selection from above: what is reached, and the largest gains from here that could be paid for.

    Source: submodularity; Leskovec et al., *Cost-effective outbreak detection in networks*, KDD 2007, section 3.2.
    """
    state = Reached(pool, chosen)
    gains, costs = state.gains()[list(free)], pool.costs[list(free)]
    room = limits.room(len(limits.must))
    by_number = float(np.sort(gains)[::-1][: None if math.isinf(room) else int(room)].sum())
    budget = limits.budget - float(pool.costs[sorted(limits.must)].sum())
    if math.isinf(budget):
        return state.people + by_number
    order = np.argsort(-gains / np.maximum(costs, 1e-9), kind="stable")
    running = np.cumsum(costs[order])
    part = np.clip((budget - (running - costs[order])) / np.maximum(costs[order], 1e-9), 0.0, 1.0)
    part[running <= budget] = 1.0
    return state.people + min(by_number, float(gains[order] @ part))


def _enumerated(pool: Pool, limits: Limits, must: Sequence[int], free: Sequence[int]) -> Choice:
    """Compare all selections of a few candidates; of equal ones the cheapest, then the smallest."""
    base = Reached(pool, must)
    spot = np.full(len(pool.costs), -1)
    spot[list(free)] = np.arange(len(free))
    place = spot[pool.found.members]
    bits = np.where(place >= 0, np.int64(1) << np.maximum(place, 0), 0)
    running = np.concatenate(([0], np.cumsum(bits)))
    masks = np.diff(running[pool.found.starts])
    inside = np.bincount(masks, weights=base.left, minlength=1 << len(free))
    total = float(base.left.sum())
    for bit in range(len(free)):  # people whose every candidate is among these: a sum over subsets of the mask
        halves = inside.reshape(-1, 2, 1 << bit)
        halves[:, 1] += halves[:, 0]
    listed = base.listed + total - inside[::-1]  # not missed by the selection whose complement this is
    costs, hidden = _sums(pool.costs[list(free)]), _sums(pool.hidden[list(free)])
    factors = np.array([math.log(max(_missed_by(h, pool.universe), 1e-300)) for h in pool.hidden[list(free)].tolist()])
    missed, unlisted = base.missed * np.exp(_sums(factors)), base.unlisted + hidden
    people = _joined(pool.universe, np.asarray(listed, np.float64), np.asarray(missed, np.float64), unlisted)
    numbers = _sums(np.ones(len(free)))
    spent = float(pool.costs[list(must)].sum()) + costs
    fits = (spent <= limits.budget + 1e-9) & (numbers <= limits.room(len(must)))
    best = int(np.lexsort((numbers[fits], costs[fits], -people[fits]))[0])
    mask = int(np.flatnonzero(fits)[best])
    chosen = (*must, *(at for bit, at in enumerate(free) if mask >> bit & 1))
    return Choice(chosen=chosen, people=float(people[mask]), bound=float(people[mask]), exact=True)


def _sums(values: Numbers) -> Numbers:
    """Add up the values of every subset. Shape: 2 to the power of their number, bit *i* for value *i*."""
    sums = np.zeros(1)
    for value in values.tolist():
        sums = np.concatenate((sums, sums + value))
    return sums
