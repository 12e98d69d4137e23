"""Everything that can be said of how the audiences of a campaign overlap."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
from attrs import evolve, frozen

from influcore import Read

from .answers import Pair, Step, by_new_people, exclusive, frequencies, pairs
from .asking import Engine
from .estimating import Answer, Listed, Part, count_spaces, estimate
from .hook import read_where_needed
from .known import Known
from .places import Place, places
from .settings import OverlapSettings
from .told import Report, reports
from .warehouse import count_there

if TYPE_CHECKING:
    from .subsets import Counts
SEEN = np.ones(1)
UNKNOWN_SIZE = "no list, and nobody says how many followers"


@frozen(eq=False)
class Overlap:
    """What is known of the places of a campaign. ``answer`` is None where there is no place to speak of.

    ``sizes`` are the audiences the answer speaks of: the list, or the stated followers where it is missing or far off.

    All numbers are of the lists as they are; only ``answer`` also speaks for lists that are missing or do not fit.
    """

    places: tuple[Place, ...]
    sizes: tuple[float, ...]
    listed: Listed
    answer: Answer | None

    @property
    def people(self) -> int:
        """Count different people in the lists; on two platforms everybody is counted on each."""
        return sum(int(found.counts.sum()) for found in self.listed.found.values())

    @property
    def follows(self) -> int:
        """Add up the lists."""
        return sum(int(found.sizes.sum()) for found in self.listed.found.values())

    def exclusive(self) -> dict[int, int]:
        """Count, for each place with a list, who follows no other one."""
        return {
            at: count
            for space, spots in self.listed.spaces.items()
            for at, count in zip(spots, exclusive(self.listed.found[space]).tolist(), strict=True)
        }

    def frequencies(self) -> Counts:
        """Count people by how many of the places they follow; place *k* − 1 has those who follow *k*."""
        spread = [frequencies(found) for found in self.listed.found.values()]
        total = np.zeros(max(map(len, spread), default=0), np.int64)
        for counts in spread:
            total[: len(counts)] += counts
        return total

    def pairs(self) -> Iterator[Pair]:
        """Compare every two places whose ids are comparable."""
        for space, spots in self.listed.spaces.items():
            for pair in pairs(self.listed.found[space]):
                yield evolve(pair, a=spots[pair.a], b=spots[pair.b])

    def order(self) -> list[Step]:
        """Order the places with lists by new people. Gains only fall within a space, so spaces merge."""
        each = [
            [evolve(step, at=spots[step.at]) for step in by_new_people(self.listed.found[space])]
            for space, spots in self.listed.spaces.items()
        ]
        merged, total = [], 0
        for step in heapq.merge(*each, key=lambda step: -step.new):
            total += step.new
            merged.append(evolve(step, total=total))
        return merged

    def subsets(self, limit: int) -> list[tuple[tuple[int, ...], int]]:
        """Give the largest groups of people who follow exactly the same places."""
        found = [
            (tuple(spots[i] for i in members), count)
            for space, spots in self.listed.spaces.items()
            for members, count in self.listed.found[space].largest(limit)
        ]
        return sorted(found, key=lambda group: -group[1])[:limit]


def overlap_of(read: Read, campaign: str, engine: Engine | None = None) -> Overlap:
    """Work out the overlap of a campaign; what is damaged, hidden or missing costs the others nothing."""
    return overlap_among(read, places(read, campaign), engine)


def overlap_among(read: Read, found: Sequence[Place], engine: Engine | None = None) -> Overlap:
    """Work out the overlap of some places, as `overlap_of` does of a campaign's; here, or in a warehouse."""
    own = read.settings(OverlapSettings, "overlap")
    if engine is None:
        parts = read_where_needed(read, [_part(place, own) for place in found])
        listed = count_spaces(parts)
    else:
        found, listed = count_there(read, found, engine)
        parts = [_part(place, own) for place in found]
    told = tuple(evolve(place, known=part.known) for place, part in zip(found, parts, strict=True))
    sized = [at for at, part in enumerate(parts) if part.followers > 0]
    return Overlap(
        told,
        tuple(part.followers for part in parts),
        listed,
        _answer(parts, sized, listed, own, reports(read)) if sized else None,
    )


def _part(place: Place, own: OverlapSettings) -> Part:
    """Take a list that nearly fits the stated followers as it is; one that does not is scaled to them."""
    account = (place.profile.platform, place.profile.handle)
    part = Part(place.label, float(place.profile.followers or 0), SEEN, place.known, account)
    if part.is_sample:
        return part if part.followers else evolve(part, followers=part.listed / part.rate)
    if part.known.held is not None and (not part.followers or own.complete <= part.coverage <= 1 / own.complete):
        return evolve(part, followers=float(part.listed))
    if part.known.held is None and not part.followers:
        return evolve(part, known=Known(why=UNKNOWN_SIZE))
    return part


def _answer(
    parts: Sequence[Part], sized: Sequence[int], listed: Listed, own: OverlapSettings, said: Sequence[Report]
) -> Answer:
    """Estimate from the parts whose size is known at all."""
    new_place = {at: place for place, at in enumerate(sized)}
    spaces = {space: [new_place[at] for at in spots] for space, spots in listed.spaces.items()}
    return estimate([parts[at] for at in sized], Listed(spaces, listed.found), own, said)
