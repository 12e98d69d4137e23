"""Concerns about those who take part in a campaign."""

from __future__ import annotations

from attrs import frozen
from influcore import Campaign, Column, Influencer, Panel, Session, Table, opt
from influcore.contributions import Mark, small_table

from .entities import Concern
from .reading import concerns_of, taking_part

_TONES = {"high": "bad", "medium": "warn", "low": "plain"}
_COLUMNS = (
    Column(name="influencer", title="Influencer"),
    Column(name="topic", title="Concern"),
    Column(name="gravity", title="Gravity", kind="mark"),
    Column(name="state", title="State", kind="mark"),
    Column(name="noted", title="Noted", kind="date", wide=1),
    Column(name="seen", title="Seen at", kind="url", wide=1),
    Column(name="note", title="Note", wide=2, private=True),  # never leaves in what is shared with others
)


@frozen(kw_only=True)
class OfCampaign:
    """The campaign, and whether to show what was settled."""

    campaign: str = opt("Which campaign.", ref="campaign", arg=True)
    settled: bool = opt("Also those that are settled.", default=False)


def read(session: Session, params: OfCampaign) -> Table:
    """List the concerns, the gravest first."""
    campaign = session.get(Campaign, params.campaign)
    found = concerns_of(session, taking_part(session, campaign.id))
    people = {person.id: person for person in session.list(Influencer, id=list(found))} if found else {}
    rows = [
        {
            "influencer": people[concern.influencer].name,
            "topic": concern.topic,
            "gravity": Mark(concern.gravity, _TONES[concern.gravity]),  # type: ignore[arg-type]
            "state": Mark("open", "warn") if concern.is_open else Mark("settled", "good"),
            "noted": concern.noted,
            "seen": concern.seen,
            "note": concern.note,
            "_ref": people[concern.influencer].ref,
        }
        for mine in found.values()
        for concern in mine
        if concern.is_open or params.settled
    ]
    return small_table(
        _COLUMNS, rows, row="influencer", title=campaign.name,
        empty="No concern is noted about those who take part: `influcore brand_safety flag`.",
    )  # fmt: skip


FLAGS = Panel(
    name="brand_safety.flags",
    title="Brand safety",
    help="List concerns about those who take part in a campaign.",
    read=read,
    subject="campaign",
    params=OfCampaign,
    order=80,
    watches=frozenset({Concern.KIND, "collaboration", "influencer"}),
)
