"""Growth and churn: what became of an influencer's audience between two lists."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from attrs import frozen

from influcore import (
    Chart,
    Column,
    Content,
    InflucoreError,
    Influencer,
    Panel,
    Profile,
    Series,
    Session,
    Stack,
    Table,
    opt,
)
from influcore.contributions import Mark

from .entities import AudiencePart
from .lists import Held, is_readable, lists_of, read_ids
from .many_rows import ManyRows


@frozen(kw_only=True)
class ChangesParams:
    """Parameters of ``overlap.changes``."""

    influencer: str = opt("Which influencer: slug or @handle.", arg=True, ref="influencer")
    since: dt.date | None = opt("Only lists from this day on.", default=None, example="2026-06-01")
    until: dt.date | None = opt("Only lists up to this day.", default=None, example="2026-09-01")


def read_changes(session: Session, params: ChangesParams) -> Content:
    """Compare each list of an influencer with the one before it, and the last with the first."""
    person = session.get(Influencer, params.influencer)
    profiles = {profile.id: profile for profile in session.list(Profile, influencer=person.id)}
    kept = lists_of(session, list(profiles)) if profiles else {}
    rows: list[dict[str, Any]] = []
    series = []
    for profile, lists in kept.items():
        held = sorted(
            (h for h in lists if (params.since or h.taken_on) <= h.taken_on <= (params.until or h.taken_on)),
            key=lambda h: (h.taken_on, h.id),
        )
        for space in dict.fromkeys(h.space for h in held):
            mine = [h for h in held if h.space == space]
            label = profiles[profile].label
            rows += _rows(session, label, mine)
            series.append(Series(name=label, points=tuple((h.taken_on, h.people / h.rate) for h in mine)))
    empty = f"Changes need two lists of {person.name}: import another one with its day (--as-of)."
    table = Table(columns=_COLUMNS, rows=ManyRows(rows), key="span", title="From list to list", empty=empty)
    chart = Chart(series=tuple(series), form="line", x="day", y="followers", title="Followers listed")
    return Stack(parts={"changes": table, "size": chart}, title=f"Changes of {person.name}")


def _rows(session: Session, label: str, held: list[Held]) -> Iterator[dict[str, Any]]:
    steps = list(pairwise(held))
    if len(steps) > 1:
        steps.append((held[0], held[-1]))
    for at, (before, after) in enumerate(steps):
        row: dict[str, Any] = {
            "span": f"{label} {before.id} {after.id}", "profile": label, "since": before.taken_on,
            "until": after.taken_on, "before": before.people, "after": after.people,
            "state": Mark("in all" if at and at == len(steps) - 1 else "step", "plain"),
        }  # fmt: skip
        yield row | _compared(session, before, after)


def _compared(session: Session, before: Held, after: Held) -> dict[str, Any]:
    """Count who came, left and stayed; of samples, or of lists that can not be read, only the sizes are compared."""
    import numpy as np

    if before.rate < 1 or after.rate < 1:
        whole = after.people / after.rate
        grown = whole / (before.people / before.rate) - 1
        return {"growth": grown, "state": Mark("samples: only the sizes can be compared", "warn")}
    if not (is_readable(session, before) and is_readable(session, after)):
        return {"state": Mark("hashed with another key", "warn")}
    try:
        stayed = len(np.intersect1d(read_ids(session, before), read_ids(session, after), assume_unique=True))
    except InflucoreError as error:
        return {"state": Mark(error.message, "bad")}
    days = (after.taken_on - before.taken_on).days
    lost = before.people - stayed
    return {
        "stayed": stayed, "gained": after.people - stayed, "lost": lost,
        "growth": after.people / before.people - 1, "churn": lost / before.people,
        "churn_30": 1 - (stayed / before.people) ** (30 / days) if days else None,
    }  # fmt: skip


_COLUMNS = (
    Column(name="profile", title="Profile"),
    Column(name="since", title="From", kind="date"),
    Column(name="until", title="To", kind="date"),
    Column(name="before", title="Before", kind="int", of="people", wide=1),
    Column(name="after", title="After", kind="int", of="people"),
    Column(name="gained", title="Gained", kind="int", of="people"),
    Column(name="lost", title="Lost", kind="int", of="people"),
    Column(name="stayed", title="Stayed", kind="int", of="people", wide=1),
    Column(name="growth", title="Growth", kind="share", basis="before"),
    Column(name="churn", title="Churn", kind="share", basis="before"),
    Column(name="churn_30", title="Churn in 30 days", kind="share", basis="before", wide=1),
    Column(name="state", title="Compared", kind="mark", wide=1),
    Column(name="span", title="Lists", wide=2),
)
CHANGES = Panel(
    name="overlap.changes",
    title="Audience changes",
    help="Show who came and who left between the follower lists of an influencer.",
    read=read_changes,
    subject="influencer",
    params=ChangesParams,
    phase="measure",
    order=60,
    watches=frozenset({"influencer", "profile", "alias", AudiencePart.KIND}),
)
