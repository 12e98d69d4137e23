"""Find influencers who are bound to one advertiser and take part in a campaign of a rival."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from attrs import frozen

from influcore import Advertiser, Campaign, Collaboration, Influencer, Read

from .entities import Contract
from .states import BINDING, ENDED


@frozen(kw_only=True)
class Part:
    """An influencer's part in a campaign of an advertiser."""

    influencer: Influencer
    collaboration: Collaboration
    campaign: Campaign
    advertiser: Advertiser

    @property
    def key(self) -> str:
        return f"{self.campaign.slug}/{self.influencer.slug}"


@frozen(kw_only=True)
class Clash:
    """An exclusivity and the part that breaks it. ``binds`` is False while the contract is not signed by anybody."""

    contract: Contract
    bound: Part
    other: Part
    reason: str
    binds: bool


def clashes(read: Read, campaigns: Sequence[str]) -> Sequence[Clash]:
    """Find the clashes that touch these campaigns on either side, each once."""
    contracts = [c for c in read.list(Contract, exclusivity=("competitor", "category")) if c.status not in ENDED]
    parts = _parts(read, contracts)
    by_person: dict[str, list[Part]] = defaultdict(list)
    for part in parts.values():
        if part.collaboration.is_active:
            by_person[part.influencer.id].append(part)
    wanted, found = set(campaigns), []
    for contract in contracts:
        bound = parts[contract.collaboration]
        for other in by_person[bound.influencer.id]:
            reason = clash_reason(contract, bound, other)
            if reason and {bound.campaign.id, other.campaign.id} & wanted:
                binds = contract.status in BINDING
                found.append(Clash(contract=contract, bound=bound, other=other, reason=reason, binds=binds))
    return found


def clash_reason(contract: Contract, bound: Part, other: Part) -> str:
    """Say why a part breaks an exclusivity, or ''. Days touch at the ends: both are inclusive."""
    if other.advertiser.id == bound.advertiser.id or not _meet(contract.exclusive_span, other.campaign):
        return ""
    if contract.exclusivity == "category":
        same = _plain(contract.exclusivity_category) == _plain(other.campaign.category)
        return f"category {other.campaign.category}" if same and _plain(other.campaign.category) else ""
    rivals = {_plain(name) for name in contract.exclusivity_competitors}
    names = {_plain(other.advertiser.name), _plain(other.advertiser.slug)}
    return f"competitor {other.advertiser.name}" if rivals & names else ""


def _meet(span: tuple[dt.date | None, dt.date | None], campaign: Campaign) -> bool:
    first, last = span
    return (first is None or first <= campaign.ends) and (last is None or campaign.starts <= last)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _parts(read: Read, contracts: Iterable[Contract]) -> dict[str, Part]:
    """Read every part of the influencers whom these contracts bind, by collaboration."""
    bound = {c.collaboration for c in contracts}
    people = {i.id: i for i in read.list(Influencer, id={c.influencer for c in read.list(Collaboration, id=bound)})}
    collaborations = read.list(Collaboration, influencer=tuple(people))
    campaigns = {c.id: c for c in read.list(Campaign, id={c.campaign for c in collaborations})}
    brands = {a.id: a for a in read.list(Advertiser, id={c.advertiser for c in campaigns.values()})}
    return {
        c.id: Part(
            influencer=people[c.influencer],
            collaboration=c,
            campaign=campaigns[c.campaign],
            advertiser=brands[campaigns[c.campaign].advertiser],
        )
        for c in collaborations
    }
