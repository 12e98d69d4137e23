"""The panels: of a campaign, of a group, of an influencer, and the list of all lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from influcore import Campaign, Content, Group, Panel, Session, Stack, opt

from .advice import ADVICE
from .asking import ENGINE_EXAMPLE, ENGINE_HELP, LOCAL, SUPPRESS_HELP, TABLE_HELP, engine_of
from .changes import CHANGES
from .entities import AudiencePart
from .selection import GROUP_SELECTION, SELECTION
from .snapshots import SNAPSHOTS

if TYPE_CHECKING:
    from .overlap import Overlap


@frozen(kw_only=True)
class OfCampaign:
    """A panel about one campaign."""

    campaign: str = opt("Which campaign.", arg=True, ref="campaign")
    engine: str = opt(ENGINE_HELP, default=LOCAL, example=ENGINE_EXAMPLE)
    table: str = opt(TABLE_HELP, default="followers")
    suppress: int = opt(SUPPRESS_HELP, default=1)


@frozen(kw_only=True)
class OfGroup:
    """A panel about one group."""

    group: str = opt("Which group.", arg=True, ref="group")
    platform: str = opt("Only profiles on this platform.", default="")
    engine: str = opt(ENGINE_HELP, default=LOCAL, example=ENGINE_EXAMPLE)
    table: str = opt(TABLE_HELP, default="followers")
    suppress: int = opt(SUPPRESS_HELP, default=1)


def read_audiences(session: Session, params: OfCampaign) -> Content:
    """Show how the audiences of a campaign overlap; whoever has no list takes part through bounds."""
    from .overlap import overlap_of

    campaign = session.get(Campaign, params.campaign)
    return _shown(
        overlap_of(session, campaign.id, engine_of(params.engine, params.table, params.suppress)),
        f"Overlap of {campaign.name}",
    )


def read_group(session: Session, params: OfGroup) -> Content:
    """Show how the audiences of a group's members overlap."""
    from .overlap import overlap_among
    from .places import places_of_group

    group = session.get(Group, params.group)
    engine = engine_of(params.engine, params.table, params.suppress)
    found = overlap_among(session, places_of_group(session, group.id, params.platform), engine)
    return _shown(found, f"Overlap of {group.name}")


def _shown(found: Overlap, title: str) -> Content:
    from .shown import creators, curve, frequency, matrix, pair_table, subset_table, summary, upset

    return Stack(
        parts={
            "summary": summary(found),
            "creators": creators(found),
            "frequency": frequency(found),
            "matrix": matrix(found),
            "subsets": subset_table(found),
            "pairs": pair_table(found),
            "curve": curve(found),
            "upset": upset(found),
        },
        title=title,
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
GROUP = Panel(
    name="overlap.group",
    title="Overlap",
    help="Show who follows several of a group's members, and how many different people there are.",
    read=read_group,
    subject="group",
    params=OfGroup,
    phase="plan",
    order=30,
    watches=frozenset({"group", "membership", "influencer", "profile", "alias", AudiencePart.KIND}),
)
PANELS = (AUDIENCES, SELECTION, ADVICE, GROUP, GROUP_SELECTION, CHANGES, SNAPSHOTS)
