"""The actions that make links: one, or all that are missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from attrs import frozen

from influcore import (
    Action,
    Campaign,
    Collaboration,
    Deliverable,
    InvalidInput,
    Outcome,
    Plan,
    Read,
    Refused,
    Write,
    opt,
)

from .codes import new_code
from .drafts import Draft, draft, target_of
from .places import Place, Roster
from .reading import active_links, patterns_of
from .shown import shown_address
from .table import created_table
from .tags import UTM

_TAGS = "A pattern for {0} in place of the campaign's, as in {1}."


@frozen(kw_only=True)
class CreateLink:
    """Form of ``links.create``."""

    collaboration: str = opt(
        "The influencer in the campaign.", ref="collaboration", arg=True, default="", example="summer/anna"
    )
    deliverable: str | None = opt(
        "One deliverable instead of the whole collaboration.", ref="deliverable", default=None
    )
    target: str | None = opt(
        "Where the link leads; the campaign's landing page otherwise.", default=None, example="https://example.com/page"
    )
    platform: str | None = opt("The network it will stand on, where that is in doubt.", default=None)
    utm_source: str | None = opt(_TAGS.format("utm_source", "{platform}"), label="utm_source", default=None)
    utm_medium: str | None = opt(_TAGS.format("utm_medium", "influencer"), label="utm_medium", default=None)
    utm_campaign: str | None = opt(_TAGS.format("utm_campaign", "{campaign}"), label="utm_campaign", default=None)
    utm_content: str | None = opt(_TAGS.format("utm_content", "{influencer}"), label="utm_content", default=None)
    utm_term: str | None = opt(_TAGS.format("utm_term", "{category}"), label="utm_term", default=None)
    replace: bool = opt("Put our tags in place of those that the target has.", default=False)


@frozen(kw_only=True)
class CreateLinks:
    """Form of ``links.create_all``."""

    campaign: str = opt("The campaign.", ref="campaign", arg=True)
    per: Literal["collaboration", "deliverable"] = opt(
        "One link for each influencer, or one for each deliverable.", default="collaboration"
    )
    target: str | None = opt("Where the links lead; the campaign's landing page otherwise.", default=None)
    everyone: bool = opt("Also those influencers who are not approved yet.", default=False)
    replace: bool = opt("Put our tags in place of those that the target has.", default=False)


def plan_create(read: Read, form: CreateLink) -> Plan:
    """Draft one link, and refuse its exact double."""
    collaboration, deliverable = _subject(read, form)
    campaign = read.get(Campaign, collaboration.campaign)
    place = _place(Roster.read(read, campaign, [collaboration]), collaboration, deliverable, form.platform or "")
    own = {name: getattr(form, name) for name in UTM if getattr(form, name) is not None}
    made = draft(place, {**patterns_of(read, campaign), **own}, target_of(campaign, form.target), replace=form.replace)
    links = active_links(read, campaign)
    double = next((link for link in links if link.tagged == made.tagged), None)
    if double is not None and (double.collaboration, double.deliverable) == place.key:
        raise Refused(f"{place.label} has this link already: {double.label}", hint="retire it first, or change a tag")
    warnings = [f"{double.label} has the same tags: visits by the two can not be told apart"] if double else []
    return _plan([made], form, (campaign, collaboration), warnings)


def plan_create_all(read: Read, form: CreateLinks) -> Plan:
    """Draft a link for each place of a campaign that has none; what can not be done is said and left out."""
    campaign = read.get(Campaign, form.campaign)
    active = [c for c in read.list(Collaboration, campaign=campaign.id) if c.is_active]
    chosen = [c for c in active if form.everyone or c.selection == "approved"]
    roster = Roster.read(read, campaign, chosen)
    target, patterns = target_of(campaign, form.target), patterns_of(read, campaign)
    taken = {(link.collaboration, link.deliverable) for link in active_links(read, campaign)}
    drafts, warnings = [], []
    for place in _places(roster, form.per):
        if place.key in taken:
            continue
        try:
            drafts.append(draft(place, patterns, target, replace=form.replace))
        except InvalidInput as error:
            if any(name == "target" for name, _ in error.problems):
                raise
            warnings.append(error.message)
    waiting = len(active) - len(chosen)
    if waiting:
        warnings.append(
            f"{waiting} not approved yet {'is' if waiting == 1 else 'are'} left out; “everyone” takes them in"
        )
    return _plan(drafts, form, (campaign, *chosen), warnings)


def do_create(write: Write, plan: Plan) -> Outcome:
    """Give each draft its code and keep it."""
    drafts: Sequence[Draft] = plan.data
    links = [write.add(d.link(new_code(lambda code: _is_taken(write, code)), write.now)) for d in drafts]
    if not links:
        return Outcome(message="no link is missing; nothing was made")
    made = links[0].label if len(links) == 1 else f"{len(links)} links"
    campaign = drafts[0].place.campaign
    return Outcome(
        message=f"made {made} for {drafts[0].place.label if len(links) == 1 else campaign.slug}",
        changed=tuple(link.ref for link in links),
        content=created_table(drafts, links),
    )


def _subject(read: Read, form: CreateLink) -> tuple[Collaboration, Deliverable | None]:
    deliverable = read.get(Deliverable, form.deliverable) if form.deliverable else None
    if not form.collaboration and deliverable is None:
        raise InvalidInput(
            "for whom is the link?", problems=[("collaboration", "is needed, as in summer/anna, or a deliverable")]
        )
    key = form.collaboration or (deliverable.collaboration if deliverable else "")
    collaboration = read.get(Collaboration, key)
    if deliverable is not None and deliverable.collaboration != collaboration.id:
        raise InvalidInput("the deliverable is of another collaboration", problems=[("deliverable", "does not fit")])
    return collaboration, deliverable


def _place(roster: Roster, collaboration: Collaboration, deliverable: Deliverable | None, platform: str) -> Place:
    if deliverable is None:
        return roster.whole(collaboration, platform)
    place = next((p for p in roster.pieces(collaboration) if p.deliverable == deliverable), None)
    if place is None:
        raise Refused(f"deliverable “{deliverable.label}” is cancelled; it needs no link")
    return place


def _places(roster: Roster, per: str) -> Sequence[Place]:
    if per == "collaboration":
        return [roster.whole(c) for c in roster.collaborations]
    return [place for c in roster.collaborations for place in roster.pieces(c)]


def _plan(drafts: Sequence[Draft], form: object, reads: Sequence[Any], warnings: Sequence[str]) -> Plan:
    lines = [f"{d.place.label} → {shown_address(d.tagged)}" for d in drafts]
    old = sorted({tag for d in drafts for tag in d.replaced})
    more = [f"replaces the target's own tags: {', '.join(old)[:200]}"] if old else []
    links: list[Mapping[str, Any]] = [
        {
            "influencer": d.place.values["influencer"],
            "deliverable": d.place.values["deliverable"],
            "target": d.target,
            "tagged": d.tagged,
        }
        for d in drafts
    ]
    return Plan(
        lines=lines or ["no link is missing"],
        form=form,
        reads=tuple(reads),
        data=tuple(drafts),
        warnings=(*more, *warnings),
        details={"links": links},
    )


def _is_taken(write: Write, code: str) -> bool:
    return write.value("SELECT 1 FROM links_link WHERE code = ?", code) is not None


CREATE = Action(
    name="links.create",
    title="Make a link",
    help="Make a tagged short link for an influencer in a campaign, or for one deliverable.",
    form=CreateLink,
    plan=plan_create,
    do=do_create,
    subject="collaboration",
)
CREATE_ALL = Action(
    name="links.create_all",
    title="Make all missing links",
    help="Make the links that a campaign still lacks, one for each influencer or deliverable.",
    form=CreateLinks,
    plan=plan_create_all,
    do=do_create,
    risk="confirm",
    subject="campaign",
)
