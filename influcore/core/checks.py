"""What a careful colleague would point out about any campaign."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from influcore.contributions import Check, Finding, Session
from influcore.entities import (
    Campaign,
    Collaboration,
    Deliverable,
    Entry,
    Influencer,
    Money,
    Profile,
    cost_of,
    zone_named,
)


def _campaigns(session: Session, ids: tuple[str, ...]) -> tuple[Campaign, ...]:
    return session.list(Campaign, id=ids) if ids else ()


def _active(session: Session, campaign: Campaign) -> list[Collaboration]:
    return [c for c in session.list(Collaboration, campaign=campaign.id) if c.is_active]


def _pieces(session: Session, active: list[Collaboration]) -> tuple[Deliverable, ...]:
    return tuple(d for d in session.list(Deliverable, collaboration=[c.id for c in active]) if d.status != "cancelled")


def _names(session: Session, active: Iterable[Collaboration]) -> dict[str, str]:
    wanted = {c.id: c.influencer for c in active}
    people = {i.id: i.name for i in session.list(Influencer, id=list(wanted.values()))} if wanted else {}
    return {key: people[person] for key, person in wanted.items()}


def overdue(session: Session, ids: tuple[str, ...]) -> Iterator[Finding]:
    """Name every piece that should have been published before now."""
    for campaign in _campaigns(session, ids):
        active = _active(session, campaign)
        names = _names(session, active)
        for piece in _pieces(session, active):
            if piece.is_overdue(session.now):
                late = (session.now - piece.due).days
                since = "today" if late == 0 else f"{late} day{'s' if late > 1 else ''} ago"
                due = piece.due.astimezone(zone_named(campaign.zone))
                yield Finding(
                    check="deliverable.overdue", severity="error", subject=piece.ref,
                    message=f"{names[piece.collaboration]}: {piece.label} was due {due:%Y-%m-%d %H:%M} ({since}) "
                    f"and is {piece.status}",
                    mend="deliverable.publish", form={"deliverable": piece.id},
                )  # fmt: skip


def outside(session: Session, ids: tuple[str, ...]) -> Iterator[Finding]:
    """Name pieces that are due outside the days of their campaign."""
    for campaign in _campaigns(session, ids):
        zone = zone_named(campaign.zone)
        for piece in _pieces(session, _active(session, campaign)):
            day = piece.due.astimezone(zone).date()
            if not campaign.starts <= day <= campaign.ends:
                yield Finding(
                    check="deliverable.outside", severity="warning", subject=piece.ref,
                    message=f"due {day}, outside the campaign ({campaign.starts} to {campaign.ends})",
                    mend="deliverable.edit", form={"deliverable": piece.id},
                )  # fmt: skip


def no_profile(session: Session, ids: tuple[str, ...]) -> Iterator[Finding]:
    """Name pieces on a network where the influencer has no profile that we know."""
    for campaign in _campaigns(session, ids):
        active = _active(session, campaign)
        people = {c.id: c.influencer for c in active}
        known = {(p.influencer, p.platform) for p in session.list(Profile, influencer=list(people.values()))}
        names = _names(session, active)
        for piece in _pieces(session, active):
            if (people[piece.collaboration], piece.platform) not in known:
                yield Finding(
                    check="deliverable.no_profile", severity="warning", subject=piece.ref,
                    message=f"{names[piece.collaboration]} has no {piece.platform} profile; nothing can be forecast",
                    mend="influencer.profile",
                    form={"influencer": people[piece.collaboration], "platform": piece.platform},
                )  # fmt: skip


def no_pieces(session: Session, ids: tuple[str, ...]) -> Iterator[Finding]:
    """Name approved influencers who have nothing to do."""
    for campaign in _campaigns(session, ids):
        approved = [c for c in _active(session, campaign) if c.selection == "approved"]
        busy = {d.collaboration for d in _pieces(session, approved)}
        names = _names(session, approved)
        for collaboration in approved:
            if collaboration.id not in busy:
                yield Finding(
                    check="collaboration.no_deliverables", severity="info", subject=collaboration.ref,
                    message=f"{names[collaboration.id]} is approved and has no deliverables",
                    mend="deliverable.add", form={"campaign": campaign.slug, "influencer": collaboration.influencer},
                )  # fmt: skip


def over_budget(session: Session, ids: tuple[str, ...]) -> Iterator[Finding]:
    """Name campaigns whose ledger exceeds the budget, and entries in other currencies, which are not added up."""
    for campaign in _campaigns(session, ids):
        entries: dict[str, list[Entry]] = {}
        foreign = set()
        for entry in session.list(Entry, collaboration=[c.id for c in _active(session, campaign)]):
            if entry.amount.currency != campaign.currency:
                foreign.add(entry.amount.currency)
                continue
            entries.setdefault(entry.collaboration, []).append(entry)
        spent = sum(cost.minor for lines in entries.values() if (cost := cost_of(lines)))
        if campaign.budget is not None and spent > campaign.budget.minor:
            over = Money(spent - campaign.budget.minor, campaign.currency)
            yield Finding(
                check="campaign.over_budget", severity="error", subject=campaign.ref,
                message=f"{Money(spent, campaign.currency)} in the ledger, {over} more than the budget "
                f"of {campaign.budget}",
                mend="campaign.edit", form={"campaign": campaign.slug},
            )  # fmt: skip
        if foreign:
            yield Finding(
                check="campaign.over_budget", severity="warning", subject=campaign.ref,
                message=f"entries in {', '.join(sorted(foreign))} are not added up; "
                f"the campaign is in {campaign.currency}",
            )  # fmt: skip


def ended(session: Session, ids: tuple[str, ...]) -> Iterator[Finding]:
    """Name campaigns that have ended with pieces that nobody published or cancelled."""
    for campaign in _campaigns(session, ids):
        today = session.now.astimezone(zone_named(campaign.zone)).date()
        if today <= campaign.ends:
            continue
        open_pieces = [d for d in _pieces(session, _active(session, campaign)) if d.status != "published"]
        if open_pieces:
            yield Finding(
                check="campaign.ended", severity="warning", subject=campaign.ref,
                message=f"ended {campaign.ends} with {len(open_pieces)} pieces neither published nor cancelled",
            )  # fmt: skip


CHECKS: tuple[Check, ...] = (
    Check(name="deliverable.overdue", help="Pieces that should be out by now.", run=overdue),
    Check(name="deliverable.outside", help="Pieces due outside their campaign.", run=outside),
    Check(name="deliverable.no_profile", help="Pieces on a network without a profile.", run=no_profile),
    Check(name="collaboration.no_deliverables", help="Approved influencers with nothing to do.", run=no_pieces),
    Check(name="campaign.over_budget", help="Campaigns that cost more than their budget.", run=over_budget),
    Check(name="campaign.ended", help="Ended campaigns with open pieces.", run=ended),
)
