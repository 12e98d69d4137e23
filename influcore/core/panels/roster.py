"""Who takes part in a campaign."""

from __future__ import annotations

from influcore import entities
from influcore.contributions import Column, Content, Mark, Panel, Session, Table, small_table
from influcore.entities import Ref

from .contributed import contributed, field_cells, field_columns
from .subject import OfCampaign

_TONES = {"approved": "good", "declined": "bad", "tentative": "warn"}


def _roster(session: Session, params: OfCampaign) -> Content:
    campaign = session.get(entities.Campaign, params.campaign)
    collaborations = session.list(entities.Collaboration, campaign=campaign.id)
    return _table(session, collaborations, title=campaign.name)


def _table(session: Session, collaborations: tuple[entities.Collaboration, ...], *, title: str) -> Table:
    people = {i.id: i for i in session.list(entities.Influencer, id=[c.influencer for c in collaborations])}
    profiles: dict[str, list[entities.Profile]] = {}
    for profile in session.list(entities.Profile, influencer=list(people)):
        profiles.setdefault(profile.influencer, []).append(profile)
    pieces: dict[str, list[entities.Deliverable]] = {}
    entries: dict[str, list[entities.Entry]] = {}
    ids = [c.id for c in collaborations]
    for piece in session.list(entities.Deliverable, collaboration=ids):
        pieces.setdefault(piece.collaboration, []).append(piece)
    for entry in session.list(entities.Entry, collaboration=ids):
        entries.setdefault(entry.collaboration, []).append(entry)
    more = contributed(session, "collaboration")
    rows = []
    for c, theirs in zip(collaborations, field_cells(session, more, [c.ref for c in collaborations]), strict=True):
        mine = profiles.get(c.influencer, ())
        late = sum(d.is_overdue(session.now) for d in pieces.get(c.id, ()))
        name = people[c.influencer].name
        rows.append({
            "influencer": name, "slug": people[c.influencer].slug,
            "profiles": ", ".join(p.label + (" (list hidden)" if p.hidden else "") for p in mine),
            "followers": max((p.followers for p in mine if p.followers is not None), default=None),
            "selection": Mark(c.selection, _TONES.get(c.selection, "plain")),  # type: ignore[arg-type]
            "stage": c.stage, "partnership": c.partnership,
            "pieces": sum(d.status != "cancelled" for d in pieces.get(c.id, ())),
            "overdue": Mark(f"! {late}", "bad") if late else Mark("–"),
            "cost": _cost(entries.get(c.id, [])), "short": c.id[-8:], "_ref": Ref("collaboration", c.id, name),
            **theirs,
        })  # fmt: skip
    return small_table(
        (*_COLUMNS, *field_columns(more)), rows, key="slug", row="collaboration", title=title,
        empty="Nobody takes part yet: press a, or run `influcore collaboration add CAMPAIGN INFLUENCER`.",
    )  # fmt: skip


def _cost(entries: list[entities.Entry]) -> object:
    try:
        return entities.cost_of(entries)
    except ValueError:
        return "several currencies"


_COLUMNS = (
    Column(name="influencer", title="Influencer"),
    Column(name="profiles", title="Profiles", wide=1),
    Column(name="followers", title="Followers", kind="int", of="people"),
    Column(name="selection", title="Selection", kind="mark"),
    Column(name="stage", title="Stage"),
    Column(name="pieces", title="Pieces", kind="int"),
    Column(name="overdue", title="Overdue", kind="mark"),
    Column(name="cost", title="Cost", kind="money"),
    Column(name="partnership", title="Partnership", wide=2),
    Column(name="slug", title="Slug", wide=2),
    Column(name="short", title="Id", wide=2),
)


def _all(session: Session, _: object) -> Content:
    return _table(session, session.list(entities.Collaboration)[-2000:], title="")


PANELS: tuple[Panel, ...] = (
    Panel(name="campaign.roster", title="Influencers", help="Show who takes part in a campaign, and how far that is.",
          read=_roster, subject="campaign", params=OfCampaign, order=20,
          watches=frozenset({"collaboration", "deliverable", "entry", "profile"})),
    Panel(name="collaboration.list", title="Collaborations", help="List collaborations of all campaigns.", phase="run",
          read=_all, order=10, watches=frozenset({"collaboration"})),
)  # fmt: skip
