"""Count what an influencer gets from an advertiser in a year for one promotional objective."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, TypeVar

from attrs import frozen

from influcore import Advertiser, Campaign, Collaboration, Entry, Influencer, Money, Read

from .entities import Contract
from .law import WrittenContract
from .scope import Scope, scope_of
from .years import minor_by_year

Level = Literal["reached", "near", "below"]
C = TypeVar("C", Entry, Contract)


@frozen(kw_only=True)
class Part:
    """What one collaboration adds to a count, by currency, and the contracts it has."""

    campaign: Campaign
    collaboration: Collaboration
    amounts: Mapping[str, int]
    contracts: tuple[Contract, ...]


@frozen(kw_only=True)
class Count:
    """One (advertiser, influencer, objective, year). ``counted`` is in the law's currency, ``others`` are not."""

    advertiser: Advertiser
    influencer: Influencer
    objective: str
    year: int
    parts: tuple[Part, ...]
    scope: Scope
    law: WrittenContract

    @property
    def counted(self) -> Money:
        currency = self.law.threshold.currency
        return Money(sum(part.amounts.get(currency, 0) for part in self.parts), currency)

    @property
    def others(self) -> tuple[Money, ...]:
        """Give the amounts that would need a dated rate; they are never converted silently."""
        sums: dict[str, int] = defaultdict(int)
        for part in self.parts:
            for currency, minor in part.amounts.items():
                sums[currency] += minor
        return tuple(Money(sums[c], c) for c in sorted(sums) if c != self.law.threshold.currency)

    @property
    def level(self) -> Level:
        """Compare whole cents: at the threshold it is *reached*."""
        minor, threshold = self.counted.minor, self.law.threshold.minor
        if minor >= threshold:
            return "reached"
        return "near" if minor * 100 >= threshold * self.law.warn_percent else "below"

    @property
    def share(self) -> float:
        return self.counted.minor / self.law.threshold.minor

    @property
    def uncovered(self) -> tuple[Part, ...]:
        """Give the parts without a signed contract that is valid in the year."""
        return tuple(part for part in self.parts if not any(c.covers(self.year) for c in part.contracts))


def objective_of(campaign: Campaign) -> tuple[str, str]:
    """Give the key of a campaign's promotional objective, and its name; without one a campaign is its own."""
    shared = " ".join(campaign.promotional_objective.split())
    return (f"objective {shared.casefold()}", shared) if shared else (f"campaign {campaign.id}", campaign.name)


def counts(read: Read, campaigns: Sequence[str], law: WrittenContract) -> Sequence[Count]:
    """Count for the influencers of these campaigns, with every campaign that shares advertiser and objective.

    Years before the law came into force are left out; so are people who get nothing.
    """
    asked = {c.id: c for c in read.list(Campaign, id=campaigns)}
    brands = {a.id: a for a in read.list(Advertiser, id={c.advertiser for c in asked.values()})}
    wanted = {(c.advertiser, objective_of(c)[0]) for c in asked.values()}
    all_of_brands = read.list(Campaign, advertiser=tuple(brands))
    related = {c.id: c for c in all_of_brands if (c.advertiser, objective_of(c)[0]) in wanted}
    listed = read.list(Collaboration, campaign=tuple(related))
    people = {i.id: i for i in read.list(Influencer, id={c.influencer for c in listed if c.campaign in asked})}
    parts = _parts(read, [c for c in listed if c.influencer in people], related, law)
    return [
        Count(
            advertiser=brands[brand],
            influencer=people[person],
            objective=objective_of(some[0].campaign)[1],
            year=year,
            parts=tuple(some),
            scope=scope_of(
                law,
                influencer=people[person],
                advertiser=brands[brand],
                markets={market for part in some for market in part.campaign.markets},
            ),
            law=law,
        )
        for (person, brand, _, year), some in sorted(parts.items(), key=lambda kv: (people[kv[0][0]].name, kv[0]))
    ]


def _parts(
    read: Read, collaborations: Sequence[Collaboration], campaigns: Mapping[str, Campaign], law: WrittenContract
) -> Mapping[tuple[str, str, str, int], Sequence[Part]]:
    """Group what each collaboration adds by influencer, advertiser, objective and year."""
    ids = {c.id for c in collaborations}
    entries = _by_collaboration(read.list(Entry, collaboration=ids))
    contracts = _by_collaboration(read.list(Contract, collaboration=ids))
    grouped: dict[tuple[str, str, str, int], list[Part]] = defaultdict(list)
    for collaboration in collaborations:
        campaign = campaigns[collaboration.campaign]
        for year, amounts in _amounts(entries.get(collaboration.id, ()), collaboration.is_active, law).items():
            key = (collaboration.influencer, campaign.advertiser, objective_of(campaign)[0], year)
            part = Part(
                campaign=campaign,
                collaboration=collaboration,
                amounts=amounts,
                contracts=tuple(contracts.get(collaboration.id, ())),
            )
            grouped[key].append(part)
    return grouped


def _amounts(entries: Iterable[Entry], is_active: bool, law: WrittenContract) -> Mapping[int, Mapping[str, int]]:
    """Add up what counts, by year and currency; of a dropped collaboration only what was really given."""
    kinds: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.kind in law.counted:
            kinds[entry.kind, entry.amount.currency].append(entry)
    years: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for (kind, currency), some in kinds.items():
        in_kind = law.counted[kind] == "value in kind"
        for year, minor in minor_by_year(some, in_kind=in_kind, committed=is_active).items():
            if year >= law.in_force.year:
                years[year][currency] += minor
    return years


def _by_collaboration(rows: Iterable[C]) -> Mapping[str, Sequence[C]]:
    grouped: dict[str, list[C]] = defaultdict(list)
    for row in rows:
        grouped[row.collaboration].append(row)
    return grouped
