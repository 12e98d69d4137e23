"""Somebody with a grave open concern takes part in a campaign."""

from __future__ import annotations

from collections.abc import Iterable

from influcore import Campaign, Check, Finding, Influencer, Session

from .reading import concerns_of, gravest, taking_part


def run(session: Session, campaigns: tuple[str, ...]) -> Iterable[Finding]:
    """Yield a finding for each influencer of each campaign whose gravest open concern is not a low one."""
    parts = {campaign.id: taking_part(session, campaign.id) for campaign in session.list(Campaign, id=list(campaigns))}
    everybody = {person for people in parts.values() for person in people}
    concerns = concerns_of(session, everybody)
    names = {person.id: person for person in session.list(Influencer, id=list(concerns))} if concerns else {}
    for campaign in session.list(Campaign, id=list(campaigns)):
        for key in parts[campaign.id]:
            worst = gravest(concerns.get(key, ()))
            if worst is None or worst.gravity == "low":
                continue
            yield Finding(
                check="brand_safety.open",
                severity="error" if worst.gravity == "high" else "warning",
                subject=names[key].ref,
                message=f"{names[key].name} takes part in {campaign.name}; noted: {worst.topic}, {worst.gravity}",
                mend="brand_safety.settle",
                form={"influencer": names[key].slug, "topic": worst.topic},
            )


OPEN = Check(name="brand_safety.open", help="Somebody with a grave open concern takes part.", run=run)
