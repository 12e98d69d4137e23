"""What is missing, due or in conflict in the contracts of a campaign."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from influcore import Campaign, Check, Collaboration, Finding, Influencer, Ref, Session

from .advice import disclosure_gap
from .entities import Contract
from .exclusivity import clashes
from .law import current_law
from .reading import today_of
from .states import ENDED

EXPIRING_DAYS = 14  # our assumption: two weeks are enough to renew or to take content down
_AGREED = ("agreed", "producing", "completed")


def find_missing(session: Session, campaigns: tuple[str, ...]) -> Iterable[Finding]:
    """Yield a warning for each agreed or approved collaboration without a contract that still stands."""
    known = {c.id: c for c in session.list(Campaign, id=campaigns)}
    collaborations = [c for c in session.list(Collaboration, campaign=campaigns) if c.is_active]
    held = {c.collaboration for c in _standing(session, collaborations)}
    bare = [c for c in collaborations if c.id not in held and (c.selection == "approved" or c.stage in _AGREED)]
    people = _people(session, bare)
    for c in bare:
        person, campaign = people[c.influencer], known[c.campaign]
        state = c.stage if c.stage in _AGREED else c.selection
        yield Finding(
            check="contracts.missing",
            severity="warning",
            subject=Ref(c.KIND, c.id, person.name),
            message=f"{person.name} is {state} for {campaign.name} and has no contract",
            mend="contracts.create",
            form={"collaboration": f"{campaign.slug}/{person.slug}"},
        )


def find_clashes(session: Session, campaigns: tuple[str, ...]) -> Iterable[Finding]:
    """Yield a warning for each exclusivity that another campaign breaks; an info while it is not signed by anybody."""
    for clash in clashes(session, campaigns):
        bound, other = clash.bound, clash.other
        is_here = other.campaign.id in campaigns
        subject = Ref(Collaboration.KIND, other.collaboration.id, other.influencer.name)
        first, last = clash.contract.exclusive_span
        binding = "is bound to" if clash.binds else "would be bound (not signed yet) to"
        yield Finding(
            check="contracts.exclusivity_conflict",
            severity="warning" if clash.binds else "info",
            subject=subject if is_here else clash.contract.ref,
            message=f"{other.influencer.name} {binding} {bound.advertiser.name} {_span(first, last)} ({clash.reason}) "
            f"and takes part in {other.campaign.name} of {other.advertiser.name}, "
            f"{other.campaign.starts} to {other.campaign.ends}",
            mend="collaboration.move" if is_here else "contracts.edit",
            form={"collaboration": other.key} if is_here else {"contract": clash.contract.id},
        )


def find_expiring(session: Session, campaigns: tuple[str, ...]) -> Iterable[Finding]:
    """Yield an info for each signed contract whose term, exclusivity or rights end within two weeks."""
    for contract, campaign, person in _contracts(session, campaigns):
        if contract.status != "signed":
            continue
        today = today_of(session, campaign)
        exclusive = contract.exclusivity_to if contract.exclusivity != "none" else None
        for what, last in (("contract", contract.valid_to), ("exclusivity", exclusive), ("rights", contract.rights_to)):
            if last is not None and 0 <= (left := (last - today).days) <= EXPIRING_DAYS:
                verb = "end" if what == "rights" else "ends"
                when = {0: "today", 1: "tomorrow"}.get(left, f"in {left} days")
                yield Finding(
                    check="contracts.expiring",
                    severity="info",
                    subject=contract.ref,
                    message=f"{person.name}: the {what} {verb} {when} ({last})",
                    mend="contracts.create",
                    form={"collaboration": f"{campaign.slug}/{person.slug}"},
                )


def find_disclosure(session: Session, campaigns: tuple[str, ...]) -> Iterable[Finding]:
    """Yield an info for each contract whose wording has not the words that a market of its campaign wants."""
    law = current_law()
    for contract, campaign, person in _contracts(session, campaigns):
        for wanted in law.disclosures_for(campaign.markets):
            if not wanted.is_met_by(contract.disclosure):
                yield Finding(
                    check="contracts.disclosure",
                    severity="info",
                    subject=contract.ref,
                    message=f"{person.name}: {disclosure_gap(wanted.wants, wanted.source)}. {law.disclaimer}",
                    mend="contracts.edit",
                    form={"contract": contract.id},
                )


def _standing(session: Session, collaborations: Iterable[Collaboration]) -> list[Contract]:
    listed = session.list(Contract, collaboration={c.id for c in collaborations})
    return [c for c in listed if c.status not in ENDED]


def _contracts(session: Session, campaigns: tuple[str, ...]) -> list[tuple[Contract, Campaign, Influencer]]:
    """Give each contract of these campaigns that still stands, with its campaign and influencer."""
    known = {c.id: c for c in session.list(Campaign, id=campaigns)}
    collaborations = {c.id: c for c in session.list(Collaboration, campaign=campaigns) if c.is_active}
    people = _people(session, collaborations.values())
    found = []
    for contract in _standing(session, collaborations.values()):
        collaboration = collaborations[contract.collaboration]
        found.append((contract, known[collaboration.campaign], people[collaboration.influencer]))
    return found


def _people(session: Session, collaborations: Iterable[Collaboration]) -> Mapping[str, Influencer]:
    return {i.id: i for i in session.list(Influencer, id={c.influencer for c in collaborations})}


def _span(first: dt.date | None, last: dt.date | None) -> str:
    if first is None and last is None:
        return "without an end"
    return f"from {first or 'the start'} to {last or 'no end'}" if first else f"until {last}"


MISSING = Check(name="contracts.missing", help="Agreed or approved influencers who have no contract.", run=find_missing)
CONFLICT = Check(
    name="contracts.exclusivity_conflict",
    help="Influencers who are bound to one advertiser and work for a rival meanwhile.",
    run=find_clashes,
)
EXPIRING = Check(
    name="contracts.expiring", help="Contracts, exclusivities and rights that end within two weeks.", run=find_expiring
)
DISCLOSURE = Check(
    name="contracts.disclosure",
    help="Contracts whose wording lacks what a market wants said about paid content.",
    run=find_disclosure,
)
