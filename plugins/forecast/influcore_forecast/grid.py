"""Histories as matrices: one row a profile, its latest posts from left to right."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from attrs import frozen

from influcore.measures import CreatorProfile, History

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]
    Column = NDArray[np.float64]

LATEST = 64
FOLDS = 5
# Stories and lives are counted in other ways than what stays on a profile, so nothing carries over between them.
_OWN_KIND = ("story", "live")
# Days since 1970: no platform here is older than 2003, so an earlier date is a missing one written as 0.
_FIRST_DAY = 12_000


@frozen(kw_only=True)
class Grid:
    """Posts of one platform and kind. Shape: matrices are [profile, post], nan where there is none.

    ``formats[codes]`` is each post's format. ``last`` is each profile's latest known day of publication.
    """

    platform: str
    kind: str
    profiles: tuple[CreatorProfile, ...]
    day: Matrix
    age: Matrix
    paid: NDArray[np.bool_]
    codes: NDArray[np.int32]
    formats: tuple[str, ...]
    counts: Mapping[str, Matrix]
    last: Column
    now: float


def kind_of(format_name: str) -> str:
    """Say which history a format draws on: ``story``, ``live``, or ``feed`` for all that stays."""
    return format_name if format_name in _OWN_KIND else "feed"


def fold_of(profile: str) -> int:
    """Put a profile into one of the folds of cross-fitting, always the same."""
    return zlib.crc32(profile.encode()) % FOLDS


def grids(history: History) -> tuple[Grid, ...]:
    """Sort a history into grids, whatever the order of its profiles; feeds also hold profiles without posts."""
    import numpy as np

    kinds = np.array([kind_of(name) for name in history.format], dtype=object)
    platforms = np.array([p.platform for p in history.profiles], dtype=object)
    of_post = platforms[history.profile] if len(history.profile) else platforms[:0]
    found = []
    for platform in sorted(set(platforms)):
        there = of_post == platform
        for kind in sorted({"feed", *kinds[there]}):
            found.append(_grid(history, platform, kind, np.flatnonzero(there & (kinds == kind))))
    return tuple(found)


def _grid(history: History, platform: str, kind: str, posts: NDArray[np.intp]) -> Grid:
    import numpy as np

    at = [i for i, p in enumerate(history.profiles) if p.platform == platform]
    if kind != "feed":
        having = set(history.profile[posts].tolist())
        at = [i for i in at if i in having]
    at.sort(key=lambda i: history.profiles[i].id)
    row_of = np.full(len(history.profiles), -1)
    row_of[at] = np.arange(len(at))
    posts, place, day = _in_order(history, posts, row_of)
    rows = row_of[history.profile[posts]]
    shape = (len(at), int(place.max(initial=-1)) + 1)
    formats = sorted({history.format[i] for i in posts})
    code = {name: number for number, name in enumerate(formats)}

    def spread(values: Any, blank: Any, dtype: Any) -> NDArray[Any]:
        matrix: NDArray[Any] = np.full(shape, blank, dtype=dtype)
        matrix[rows, place] = values
        return matrix

    latest = np.full(len(at), -np.inf)
    np.maximum.at(latest, rows, np.nan_to_num(day, nan=-np.inf))
    age = history.age[posts]
    return Grid(
        platform=platform,
        kind=kind,
        profiles=tuple(history.profiles[i] for i in at),
        day=spread(day, np.nan, np.float64),
        age=spread(np.where(np.isfinite(day) & (age > -1), age, np.nan), np.nan, np.float64),
        paid=spread(history.paid[posts], False, np.bool_),
        codes=spread([code[history.format[i]] for i in posts], 0, np.int32),
        formats=tuple(formats),
        counts={m: spread(v[posts], np.nan, np.float64) for m, v in sorted(history.counts.items())},
        last=np.where(np.isfinite(latest), latest, np.nan),
        now=history.now,
    )


def _in_order(
    history: History, posts: NDArray[np.intp], row_of: NDArray[np.intp]
) -> tuple[NDArray[np.intp], NDArray[np.intp], Column]:
    """Sort posts by row and day, undated ones first; give the latest of each row, their places and days."""
    import numpy as np

    day = history.day[posts]
    day = np.where((day >= _FIRST_DAY) & (day <= history.now + 1), day, np.nan)
    rows = row_of[history.profile[posts]]
    order = np.lexsort((np.nan_to_num(day, nan=0.0), rows))
    sizes = np.bincount(rows, minlength=1).astype(np.intp)
    place = np.arange(len(posts)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    place -= np.maximum(sizes[rows[order]] - LATEST, 0)
    keep = place >= 0
    return posts[order][keep], place[keep], day[order][keep]
