"""The outlook of a campaign as a panel: by deliverable, by influencer, in total, and what it lacks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from influcore import (
    Campaign,
    Card,
    Cards,
    Chart,
    Column,
    Deliverable,
    Document,
    Line,
    Outlook,
    Series,
    Session,
    Stack,
    Table,
)
from influcore.contributions import Cell, Mark, figure_cell, small_table, targets_table
from influcore.entities import zone_named

SHOWN = ("engagements", "engagement_rate_followers", "reach", "impressions", "emv")
COUNTED = ("views", "likes", "comments", "cost")
_SHORT = {"engagement_rate_followers": "ER by followers", "engagement_rate_reach": "ER by reach"}
_RARER = ("engagement_rate_reach", "cpe", "cpm", "emv_ratio")
_MOST = 1900


def read_outlook(session: Session, key: str) -> Stack:
    """Show a campaign's outlook."""
    campaign = session.get(Campaign, key)
    outlook = session.outlook(campaign.id)
    return Stack(
        title=f"{campaign.name}: deliverables and forecast",
        parts={
            "deliverables": _deliverables(session, campaign, outlook),
            "influencers": _influencers(outlook),
            "total": _total(outlook),
            "targets": targets_table(outlook),
            "chart": _chart(outlook),
            "missing": _missing(outlook),
            "notes": _notes(outlook),
        },
    )


def _figures(outlook: Outlook) -> list[str]:
    """Name the columns: the usual ones, then what the plan shows beside them, where some piece has it."""
    added = [name for name in outlook.shown if name not in SHOWN and _is_known(outlook, name)]
    return [name for name in (*SHOWN, *added) if name in outlook.total.figures]


def _is_known(outlook: Outlook, name: str) -> bool:
    return any(
        (figure := line.figures.get(name)) is not None and figure.estimate is not None for line in outlook.pieces
    )


def _totals(outlook: Outlook) -> list[str]:
    names = (*SHOWN[:4], *COUNTED, *outlook.shown)
    return [name for name in dict.fromkeys(names) if name in outlook.total.figures]


def _width(name: str, outlook: Outlook) -> int:
    if name in ("engagements", "reach", "emv"):
        return 0
    return 2 if name in _RARER or name in outlook.shown[outlook.always :] else 1


def _columns(outlook: Outlook) -> list[Column]:
    """Make the columns of figures; the interval of a cell is the model's 80 %."""
    columns = []
    for name in _figures(outlook):
        figure = outlook.total.figures[name]
        columns.append(
            Column(
                name=name,
                title=_SHORT.get(name, figure.title),
                kind="estimate",
                of=figure.unit,
                unit=figure.currency,
                wide=_width(name, outlook),
            )
        )
    return columns


def _cells(line: Line, outlook: Outlook) -> dict[str, Cell]:
    return {name: figure_cell(line.figures[name]) for name in _figures(outlook) if name in line.figures}


def _deliverables(session: Session, campaign: Campaign, outlook: Outlook) -> Table:
    zone = zone_named(campaign.zone)
    shown = outlook.pieces[:_MOST]
    states = _states(session, [line.ref.id for line in shown])
    rows = [
        {
            "influencer": line.influencer.label if line.influencer else "",
            "piece": f"{line.platform} {line.format}",
            "due": line.due.astimezone(zone) if line.due else None,
            "state": states.get(line.ref.id, Mark("")),
            "basis": line.figures["engagements"].basis if "engagements" in line.figures else "",
            "_ref": line.ref,
        }
        | _cells(line, outlook)
        for line in shown
    ]
    return small_table(
        [
            Column(name="influencer", title="Influencer"),
            Column(name="piece", title="Piece"),
            Column(name="due", title="Due", kind="datetime", wide=1),
            Column(name="state", title="State", kind="mark"),
            *_columns(outlook),
            Column(name="basis", title="Rests on", wide=2),
        ],
        rows,
        row="deliverable",
        totals={"influencer": "Total"} | _cells(outlook.total, outlook),
        title="By deliverable: median (80 % interval)",
        empty="No deliverables yet: add one with “deliverable.add”.",
    )


def _states(session: Session, ids: Sequence[str]) -> Mapping[str, Mark]:
    """Say how each deliverable stands, in a word."""
    found = {}
    for piece in session.list(Deliverable, id=list(ids)) if ids else ():
        late = piece.is_overdue(session.now)
        found[piece.id] = Mark("overdue", "bad") if late else Mark(piece.status, _tone(piece.status))
    return found


def _tone(status: str) -> Any:
    return {"published": "good", "cancelled": "warn"}.get(status, "plain")


def _influencers(outlook: Outlook) -> Table:
    rows = [
        {"influencer": line.ref.label, "pieces": line.parts, "_ref": line.ref} | _cells(line, outlook)
        for line in outlook.influencers[:_MOST]
    ]
    return small_table(
        [
            Column(name="influencer", title="Influencer"),
            Column(name="pieces", title="Pieces", kind="int"),
            *_columns(outlook),
        ],
        rows,
        row="influencer",
        totals={"influencer": "Total", "pieces": outlook.total.parts} | _cells(outlook.total, outlook),
        title="By influencer: median (80 % interval)",
        empty="No influencers yet: add one with “collaboration.add”.",
    )


def _total(outlook: Outlook) -> Cards:
    cards = []
    for name in _totals(outlook):
        figure = outlook.total.figures[name]
        rests = f"{figure.coverage} pieces; {figure.basis}" if figure.coverage else figure.basis
        cards.append(
            Card(
                title=figure.title,
                name=name,
                value=figure_cell(figure),
                kind="estimate",
                of=figure.unit,
                unit=figure.currency,
                note=rests.rstrip("; ") if figure.estimate else figure.missing,
            )
        )
    return Cards(cards=tuple(cards), title="In total")


def _chart(outlook: Outlook) -> Chart:
    """Draw each influencer's engagements as an interval, the largest first."""
    known = [
        (line.ref.label, estimate)
        for line in outlook.influencers
        if "engagements" in line.figures and (estimate := line.figures["engagements"].estimate) is not None
    ]
    known.sort(key=lambda pair: -pair[1].median)
    series = Series(
        name="Engagements",
        points=tuple((label, estimate.median) for label, estimate in known[:40]),
        bands=tuple((estimate.low, estimate.high) for _, estimate in known[:40]),
    )
    return Chart(series=(series,), form="interval", x="Influencer", y="Engagements", title="Engagements, 80 % interval")


def _missing(outlook: Outlook) -> Table:
    """List what can not be given, why, and for how many pieces."""
    rows = [
        {"figure": outlook.total.figures[name].title, "reason": reason, "pieces": count}
        for name in _totals(outlook)
        for reason, count in _reasons(outlook.pieces, name).items()
    ]
    return small_table(
        [
            Column(name="figure", title="Figure"),
            Column(name="reason", title="Why it can not be given"),
            Column(name="pieces", title="Pieces", kind="int"),
        ],
        rows[:_MOST],
        title="What is missing",
        empty="Nothing is missing.",
    )


def _reasons(pieces: Iterable[Line], name: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for line in pieces:
        figure = line.figures.get(name)
        if figure is not None and figure.estimate is None:
            reason = figure.missing or "unknown"
            found[reason] = found.get(reason, 0) + 1
    return found


def _notes(outlook: Outlook) -> Document:
    paragraphs = [
        ("Model", f"{outlook.model}: {outlook.worlds:,} joint futures, seed {outlook.seed}. A cell shows the median "
                  "and in brackets the interval that holds four futures of five."),
    ]  # fmt: skip
    if outlook.reach is not None:
        people = outlook.reach
        paragraphs.append(("Different people", f"{people.basis}, of {people.of}, by {people.by}: {people.note}"))
    elif outlook.reach_missing:
        paragraphs.append(("Different people", outlook.reach_missing))
    for line in outlook.influencers:
        paragraphs += [(line.ref.label, note) for note in line.notes]
    paragraphs += [("Note", note) for note in outlook.notes]
    return Document(paragraphs=tuple(paragraphs), title="Notes")
