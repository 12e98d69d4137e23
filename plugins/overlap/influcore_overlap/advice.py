"""Drop one, add one: what a campaign loses without each of its creators, and who would add most new people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attrs import frozen

from influcore import (
    Campaign,
    Collaboration,
    Column,
    Content,
    Group,
    Influencer,
    Membership,
    Panel,
    Ref,
    Session,
    Stack,
    Table,
    opt,
)
from influcore.contributions import Mark

from .entities import AudiencePart
from .many_rows import ManyRows

if TYPE_CHECKING:
    from influcore import Money

    from .overlap import Overlap
    from .packing import Ids
_MANY = 900


@frozen(kw_only=True)
class AdviceParams:
    """Parameters of ``overlap.advice``."""

    campaign: str = opt("Which campaign.", arg=True, ref="campaign")
    group: str | None = opt("Only add from this group; from everybody if left out.", default=None, ref="group")


def read_advice(session: Session, params: AdviceParams) -> Content:
    """Say of each creator what dropping them would lose, and of others what adding them would bring."""
    from .costing import campaign_costs
    from .overlap import overlap_of

    campaign = session.get(Campaign, params.campaign)
    found = overlap_of(session, campaign.id)
    inside = list(dict.fromkeys(place.influencer.id for place in found.places))
    costs = campaign_costs(session, campaign, inside)
    others = _others(session, campaign.id, params.group)
    return Stack(
        parts={"drop": _drop(session, found, costs), "add": _add(session, found, others)},
        title=f"Drop one, add one: {campaign.name}",
    )


def _drop(session: Session, found: Overlap, costs: Mapping[str, Money]) -> Table:
    from .candidates import candidates_of
    from .choosing import exclusively
    from .settings import OverlapSettings

    among = candidates_of(found, costs, session.settings(OverlapSettings, "overlap"), paid=False)
    alone = exclusively(among.pool) if among.people else []
    rows: list[dict[str, Any]] = []
    for at, person in enumerate(among.people):
        cost, lost, audience = among.costs.get(at), alone[at], int(among.pool.found.sizes[at])
        why = among.why.get(at)
        rows.append({
            "creator": person.name, "slug": person.slug, "audience": audience, "lost": lost if audience else None,
            "share": lost / audience if audience else None, "saved": cost, "cost_per_1000": _each(cost, lost),
            "list": Mark(f"{why}: can not be counted", "warn") if why else Mark("listed", "good"),
            "_ref": Ref("influencer", person.id, person.name),
        })  # fmt: skip
    rows.sort(key=lambda row: (row["lost"] is None, row["lost"] or 0))
    return Table(
        columns=_DROP, rows=ManyRows(rows), key="slug", row="influencer", title="Drop one: who loses fewest people",
        empty="Nobody takes part yet: run `influcore collaboration add CAMPAIGN INFLUENCER`.",
    )  # fmt: skip


def _add(session: Session, found: Overlap, others: Sequence[Influencer]) -> Table:
    from .known import with_ids
    from .places import places_of

    covered = _covered(session, found)
    platforms = {place.profile.platform for place in found.places}
    rows: dict[str, dict[str, Any]] = {}
    for place in places_of(session, [person.id for person in others]):
        if place.known.held is None or (platforms and place.profile.platform not in platforms):
            continue
        known = with_ids(session, place.known)
        if known.held is None or known.ids is None:
            continue
        new = _new(known.ids, covered.get(known.held.space))
        row = rows.setdefault(place.influencer.id, {
            "creator": place.influencer.name, "slug": place.influencer.slug, "audience": 0, "new_people": 0,
            "_ref": Ref("influencer", place.influencer.id, place.influencer.name),
        })  # fmt: skip
        row["audience"] += known.held.people
        row["new_people"] += new
    listed = sorted(rows.values(), key=lambda row: -row["new_people"])
    for row in listed:
        row["share"] = row["new_people"] / row["audience"]
    return Table(
        columns=_ADD, rows=ManyRows(listed), key="slug", row="influencer", title="Add one: who brings most new people",
        empty="Nobody else has a list of followers on these platforms.",
    )  # fmt: skip


def _covered(session: Session, found: Overlap) -> dict[tuple[str, str], Ids]:
    """Give everybody who is in the lists of a space already, sorted."""
    import numpy as np

    from .known import with_ids

    covered = {}
    for space, spots in found.listed.spaces.items():
        known = [found.places[at].known for at in spots]
        read = [one if one.ids is not None else with_ids(session, one) for one in known]
        ids = [one.ids for one in read if one.ids is not None]
        if ids:
            covered[space] = np.unique(np.concatenate(ids))
    return covered


def _new(ids: Ids, covered: Ids | None) -> int:
    """Count the ids that are not covered; both are sorted."""
    import numpy as np

    if covered is None or not len(covered):
        return len(ids)
    at = np.searchsorted(covered, ids)
    return int(np.count_nonzero(covered[np.minimum(at, len(covered) - 1)] != ids))


def _others(session: Session, campaign: str, group: str | None) -> Sequence[Influencer]:
    """Give everybody who is not in the campaign, or those of a group."""
    inside = {c.influencer for c in session.list(Collaboration, campaign=campaign) if c.is_active}
    if group is None:
        return [person for person in session.list(Influencer) if person.id not in inside and person.state != "archived"]
    members = [m.influencer for m in session.list(Membership, group=session.get(Group, group).id)]
    found: list[Influencer] = []
    for start in range(0, len(members), _MANY):
        found += session.list(Influencer, id=members[start : start + _MANY])
    return [person for person in found if person.id not in inside]


def _each(cost: Money | None, people: int) -> Money | None:
    from influcore import Money

    return Money(round(1000 * cost.minor / people), cost.currency) if cost is not None and people else None


_CREATOR = (
    Column(name="creator", title="Creator"),
    Column(name="audience", title="Listed", kind="int", of="people"),
)
_SLUG = Column(name="slug", title="Slug", wide=2)
_DROP = (
    *_CREATOR,
    Column(name="lost", title="People lost", kind="int", of="people"),
    Column(name="share", title="Of theirs", kind="share", basis="list"),
    Column(name="saved", title="Saved", kind="money", of="money"),
    Column(name="cost_per_1000", title="Per 1,000 lost", kind="money", of="money"),
    Column(name="list", title="List", kind="mark"),
    _SLUG,
)
_ADD = (
    *_CREATOR,
    Column(name="new_people", title="New people", kind="int", of="people"),
    Column(name="share", title="Of theirs", kind="share", basis="list"),
    _SLUG,
)
ADVICE = Panel(
    name="overlap.advice",
    title="Drop one, add one",
    help="Say who could be dropped at the least loss of people, and who else would bring most new ones.",
    read=read_advice,
    subject="campaign",
    params=AdviceParams,
    phase="plan",
    order=92,
    watches=frozenset(
        {
            "campaign", "collaboration", "deliverable", "influencer", "profile", "alias", "entry", "rate", "group",
            "membership", AudiencePart.KIND,
        }
    ),
)  # fmt: skip
