"""When what is due, in the campaign's own zone."""

from __future__ import annotations

from influcore.contributions import Calendar, CalendarItem, Content, Panel, Session
from influcore.entities import Campaign, Collaboration, Deliverable, Influencer, zone_named

from .campaigns import state_mark
from .subject import OfCampaign


def _calendar(session: Session, params: OfCampaign) -> Content:
    campaign = session.get(Campaign, params.campaign)
    zone = zone_named(campaign.zone)
    collaborations = {c.id: c for c in session.list(Collaboration, campaign=campaign.id)}
    people = {i.id: i for i in session.list(Influencer, id=[c.influencer for c in collaborations.values()])}
    items = []
    for piece in session.list(Deliverable, collaboration=list(collaborations)):
        local = piece.due.astimezone(zone)
        person = people[collaborations[piece.collaboration].influencer]
        items.append(
            CalendarItem(
                day=local.date(),
                time=f"{local:%H:%M}",
                title=f"{person.name}: {piece.platform} {piece.format}",
                ref=piece.ref,
                mark=state_mark(piece.status, piece.due, session.now),
                detail=piece.title or piece.url,
            )
        )
    return Calendar(
        items=tuple(sorted(items, key=lambda i: (i.day, i.time, i.title))),
        first=campaign.starts,
        last=campaign.ends,
        today=session.now.astimezone(zone).date(),
        row="deliverable",
        title=f"{campaign.name} ({campaign.zone})",
        empty="Nothing is due yet: press a on a day, or run `influcore deliverable add`.",
    )


PANELS: tuple[Panel, ...] = (
    Panel(name="campaign.calendar", title="Calendar", help="Show when what is due.", read=_calendar,
          subject="campaign", params=OfCampaign, order=50, watches=frozenset({"deliverable", "collaboration"})),
)  # fmt: skip
