"""From profiles with and without lists to one answer: how many different people, on what it rests, what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import numpy as np
from attrs import field, frozen

from .known import NO_LIST, Known
from .reach import Counted, People, counted_people, joined_people, universe_of
from .settings import OverlapSettings
from .subsets import Subsets, subsets
from .told import Report
from .told_bounds import groups, shared_pairs, told_note

if TYPE_CHECKING:
    from .bounds import Numbers
_NAMED = 4


@frozen(eq=False)
class Part:
    """A profile, what it is stated to have, and its list. Shape: ``seen`` has one share a world.

    ``account`` is platform and handle.
    """

    label: str
    followers: float
    seen: Numbers
    known: Known
    account: tuple[str, str] = ("", "")

    @property
    def listed(self) -> int:
        """How many the list has."""
        return 0 if self.known.held is None else self.known.held.people

    @property
    def rate(self) -> float:
        """The share of the followers that were drawn for the list; 1 where it is meant to be whole."""
        return 1.0 if self.known.held is None else self.known.held.rate

    @property
    def is_sample(self) -> bool:
        """Say whether the list is a sample."""
        return self.rate < 1

    @property
    def coverage(self) -> float:
        """The share of the stated followers that the list has; 1 where nobody states any."""
        return self.listed / self.followers if self.followers > 0 else 1.0


@frozen(eq=False)
class Answer:
    """Different people in each world, with bounds, basis and words."""

    people: People
    basis: Literal["exact", "bounded"]
    note: str


@frozen(eq=False)
class Listed:
    """Parts that have lists, by id space, with the histogram of each space."""

    spaces: dict[tuple[str, str], list[int]] = field(factory=dict)
    found: dict[tuple[str, str], Subsets] = field(factory=dict)


def estimate(parts: Sequence[Part], listed: Listed, own: OverlapSettings, reports: Sequence[Report] = ()) -> Answer:
    """Put together what is counted and what can only be bounded; see `reach` and `told_bounds` for the rules."""
    counted = [_counted(parts, places, listed.found[space]) for space, places in listed.spaces.items()]
    blind = [part for part in parts if part.known.held is None]
    pieces = [counted_people(one) for one in counted]
    unseen = [at for at, part in enumerate(parts) if part.known.held is None]
    told = groups(parts, unseen, reports)
    pieces += [group.people for group in told]
    loose = [[at] for at in unseen if all(at not in group.members for group in told)]
    for (at,) in loose:
        reached = np.clip(parts[at].seen, 0.0, 1.0) * parts[at].followers
        pieces.append(People(reached, reached, reached))
    members = [*listed.spaces.values(), *(group.members for group in told), *loose]
    shared = shared_pairs(parts, members, reports)
    universe = universe_of(counted) or (float(own.universe) if own.universe else None)
    partial = [
        p
        for p in parts
        if p.known.held is not None and (p.is_sample or not own.complete <= p.coverage <= 1 / own.complete)
    ]
    whole = len(pieces) == 1 and not partial and not told
    notes = [
        *_counted_notes(parts, partial), *told_note(told, shared), *_gap_notes(parts, blind, partial, listed),
    ]  # fmt: skip
    if len(pieces) > 1:
        notes.append(_middle_note(universe, from_lists=any(len(one.found.sizes) > 1 for one in counted)))
    return Answer(joined_people(pieces, universe, shared), "exact" if whole else "bounded", "; ".join(notes))


def spaces_of(parts: Sequence[Part]) -> dict[tuple[str, str], list[int]]:
    """Group the parts that have lists by what ids are comparable."""
    spaces: dict[tuple[str, str], list[int]] = {}
    for at, part in enumerate(parts):
        if part.known.held is not None:
            spaces.setdefault(part.known.held.space, []).append(at)
    return spaces


def single(people: int) -> Subsets:
    """Give the histogram of one list, for which no id needs to be looked at."""
    one = np.array([people], np.int64)
    return Subsets(one, one[: int(people > 0)], np.arange(1 + int(people > 0)), np.zeros(int(people > 0), np.intp))


def count_spaces(parts: Sequence[Part]) -> Listed:
    """Count the lists of every id space; a list that stands alone in its own is not even read."""
    spaces = spaces_of(parts)
    found = {}
    for space, places in spaces.items():
        ids = [parts[at].known.ids for at in places]
        known = [one for one in ids if one is not None]
        found[space] = subsets(known) if len(known) == len(places) else single(parts[places[0]].listed)
    return Listed(spaces, found)


def _counted(parts: Sequence[Part], places: Sequence[int], found: Subsets) -> Counted:
    followers = [parts[at].followers if parts[at].followers > 0 else parts[at].listed / parts[at].rate for at in places]
    sampled = any(parts[at].is_sample for at in places)
    return Counted(found, np.array(followers), np.stack([parts[at].seen for at in places]), sampled)


def _counted_notes(parts: Sequence[Part], partial: Sequence[Part]) -> list[str]:
    held = [p.known.held for p in parts if p.known.held is not None]
    if not held:
        return []
    days = sorted({one.taken_on for one in held})
    when = f"of {days[0]}" if len(days) == 1 else f"of {days[0]} to {days[-1]}"
    lists = "1 list" if len(held) == 1 else f"{len(held)} lists"
    shares = [p.coverage for p in parts if p.known.held is not None and p not in partial]
    scaled = ""
    if shares and (min(shares) < 1 or max(shares) > 1):
        low, high = f"{min(shares):.0%}", f"{max(shares):.0%}"
        scaled = f", which have {low if low == high else f'{low} to {high}'} of the stated followers, scaled to them"
    return [f"counted from {lists} {when}{scaled}"]


def _gap_notes(parts: Sequence[Part], blind: Sequence[Part], partial: Sequence[Part], listed: Listed) -> list[str]:
    notes = []
    if blind:
        whose = _names([p.label if p.known.why == NO_LIST else f"{p.label} ({p.known.why})" for p in blind])
        them = "lists" if len(blind) > 1 else "list"
        notes.append(
            f"bounded for want of the {them} of {whose}; importing {'them' if len(blind) > 1 else 'it'}, "
            "or reported pairs, narrows it"
        )
    drawn = [p for p in partial if p.is_sample]
    if drawn:
        whose = _names([f"{p.label} ({p.rate:.0%} drawn)" for p in drawn])
        notes.append(f"samples overlap as if drawn from the universe they imply: {whose}; whole lists narrow it")
    partial = [p for p in partial if not p.is_sample]
    if partial:
        whose = _names([f"{p.label} ({p.coverage:.0%} of the stated followers)" for p in partial])
        notes.append(f"scaled up or down from lists that do not fit: {whose}")
    if len(listed.spaces) > 1:
        where = _names([namespace or platform for platform, namespace in listed.spaces])
        notes.append(f"{where} have different ids, so nobody can say who is on more than one of them")
    return notes


def _middle_note(universe: float | None, *, from_lists: bool) -> str:
    if universe is None:
        return "all places between the bounds are taken as equally likely"
    if not from_lists:
        return f"likely value as if independent in a universe of {universe:,.0f} (Sainsbury)"
    return "likely value as if they overlapped like the known lists do (Sainsbury)"


def _names(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    named = ", ".join(names[:_NAMED])
    return f"{named} and {more} more" if more > 0 else named
