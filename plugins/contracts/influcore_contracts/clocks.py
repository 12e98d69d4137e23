"""The clocks that run in contracts: who is bound to whom, and what may be done with the content until when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from influcore import Campaign, Collaboration, Influencer, Session, Timeline
from influcore.contributions import Mark

from .entities import Contract
from .exclusivity import clashes
from .states import BINDING, ENDED


def standing_contracts(session: Session, campaign: Campaign) -> Sequence[tuple[Contract, Influencer]]:
    """Give the contracts of a campaign that have not come to nothing, each with its influencer."""
    collaborations = {c.id: c for c in session.list(Collaboration, campaign=campaign.id)}
    people = {i.id: i for i in session.list(Influencer, id={c.influencer for c in collaborations.values()})}
    contracts = session.list(Contract, collaboration=tuple(collaborations))
    return [(c, people[collaborations[c.collaboration].influencer]) for c in contracts if c.status not in ENDED]


def exclusivity_clock(session: Session, campaign: Campaign, held: Sequence[tuple[Contract, Influencer]]) -> Timeline:
    """Show the exclusivities of this campaign's contracts, and those of others that it breaks."""
    found = clashes(session, (campaign.id,))
    broken = {clash.contract.id for clash in found}
    spans = [
        (_bound(contract, person), *contract.exclusive_span, _clock(contract, contract.id in broken), contract.ref)
        for contract, person in held
        if contract.exclusivity != "none"
    ]
    spans += [
        (
            f"{clash.bound.influencer.name}: {clash.reason}, for {clash.bound.advertiser.name}",
            *clash.contract.exclusive_span,
            _clock(clash.contract, True),
            clash.contract.ref,
        )
        for clash in found
        if clash.bound.campaign.id != campaign.id
    ]
    return Timeline(spans=tuple(spans), title="Exclusivity", empty="Nobody is bound to anybody.")


def _bound(contract: Contract, person: Influencer) -> str:
    if contract.exclusivity == "category":
        return f"{person.name}: category {contract.exclusivity_category}"
    return f"{person.name}: not for {', '.join(contract.exclusivity_competitors)}"


def _clock(contract: Contract, is_broken: bool) -> Mark:
    if contract.status not in BINDING:
        return Mark("conflict if signed" if is_broken else "not signed", "warn")
    return Mark("conflict", "bad") if is_broken else Mark("binding", "good")


def rights_clock(today: dt.date, held: Sequence[tuple[Contract, Influencer]]) -> Timeline:
    """Show until when what may be done with the content."""
    spans = []
    for contract, person in held:
        if contract.rights_scope or contract.rights_to:
            ended = contract.rights_to is not None and contract.rights_to < today
            mark = Mark("ended", "bad") if ended else Mark("held", "good") if contract.status == "signed" else None
            what = ", ".join(part for part in (contract.rights_scope, contract.rights_territory) if part) or "rights"
            state = mark or Mark("not signed", "warn")
            spans.append((f"{person.name}: {what}", contract.rights_from, contract.rights_to, state, contract.ref))
    return Timeline(spans=tuple(spans), title="Rights to the content", empty="No rights are agreed.")
