"""From places to creators who can be chosen: one candidate a creator, over all platforms and id spaces."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from attrs import frozen

from influcore import Influencer, InvalidInput, Money

from .bounds import implied_universe
from .choosing import Pool
from .overlap import Overlap
from .settings import OverlapSettings
from .subsets import Subsets

_UNPAYABLE = math.inf


@frozen(eq=False)
class Candidates:
    """Creators with the pool they are chosen from, in one order. ``costs`` lacks whose cost nobody knows.

    ``why`` says of a creator why a profile of theirs has no list.
    """

    people: tuple[Influencer, ...]
    pool: Pool
    costs: Mapping[int, Money]
    why: Mapping[int, str]

    def index_of(self, keys: Sequence[str], field: str) -> frozenset[int]:
        """Find candidates by slug, id or name. Errors: InvalidInput names all that are none."""
        named = {name.casefold(): at for at, p in enumerate(self.people) for name in (p.id, p.slug, p.name)}
        wanted = [key.strip().removeprefix("@") for key in keys]
        unknown = [key for key in wanted if key.casefold() not in named]
        if unknown:
            raise InvalidInput("not among the candidates", problems=[(field, f"“{key}”") for key in unknown])
        return frozenset(named[key.casefold()] for key in wanted)


def candidates_of(overlap: Overlap, costs: Mapping[str, Money], own: OverlapSettings, *, paid: bool) -> Candidates:
    """Join the places of each creator. Where money counts (``paid``), an unknown cost can not be paid."""
    people = tuple({place.influencer.id: place.influencer for place in overlap.places}.values())
    spot = {person.id: at for at, person in enumerate(people)}
    who = np.array([spot[place.influencer.id] for place in overlap.places], np.intp)
    hidden = np.zeros(len(people))
    why: dict[int, str] = {}
    for at, place in enumerate(overlap.places):
        if place.known.held is None:
            hidden[who[at]] += overlap.sizes[at]
            why[int(who[at])] = place.known.why
    known = {spot[key]: cost for key, cost in costs.items() if key in spot}
    missing = _UNPAYABLE if paid else 0.0
    minor = np.array([float(known[at].minor) if at in known else missing for at in range(len(people))])
    pool = Pool(found=_joined(overlap, who, len(people)), hidden=hidden, costs=minor, universe=_universe(overlap, own))
    return Candidates(people=people, pool=pool, costs=known, why=why)


def _universe(overlap: Overlap, own: OverlapSettings) -> float:
    """Give the universe that the lists imply, or that the settings state; as large as the lists at least."""
    implied = [
        implied_universe(found.sizes.tolist(), int(found.counts.sum()))
        for found in overlap.listed.found.values()
        if len(found.sizes) > 1
    ]
    universe = max(implied) if implied else float(own.universe or math.inf)
    return max(universe, float(overlap.people), max(overlap.sizes, default=0.0))


def _joined(overlap: Overlap, who: np.ndarray[tuple[int], np.dtype[np.intp]], people: int) -> Subsets:
    """Put the histograms of all spaces into one over creators; nobody is in two spaces, for all that can be known."""
    if not overlap.listed.found:
        none = np.zeros(0, np.int64)
        return Subsets(np.zeros(people, np.int64), none, np.zeros(1, np.intp), none.astype(np.intp))
    counts, lengths, members = (np.concatenate(column) for column in zip(*_each(overlap, who, people), strict=True))
    starts = np.concatenate(([0], np.cumsum(lengths)))
    sizes = np.bincount(members, weights=np.repeat(counts, lengths), minlength=people).astype(np.int64)
    return Subsets(sizes, counts, starts, members)


def _each(
    overlap: Overlap, who: np.ndarray[tuple[int], np.dtype[np.intp]], people: int
) -> Iterator[tuple[np.ndarray[tuple[int], np.dtype[np.int64]], ...]]:
    """Give counts, lengths and members of each space, a creator with two profiles in it once a subset."""
    for space, spots in overlap.listed.spaces.items():
        found = overlap.listed.found[space]
        mine = who[spots]
        members, lengths = mine[found.members], found.lengths
        if len(np.unique(mine)) < len(mine):
            keys = np.unique(np.repeat(np.arange(len(lengths)), lengths) * people + members)
            members = keys % people
            lengths = np.bincount(keys // people, minlength=len(lengths))
        yield found.counts, lengths.astype(np.int64), members.astype(np.int64)
