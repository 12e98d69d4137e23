"""When what is due, in the campaign's own zone."""

from __future__ import annotations

from attrs import frozen

from influcore import entities
from influcore.contributions import Calendar, CalendarItem, Content, Panel, Session, opt

from .campaigns import state_mark
from .subject import OfCampaign


@frozen(kw_only=True)
class CalendarOf(OfCampaign):
    """Which campaign, and whose pieces."""

    influencer: str | None = opt("Only what one influencer makes.", default=None, ref="influencer")


def _calendar(session: Session, params: CalendarOf) -> Content:
    campaign = session.get(entities.Campaign, params.campaign)
    zone = entities.zone_named(campaign.zone)
    only = {} if params.influencer is None else {"influencer": session.get(entities.Influencer, params.influencer).id}
    collaborations = {c.id: c for c in session.list(entities.Collaboration, campaign=campaign.id, **only)}
    people = {i.id: i for i in session.list(entities.Influencer, id=[c.influencer for c in collaborations.values()])}
    items = []
    for piece in session.list(entities.Deliverable, collaboration=list(collaborations)):
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
        zone=campaign.zone,
        empty="Nothing is due yet: press a on a day, or run `influcore deliverable add`.",
    )


PANELS: tuple[Panel, ...] = (
    Panel(name="campaign.calendar", title="Calendar", help="Show when what is due.", read=_calendar,
          subject="campaign", params=CalendarOf, order=50, watches=frozenset({"deliverable", "collaboration"})),
)  # fmt: skip
