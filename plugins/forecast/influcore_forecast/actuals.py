"""Forecast against actual: what would have been expected before the first piece came out, and what came in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from influcore import Campaign, Column, Deliverable, Document, Estimate, Line, Session, Stack, Table
from influcore.contributions import Mark, Unknown, small_table
from influcore.entities import Post
from influcore.measures import Quantity, Variant, estimate_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

METRICS = ("engagements", "likes", "comments", "views", "impressions")
WIDE = 0.95
_READ = (
    ("How to read it",
     "Expected is what would have been forecast from posts before the first piece came out; followers and settings "
     "are today's. Actual is what was counted, grown by the dated factors where it is young. 80 % intervals hold four "
     "of five; a total outside its 95 % interval is a finding (forecast.drift)."),
)  # fmt: skip


@frozen(kw_only=True)
class Result:
    """One metric over the pieces that are out and were both forecast and counted."""

    metric: str
    pieces: int
    expected: Estimate
    wide: Estimate
    actual: Estimate

    @property
    def drift(self) -> str:
        """Say ``above`` or ``below`` where the middle of the actual lies outside the 95 % interval, else ''."""
        if self.actual.median > self.wide.high:
            return "above"
        return "below" if self.actual.median < self.wide.low else ""


def first_out(session: Session, lines: Sequence[Line]) -> dt.datetime | None:
    """Say when the first piece with counts came out: its post's time, else the time it was due."""
    posts = {d.id: d.post for d in session.list(Deliverable, id=[line.ref.id for line in lines])} if lines else {}
    known = (
        {p.id: p.posted for p in session.list(Post, id=[p for p in posts.values() if p])} if any(posts.values()) else {}
    )
    found = [known.get(posts.get(line.ref.id, "")) or line.due for line in lines]
    return min((moment for moment in found if moment is not None), default=None)


def read_actuals(session: Session, key: str) -> Stack:
    """Show forecast and actual of each piece, and in total."""
    campaign = session.get(Campaign, key)
    out = [line for line in session.outlook(campaign.id).pieces if line.actual]
    then = first_out(session, out)
    before = session.outlook(campaign.id, variant=Variant(before=then)) if then else None
    former = {line.ref.id: line for line in before.pieces} if before else {}
    return Stack(
        title=f"{campaign.name}: forecast and actual",
        parts={
            "total": _total(results(session, campaign.id, out, then)),
            "pieces": _pieces(out, former),
            "reading": Document(paragraphs=_READ, title="Reading it"),
        },
    )


def results(session: Session, campaign: str, out: Sequence[Line], then: dt.datetime | None) -> list[Result]:
    """Compare the totals of the same pieces, world by world."""
    if then is None:
        return []
    expected = session.draws(campaign, METRICS, Variant(before=then))
    actual = session.draws(campaign, METRICS)
    found = []
    for metric in METRICS:
        ids = [
            line.ref.id
            for line in out
            if _is_counted(line, metric) and line.ref.id in expected[metric] and line.ref.id in actual[metric]
        ]
        if not ids:
            continue
        was, now = _sum(expected[metric], ids), _sum(actual[metric], ids)
        narrow, wide, came = estimate_of(was), estimate_of(was, WIDE), estimate_of(now)
        if narrow and wide and came:
            found.append(Result(metric=metric, pieces=len(ids), expected=narrow, wide=wide, actual=came))
    return found


def _is_counted(line: Line, metric: str) -> bool:
    """Say whether a metric was counted; engagements are where likes, their largest part, were."""
    return metric in line.actual or (metric == "engagements" and "likes" in line.actual)


def _sum(draws: Mapping[str, Quantity], ids: Sequence[str]) -> NDArray[np.float64]:
    import numpy as np

    total: NDArray[np.float64] = np.zeros(1)
    for key in ids:
        total = total + np.asarray(draws[key], dtype=np.float64)
    return total


def _total(found: Sequence[Result]) -> Table:
    rows = [
        {
            "metric": r.metric.capitalize(),
            "pieces": r.pieces,
            "expected": r.expected,
            "actual": r.actual,
            "share": r.actual.median / r.expected.median if r.expected.median else None,
            "state": verdict(r.actual, r.expected, r.wide),
        }
        for r in found
    ]
    columns = (
        Column(name="metric", title="Metric"),
        Column(name="pieces", title="Pieces out", kind="int"),
        Column(name="expected", title="Expected", kind="estimate"),
        Column(name="actual", title="Actual", kind="estimate"),
        Column(name="share", title="Actual ÷ expected", kind="share"),
        Column(name="state", title="State", kind="mark"),
    )
    return small_table(columns, rows, title="In total, pieces that are out", empty=_EMPTY)


def verdict(actual: Estimate, expected: Estimate, wide: Estimate | None = None) -> Mark:
    """Say in a word how an actual stands to what was expected."""
    if wide is not None and not wide.low <= actual.median <= wide.high:
        return Mark("far above" if actual.median > wide.high else "far below", "bad")
    if expected.low <= actual.median <= expected.high:
        return Mark("as expected", "good")
    return Mark("above" if actual.median > expected.high else "below", "warn")


_EMPTY = "Nothing has come in yet: record counts with “deliverable.record”, or import the posts."


def _pieces(out: Sequence[Line], former: Mapping[str, Line]) -> Table:
    rows = []
    for line in out[:2000]:
        now, was = line.figures["engagements"], former[line.ref.id].figures["engagements"]
        both = now.estimate is not None and was.estimate is not None
        rows.append(
            {
                "influencer": line.influencer.label if line.influencer else "",
                "piece": line.ref.label,
                "counted": line.counted,
                "expected": was.estimate or Unknown(was.missing),
                "actual": now.estimate or Unknown(now.missing),
                "state": verdict(now.estimate, was.estimate) if now.estimate and was.estimate and both else Mark("–"),
                "basis": now.basis,
                "_ref": line.ref,
            }
        )
    columns = (
        Column(name="influencer", title="Influencer"),
        Column(name="piece", title="Piece"),
        Column(name="counted", title="Counted", kind="datetime", wide=1),
        Column(name="expected", title="Expected engagements", kind="estimate"),
        Column(name="actual", title="Actual", kind="estimate"),
        Column(name="state", title="State", kind="mark"),
        Column(name="basis", title="Rests on", wide=1),
    )
    return small_table(columns, rows, row="deliverable", title="By deliverable: engagements", empty=_EMPTY)
