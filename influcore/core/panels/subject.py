"""The parameters of panels about one thing."""

from __future__ import annotations

from attrs import frozen

from influcore.contributions import opt


@frozen(kw_only=True)
class OfCampaign:
    """A panel about one campaign."""

    campaign: str = opt("Which campaign.", arg=True, ref="campaign")


@frozen(kw_only=True)
class OfInfluencer:
    """A panel about one influencer."""

    influencer: str = opt("Which influencer: slug or @handle.", arg=True, ref="influencer")


@frozen(kw_only=True)
class OfGroup:
    """A panel about one group."""

    group: str = opt("Which group.", arg=True, ref="group")
