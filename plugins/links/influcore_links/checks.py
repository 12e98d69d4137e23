"""Find approved influencers who have no link to share."""

from __future__ import annotations

from collections.abc import Iterable

from influcore import Campaign, Check, Collaboration, Finding, Influencer, Ref, Session
from influcore.entities import zone_named


def find_missing(session: Session, campaigns: tuple[str, ...]) -> Iterable[Finding]:
    """Yield a finding for each approved collaboration of a running campaign with a landing page but no link."""
    running = {c.id: c for c in session.list(Campaign, id=campaigns) if c.landing_page and _is_running(session, c)}
    if not running:
        return
    linked = {row["c"] for row in session.rows("SELECT DISTINCT collaboration c FROM links_link WHERE state='active'")}
    bare = [
        c
        for c in session.list(Collaboration, campaign=tuple(running), selection="approved")
        if c.is_active and c.id not in linked
    ]
    people = {i.id: i for i in session.list(Influencer, id={c.influencer for c in bare})}
    for collaboration in bare:
        campaign, person = running[collaboration.campaign], people[collaboration.influencer]
        yield Finding(
            check="links.missing",
            severity="info",
            subject=Ref(Collaboration.KIND, collaboration.id, f"{campaign.slug}/{person.slug}"),
            message=f"{person.name} has no link to {campaign.name}'s landing page",
            mend="links.create",
            form={"collaboration": f"{campaign.slug}/{person.slug}"},
        )


def _is_running(session: Session, campaign: Campaign) -> bool:
    today = session.now.astimezone(zone_named(campaign.zone)).date()
    return campaign.starts <= today <= campaign.ends


MISSING = Check(
    name="links.missing", help="Approved influencers of a running campaign who have no link.", run=find_missing
)
