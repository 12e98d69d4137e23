"""What a campaign's audiences make one look at twice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from influcore import Campaign, Check, Finding, Ref, Session

from .settings import OverlapSettings

if TYPE_CHECKING:
    from .answers import Pair
    from .overlap import Overlap


def find_hidden(session: Session, campaigns: tuple[str, ...]) -> Iterable[Finding]:
    """Yield an info for each creator without a list; one for the whole campaign where nobody has any."""
    from .places import Place, places

    for campaign in session.list(Campaign, id=campaigns) if campaigns else ():
        found = places(session, campaign.id)
        missing = [place for place in found if place.known.held is None]
        if found and len(missing) == len(found):
            yield Finding(
                check="overlap.hidden_audience", severity="info", subject=campaign.ref,
                message=f"no list of followers is known of any creator of {campaign.name}: how audiences overlap is "
                "modelled, not counted",
            )  # fmt: skip
            continue
        by_person: dict[str, list[Place]] = {}
        for place in missing:
            by_person.setdefault(place.collaboration, []).append(place)
        for mine in by_person.values():
            profiles = ", ".join(f"{place.profile.label} ({place.known.why})" for place in mine)
            yield Finding(
                check="overlap.hidden_audience", severity="info",
                subject=Ref("collaboration", mine[0].collaboration, mine[0].influencer.name),
                message=f"{mine[0].influencer.name}: the followers of {profiles} can not be counted; "
                f"deduplicated reach of {campaign.name} is bounded",
            )  # fmt: skip


def find_double_paid(session: Session, campaigns: tuple[str, ...]) -> Iterable[Finding]:
    """Yield a warning for each creator most of whose followers follow another one of the campaign as well."""
    from .overlap import overlap_of

    threshold = session.settings(OverlapSettings, "overlap").double_paid
    for campaign in session.list(Campaign, id=campaigns) if campaigns else ():
        found = overlap_of(session, campaign.id)
        for smaller, larger, pair in _strongest(found, threshold):
            one, other = found.places[smaller], found.places[larger]
            yield Finding(
                check="overlap.double_paid", severity="warning",
                subject=Ref("collaboration", one.collaboration, one.influencer.name),
                message=f"{one.label}: {pair.of_smaller:.0%} of the listed followers ({pair.shared:,}) follow "
                f"{other.label} as well, so {campaign.name} pays for them twice",
            )  # fmt: skip


def _strongest(found: Overlap, threshold: float) -> list[tuple[int, int, Pair]]:
    """Give for each place that is the smaller of a pair above the threshold the strongest such pair."""
    strongest: dict[int, tuple[int, int, Pair]] = {}
    for pair in found.pairs():
        smaller, larger = (pair.a, pair.b) if pair.of_a >= pair.of_b else (pair.b, pair.a)
        if pair.of_smaller <= threshold or found.places[smaller].influencer.id == found.places[larger].influencer.id:
            continue
        if smaller not in strongest or pair.of_smaller > strongest[smaller][2].of_smaller:
            strongest[smaller] = (smaller, larger, pair)
    return [strongest[at] for at in sorted(strongest)]


HIDDEN_AUDIENCE = Check(
    name="overlap.hidden_audience",
    help="Creators whose followers are not known: deduplicated reach is bounded instead of counted.",
    run=find_hidden,
)
DOUBLE_PAID = Check(
    name="overlap.double_paid",
    help="Creators most of whose followers follow another creator of the campaign as well.",
    run=find_double_paid,
)
