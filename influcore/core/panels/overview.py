"""A campaign at a glance: where it stands, what it costs, what to look at, and what it is about."""

from __future__ import annotations

from collections.abc import Sequence

from influcore import entities
from influcore.contributions import (
    Card,
    Cards,
    Column,
    Content,
    Document,
    Finding,
    Mark,
    Panel,
    Session,
    Stack,
    Table,
    small_table,
    targets_table,
)
from influcore.entities import Money
from influcore.errors import InflucoreError

from .campaigns import phase_mark
from .subject import OfCampaign

TONES = {"error": "bad", "warning": "warn", "info": "plain"}


def findings_table(found: Sequence[Finding]) -> Table:
    """Give findings as a table; the severity is a word before it is a colour."""
    rows = [
        {
            "severity": Mark(f.severity, TONES[f.severity]),  # type: ignore[arg-type]
            "subject": f.subject.label,
            "message": f.message,
            "mend": f.mend,
            "check": f.check,
            "_ref": f.subject,
            "_form": dict(f.form),
        }
        for f in found[:2000]
    ]
    columns = (
        Column(name="severity", title="Severity", kind="mark"),
        Column(name="subject", title="What"),
        Column(name="message", title="Finding"),
        Column(name="mend", title="Mend with", wide=1),
        Column(name="check", title="Check", wide=2),
    )
    return small_table(columns, rows, row="finding", title="Findings", empty="Nothing to report.")


def _overview(session: Session, params: OfCampaign) -> Content:
    campaign = session.get(entities.Campaign, params.campaign)
    return Stack(
        parts={
            "state": _state(session, campaign),
            "outlook": _outlook(session, campaign),
            **_targets(session, campaign),
            "findings": findings_table(session.findings(campaign.id)),
            "about": _about(session, campaign),
        },
        title=campaign.name,
    )


def _state(session: Session, campaign: entities.Campaign) -> Cards:
    active = [c for c in session.list(entities.Collaboration, campaign=campaign.id) if c.is_active]
    ids = [c.id for c in active]
    pieces = [d for d in session.list(entities.Deliverable, collaboration=ids) if d.status != "cancelled"]
    late = sum(d.is_overdue(session.now) for d in pieces)
    approved = sum(c.selection == "approved" for c in active)
    days = f"{campaign.starts} to {campaign.ends}"
    return Cards(
        cards=(
            Card(
                title="State", value=phase_mark(session.today, campaign.starts, campaign.ends), kind="mark", note=days
            ),
            Card(title="Influencers", value=len(active), note=f"{approved} approved"),
            Card(
                title="Deliverables",
                value=len(pieces),
                note=f"{sum(d.status == 'published' for d in pieces)} published",
                mark=Mark(f"! {late} overdue", "bad") if late else None,
            ),
            _money_card(session, campaign, ids),
        ),
        title=campaign.name,
    )


def _money_card(session: Session, campaign: entities.Campaign, ids: Sequence[str]) -> Card:
    entries = [
        e for e in session.list(entities.Entry, collaboration=list(ids)) if e.amount.currency == campaign.currency
    ]
    by_person: dict[str, list[entities.Entry]] = {}
    for entry in entries:
        by_person.setdefault(entry.collaboration, []).append(entry)
    spent = sum((cost.minor for e in by_person.values() if (cost := entities.cost_of(e))), 0)
    cost = Money(spent, campaign.currency)
    if campaign.budget is None:
        return Card(title="Cost", value=cost, kind="money", note="no budget")
    over = spent > campaign.budget.minor
    mark = Mark(f"! {Money(spent - campaign.budget.minor, campaign.currency)} over budget", "bad") if over else None
    return Card(title="Cost", value=cost, kind="money", note=f"of {campaign.budget}", mark=mark)


def _outlook(session: Session, campaign: entities.Campaign) -> Cards:
    title = "Outlook (median, 80 % interval)"
    try:
        outlook = session.outlook(campaign.id)
    except InflucoreError as error:
        return Cards(cards=(), title=title, empty=error.message)
    cards = []
    for name in ("engagements", "reach", "impressions", "emv", "emv_ratio", "cpe", "cpm"):
        figure = outlook.total.figures.get(name)
        if figure is None or outlook.state == "empty":
            continue
        note = figure.missing or (f"{figure.coverage} pieces" if figure.coverage else "")
        if name == "reach" and outlook.reach is not None:
            note = f"{outlook.reach.basis}: {outlook.reach.note}"
        value = figure.estimate if figure.estimate is not None else Mark("–")
        cards.append(
            Card(title=figure.title, name=name, value=value, kind="estimate", of=figure.unit, note=note,
                 unit=figure.currency)
        )  # fmt: skip
    return Cards(cards=tuple(cards), title=title, empty="No deliverables yet: press a on the calendar to plan one.")


def _targets(session: Session, campaign: entities.Campaign) -> dict[str, Table]:
    if not session.list(entities.Target, campaign=campaign.id):
        return {}
    try:
        return {"targets": targets_table(session.outlook(campaign.id))}
    except InflucoreError:
        return {}  # the outlook above says what is wrong


def _about(session: Session, campaign: entities.Campaign) -> Document:
    advertiser = session.get(entities.Advertiser, campaign.advertiser)
    facts = (
        ("Advertiser", advertiser.name), ("Objective", campaign.objective), ("Kind", campaign.format),
        ("Compensation", campaign.compensation), ("Promotional objective", campaign.promotional_objective),
        ("Category", campaign.category), ("Markets", ", ".join(campaign.markets)),
        ("Hashtags", " ".join(campaign.hashtags)), ("Landing page", campaign.landing_page),
        ("Time zone", campaign.zone), ("Brief", campaign.brief), ("Instructions", campaign.instructions),
    )  # fmt: skip
    return Document(paragraphs=tuple((head, text) for head, text in facts if text), title="About")


def _findings(session: Session, params: OfCampaign) -> Content:
    return findings_table(session.findings(session.get(entities.Campaign, params.campaign).id))


def _all_findings(session: Session, _: object) -> Content:
    return findings_table(session.findings())


PANELS: tuple[Panel, ...] = (
    Panel(name="campaign.overview", title="Overview", help="Show how a campaign stands.", read=_overview,
          subject="campaign", params=OfCampaign, order=10,
          watches=frozenset({"campaign", "collaboration", "deliverable", "entry", "observation", "target"})),
    Panel(name="campaign.findings", title="Findings", help="Show what to look at in a campaign.", read=_findings,
          subject="campaign", params=OfCampaign, order=90, watches=frozenset({"campaign", "deliverable", "entry"})),
    Panel(name="workspace.findings", title="Findings", help="Show what to look at in all campaigns.",
          read=_all_findings, phase="run", order=30, watches=frozenset({"campaign", "deliverable", "entry"})),
)  # fmt: skip
