"""Which list stands for a profile: the newest that can be read, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from influcore import InflucoreError, Read

from .lists import Held, is_readable, lists_of, read_ids

if TYPE_CHECKING:
    from .packing import Ids

NO_LIST = "no list"
HIDDEN = "list hidden"
_MANY = 900
OTHER_KEY = "its list was hashed with another key"


@frozen(eq=False)
class Known:
    """The list that stands for a profile, or None and ``why``. ``ids`` are there where they were asked for."""

    held: Held | None = None
    ids: Ids | None = None
    why: str = ""


def known_lists(read: Read, profiles: Sequence[str]) -> Mapping[str, Known]:
    """Give the list of each profile, without its ids; one hashed with another key is none."""
    kept = lists_of(read, profiles)
    hidden = _hidden(read, [profile for profile in profiles if profile not in kept])
    return {p: Known(why=HIDDEN) if p in hidden else _newest(read, kept.get(p, ())) for p in profiles}


def with_ids(read: Read, known: Known) -> Known:
    """Read the ids of a list; one that is damaged becomes none, and costs the others nothing."""
    if known.held is None:
        return known
    try:
        return Known(known.held, read_ids(read, known.held))
    except InflucoreError as error:
        return Known(why=error.message)


def _hidden(read: Read, profiles: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for start in range(0, len(profiles), _MANY):
        some = profiles[start : start + _MANY]
        marks = ",".join("?" * len(some))
        found |= {r["id"] for r in read.rows(f"SELECT id FROM profile WHERE hidden = 1 AND id IN ({marks})", *some)}
    return found


def _newest(read: Read, lists: Sequence[Held]) -> Known:
    readable = next((held for held in lists if is_readable(read, held)), None)
    if readable is not None:
        return Known(readable)
    return Known(why=OTHER_KEY if lists else NO_LIST)
