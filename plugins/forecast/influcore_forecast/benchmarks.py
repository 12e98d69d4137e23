"""What pieces cost and bring in the workspace's own campaigns, and where a fee or a creator stands among them."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from influcore import Campaign, Column, Document, Estimate, Line, Ref, Session, Stack, Table
from influcore.contributions import small_table
from influcore.entities import tier
from influcore.errors import InflucoreError

FEWEST = 5  # pieces below which a percentile says nothing (our assumption)
# The core's built-in bounds (Bpifrance), so that comparisons stay what they are when a user moves theirs.
_TIERS = {"nano": 0, "micro": 10_000, "macro": 100_000, "mega": 1_000_000}
_READ = (
    ("How to read it",
     "Every piece of your campaigns of the same currency with a cost: what came in where it is out and counted, its "
     "forecast otherwise. A percentile is the share of the other comparable pieces (same platform, format and size of "
     "creator; else same platform) that cost less for an engagement: 80 % means dearer than four of five. Fewer than "
     f"{FEWEST} others say nothing."),
)  # fmt: skip


@frozen(kw_only=True)
class Piece:
    """A piece with its price. ``actual`` says whether its results came in."""

    ref: Ref
    influencer: Ref
    campaign: str
    platform: str
    format: str
    tier: str
    cpe: float
    cpm: float | None
    engagements: float
    actual: bool


def read_benchmarks(session: Session, key: str) -> Stack:
    """Show distributions of CPE and CPM, and how fair the fees of a campaign are."""
    campaign = session.get(Campaign, key)
    everything = pieces(session, campaign.currency)
    mine = [p for p in everything if p.campaign == campaign.id]
    return Stack(
        title=f"{campaign.name}: benchmarks",
        parts={
            "fees": _fees(mine, everything, campaign.currency),
            "groups": _groups(everything, campaign.currency),
            "reading": Document(paragraphs=_READ, title="Reading it"),
        },
    )


def pieces(session: Session, currency: str) -> list[Piece]:
    """Gather every piece of the campaigns of a currency that has a cost and engagements."""
    found = []
    for campaign in session.list(Campaign, currency=currency):
        try:
            outlook = session.outlook(campaign.id)
        except InflucoreError:
            continue
        found += [piece for line in outlook.pieces if (piece := _piece(line, campaign.id)) is not None]
    return found


def _piece(line: Line, campaign: str) -> Piece | None:
    cpe, engaged, followers = (_middle(line, name) for name in ("cpe", "engagements", "followers"))
    if not cpe or not engaged or line.influencer is None:
        return None
    return Piece(
        ref=line.ref, influencer=line.influencer, campaign=campaign, platform=line.platform, format=line.format,
        tier=tier(None if followers is None else int(followers), _TIERS), cpe=cpe, cpm=_middle(line, "cpm"),
        engagements=engaged, actual=bool(line.actual),
    )  # fmt: skip


def _middle(line: Line, name: str) -> float | None:
    figure = line.figures.get(name)
    return None if figure is None or figure.estimate is None else figure.estimate.median


def percentile(value: float, others: Sequence[float]) -> float | None:
    """Give the share of others below a value, ties half; None where there are too few."""
    if len(others) < FEWEST:
        return None
    return (sum(o < value for o in others) + sum(o == value for o in others) / 2) / len(others)


def comparable(piece: Piece, everything: Sequence[Piece]) -> tuple[list[Piece], str]:
    """Give the pieces to compare with, never of the same creator, and what they have in common."""
    others = [p for p in everything if p.influencer != piece.influencer and p.platform == piece.platform]
    near = [p for p in others if (p.format, p.tier) == (piece.format, piece.tier)]
    if len(near) >= FEWEST:
        return near, f"{piece.platform} {piece.format}, {piece.tier or 'unknown size'}"
    return others, piece.platform


def _fees(mine: Sequence[Piece], everything: Sequence[Piece], currency: str) -> Table:
    rows = []
    for piece in mine[:2000]:
        others, common = comparable(piece, everything)
        rows.append({
            "influencer": piece.influencer.label, "piece": piece.ref.label, "cpe": _exact(piece.cpe),
            "cpm": _exact(piece.cpm), "price": percentile(piece.cpe, [o.cpe for o in others]),
            "result": percentile(piece.engagements, [o.engagements for o in others]),
            "others": len(others), "common": common, "rests": "actual" if piece.actual else "forecast",
            "_ref": piece.ref,
        })  # fmt: skip
    columns = (
        Column(name="influencer", title="Influencer"),
        Column(name="piece", title="Piece"),
        Column(name="cpe", title="CPE", kind="estimate", of="money_each", unit=currency),
        Column(name="cpm", title="CPM", kind="estimate", of="money_each", unit=currency),
        Column(name="price", title="Dearer than", kind="share"),
        Column(name="result", title="More engagements than", kind="share"),
        Column(name="others", title="Others", kind="int"),
        Column(name="common", title="Compared with", wide=1),
        Column(name="rests", title="Rests on", wide=1),
    )
    return small_table(columns, rows, row="deliverable", title="How fair the fees are", empty=_EMPTY)


_EMPTY = "No piece has a fee and a result yet: post fees with “ledger.post”."


def _exact(value: float | None) -> Estimate | None:
    return None if value is None else Estimate(median=value, low=value, high=value)


def _groups(everything: Sequence[Piece], currency: str) -> Table:
    groups: dict[tuple[str, str, str], list[Piece]] = {}
    for piece in everything:
        groups.setdefault((piece.platform, piece.format, piece.tier), []).append(piece)
    rows = [
        {"platform": platform, "format": form, "tier": size, "pieces": len(some),
         "actual": sum(p.actual for p in some), "cpe": _spread([p.cpe for p in some]),
         "cpm": _spread([p.cpm for p in some if p.cpm is not None])}
        for (platform, form, size), some in sorted(groups.items())
    ]  # fmt: skip
    columns = (
        Column(name="platform", title="Platform"),
        Column(name="format", title="Format"),
        Column(name="tier", title="Size"),
        Column(name="pieces", title="Pieces", kind="int"),
        Column(name="actual", title="of them counted", kind="int"),
        Column(name="cpe", title="CPE", kind="estimate", of="money_each", unit=currency),
        Column(name="cpm", title="CPM", kind="estimate", of="money_each", unit=currency),
    )
    return small_table(columns, rows[:2000], title="Your own campaigns: median, four of five in brackets", empty=_EMPTY)


def _spread(values: Sequence[float]) -> Estimate | None:
    """Give median and the middle four fifths."""
    import numpy as np

    from influcore.measures import estimate_of

    return estimate_of(np.array(values, dtype=np.float64)) if values else None
