"""The panel of a campaign's overlap, and the list of all lists."""

from __future__ import annotations

from attrs import frozen

from influcore import Campaign, Content, Panel, Session, Stack, opt

from .entities import AudiencePart
from .snapshots import SNAPSHOTS


@frozen(kw_only=True)
class OfCampaign:
    """A panel about one campaign."""

    campaign: str = opt("Which campaign.", arg=True, ref="campaign")


def read_audiences(session: Session, params: OfCampaign) -> Content:
    """Show how the audiences of a campaign overlap; whoever has no list takes part through bounds."""
    from .overlap import overlap_of
    from .shown import creators, frequency, matrix, pair_table, subset_table, summary

    campaign = session.get(Campaign, params.campaign)
    found = overlap_of(session, campaign.id)
    return Stack(
        parts={
            "summary": summary(found),
            "creators": creators(found),
            "frequency": frequency(found),
            "matrix": matrix(found),
            "subsets": subset_table(found),
            "pairs": pair_table(found),
        },
        title=f"Overlap of {campaign.name}",
    )


AUDIENCES = Panel(
    name="overlap.audiences",
    title="Overlap",
    help="Show who follows several of a campaign's creators, and how many different people there are.",
    read=read_audiences,
    subject="campaign",
    params=OfCampaign,
    phase="plan",
    order=30,
    watches=frozenset(
        {"campaign", "collaboration", "deliverable", "influencer", "profile", "alias", AudiencePart.KIND}
    ),
)
PANELS = (AUDIENCES, SNAPSHOTS)
