"""What reports of others say of profiles without a list: groups as pieces of their own, pairs as Hunter's bound.

Of a report let F be the followers of each account, e those who follow no other of them, S the people who follow
several. Those who follow one only are different people, so with a share *seen* of each reached: at least Σ e·seen and
the largest (F − e)·seen, at most Σ e·seen and the lesser of Σ (F − e)·seen and S. That holds for some of a report's
accounts as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from .reach import People
from .told import Report

if TYPE_CHECKING:
    from .bounds import Numbers
    from .estimating import Part


@frozen(eq=False)
class Group:
    """Profiles without a list, of whom a report says how they overlap. ``members`` are places in the parts."""

    members: tuple[int, ...]
    people: People
    report: Report


def groups(parts: Sequence[Part], blind: Sequence[int], reports: Sequence[Report]) -> list[Group]:
    """Choose reports of three or more, those that speak of most profiles first; a profile is in one group at most."""
    spot = {parts[at].account: at for at in blind if parts[at].followers > 0}
    told = []
    for report in reports:
        members = [spot[(report.platform, a)] for a in report.accounts if (report.platform, a) in spot]
        if len(report.accounts) > 2 and len(members) > 1:
            told.append((members, report))
    found: list[Group] = []
    taken: set[int] = set()
    for members, report in sorted(told, key=lambda one: (-len(one[0]), one[1].id)):
        if not taken & set(members):
            taken |= set(members)
            found.append(Group(tuple(members), _people(parts, members, report), report))
    return found


def shared_pairs(
    parts: Sequence[Part], pieces: Sequence[Sequence[int]], reports: Sequence[Report]
) -> dict[tuple[int, int], Numbers]:
    """Give for two pieces the people reached by both, of the strongest pair between them. Shape: [world] each."""
    piece_of = {at: piece for piece, members in enumerate(pieces) for at in members}
    spot = {parts[at].account: at for at in piece_of if parts[at].account[1]}
    found: dict[tuple[int, int], Numbers] = {}
    for report in reports:
        keys = [(report.platform, account) for account in report.accounts]
        if len(keys) != 2 or any(key not in spot for key in keys):
            continue
        a, b = (spot[key] for key in keys)
        pair = (min(piece_of[a], piece_of[b]), max(piece_of[a], piece_of[b]))
        if pair[0] == pair[1]:
            continue
        grown = [parts[at].followers / size for at, size in zip((a, b), report.followers, strict=True) if size]
        both = report.shared * min(1.0, *grown) * _seen(parts[a]) * _seen(parts[b])
        if pair not in found or np.median(both) > np.median(found[pair]):
            found[pair] = both
    return found


def told_note(found: Sequence[Group], pairs: Mapping[tuple[int, int], Numbers]) -> list[str]:
    """Say which reports were used."""
    notes = [f"{len(g.members)} bounded by the report {g.report.source} of {g.report.taken_on}" for g in found]
    return [*notes, f"bounded by {len(pairs)} reported pairs (Hunter)"] if pairs else notes


def _people(parts: Sequence[Part], members: Sequence[int], report: Report) -> People:
    alone = dict(zip(report.accounts, report.alone, strict=True))
    shares = np.array([[min(1.0, max(0.0, alone[parts[at].account[1]]))] for at in members])
    followers = np.array([[parts[at].followers] for at in members])
    seen = np.stack([_seen(parts[at]) for at in members])
    mine, others = followers * shares, followers * (1 - shares)
    gross = sum(report.followers)
    several = report.several * (sum(p.followers for p in parts if p.account in _keys(report)) / gross if gross else 1.0)
    several = max(several, float(others.max()))
    alone_reached, places = (mine * seen).sum(axis=0), (others * seen).sum(axis=0)
    low = np.maximum(alone_reached + (others * seen).max(axis=0), (followers * seen).max(axis=0))
    high = np.maximum(low, alone_reached + np.minimum(places, several))
    often = float(others.sum()) / several if several else 1.0
    mean = np.divide(places, others.sum(), out=np.zeros_like(places), where=others.sum() > 0)
    likely = alone_reached + several * (1 - (1 - mean) ** max(1.0, often))
    return People(np.clip(likely, low, high), low, high)


def _keys(report: Report) -> set[tuple[str, str]]:
    return {(report.platform, account) for account in report.accounts}


def _seen(part: Part) -> Numbers:
    return np.clip(part.seen, 0.0, 1.0)
