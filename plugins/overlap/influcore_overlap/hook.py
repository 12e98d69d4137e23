"""The answer to ``influcore_estimate_reach``."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import evolve

from influcore import Audience, Profile, ReachAnswer, Read

from .estimating import Part, count_spaces, estimate, spaces_of
from .known import Known, known_lists, with_ids
from .settings import OverlapSettings
from .told import reports


def estimate_reach(read: Read, parts: Sequence[Audience]) -> ReachAnswer | None:
    """Count the people reached where lists are known, and bound the rest; None where nothing is known of any."""
    known = known_lists(read, list(dict.fromkeys(p.profile for p in parts)))
    said = reports(read)
    if all(one.held is None for one in known.values()) and not said:
        return None
    accounts = _accounts(read, list(known))
    told = [_part(part, known[part.profile], accounts.get(part.profile, ("", ""))) for part in _once_each(parts)]
    told = read_where_needed(read, told)
    if all(part.known.held is None for part in told) and not said:
        return None
    answer = estimate(told, count_spaces(told), read.settings(OverlapSettings, "overlap"), said)
    return ReachAnswer(
        people=answer.people.estimate.astype(np.float32),
        low=float(np.median(answer.people.low)),
        high=float(np.median(answer.people.high)),
        basis=answer.basis,
        by="overlap",
        note=answer.note,
    )


def read_where_needed(read: Read, parts: Sequence[Part]) -> list[Part]:
    """Read the ids of every list that has another to be compared with."""
    told = list(parts)
    for places in spaces_of(told).values():
        for at in places if len(places) > 1 else ():
            told[at] = evolve(told[at], known=with_ids(read, told[at].known))
    return told


def _part(part: Audience, known: Known, account: tuple[str, str]) -> Part:
    return Part(part.label, float(part.followers), part.seen.astype(np.float64), known, account)


def _accounts(read: Read, profiles: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Give platform and handle of each profile."""
    return {p.id: (p.platform, p.handle) for p in read.list(Profile, id=list(profiles))}


def _once_each(parts: Sequence[Audience]) -> list[Audience]:
    """Join parts of the same profile: who is missed by one must be missed by all, as if independent."""
    joined: dict[str, Audience] = {}
    for part in parts:
        former = joined.get(part.profile)
        seen = part.seen if former is None else 1 - (1 - former.seen) * (1 - part.seen)
        joined[part.profile] = evolve(part, seen=seen)
    return list(joined.values())
