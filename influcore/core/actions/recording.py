"""What came in: counts of a published piece, typed by hand where nothing can be imported."""

from __future__ import annotations

import datetime as dt

from attrs import evolve, frozen

from influcore.contributions import Action, Outcome, Plan, Read, Write, opt
from influcore.entities import Campaign, Collaboration, Deliverable, Influencer, Observation, Post, Profile
from influcore.errors import InvalidInput, Refused

from .deliverables import in_zone
from .editing import made

COUNTS = ("likes", "comments", "views", "reach", "impressions", "saves", "shares", "clicks")


@frozen(kw_only=True)
class Record:
    """Form of ``deliverable.record``."""

    deliverable: str = opt("Which: its id, or the end of it.", arg=True, ref="deliverable")
    likes: int | None = opt("Likes so far.", default=None)
    comments: int | None = opt("Comments so far.", default=None)
    views: int | None = opt("Views so far.", default=None)
    reach: int | None = opt("Different people reached so far.", default=None)
    impressions: int | None = opt("Impressions so far.", default=None)
    saves: int | None = opt("Saves so far.", default=None)
    shares: int | None = opt("Shares so far.", default=None)
    clicks: int | None = opt("Clicks so far.", default=None)
    at: dt.datetime | None = opt("When it was counted, in the campaign's time zone; now if left out.", default=None)
    posted: dt.datetime | None = opt(
        "When it came out, in the campaign's time zone; when it was due if left out.", default=None
    )
    url: str | None = opt("Where it can be seen.", default=None, example="https://www.instagram.com/p/abc/")


def _plan(read: Read, form: Record) -> Plan:
    piece = read.get(Deliverable, form.deliverable)
    collaboration = read.get(Collaboration, piece.collaboration)
    campaign, person = read.get(Campaign, collaboration.campaign), read.get(Influencer, collaboration.influencer)
    at = in_zone(form.at, campaign.zone) if form.at else read.now.replace(microsecond=0)
    counts = _counts(form)
    if at > read.now:
        raise InvalidInput("can not record that", problems=[("at", f"{at:%Y-%m-%d %H:%M} has not come yet")])
    post = _post(read, piece, person, form, campaign, at)
    if post.posted is not None and at < post.posted:
        raise InvalidInput("can not record that", problems=[("at", "is before it came out")])
    seen = made(Observation, profile=post.profile, post=post.id, at=at, provenance="self-reported", counts=counts)
    told = ", ".join(f"{int(n):,} {name}" for name, n in counts.items())
    lines = [f"{piece.label} by “{person.name}”: {told}, counted {at:%Y-%m-%d %H:%M}, self-reported"]
    if not post.id:
        when = f"out since {post.posted:%Y-%m-%d %H:%M}" if post.posted else "published at an unknown time"
        lines.append(f"{when}{'' if form.posted else ', when it was due'}")
    changed = evolve(piece, status="published", url=form.url or piece.url)
    return Plan(lines=tuple(lines), warnings=_doubts(counts), reads=(piece,), data=(changed, post, seen))


def _counts(form: Record) -> dict[str, float]:
    """Take what was typed. Errors: InvalidInput where nothing was, or less than nothing."""
    given = {name: getattr(form, name) for name in COUNTS if getattr(form, name) is not None}
    below = [(name, f"{count} is below 0") for name, count in given.items() if count < 0]
    if below:
        raise InvalidInput("can not record that", problems=below)
    if not given:
        raise InvalidInput("what was counted?", hint="give at least one of --likes, --comments, --views, --reach, …")
    return {name: float(count) for name, count in given.items()}


def _doubts(counts: dict[str, float]) -> tuple[str, ...]:
    pairs = (("reach", "impressions"), ("likes", "views"), ("likes", "reach"))
    return tuple(
        f"more {low} ({counts[low]:,.0f}) than {high} ({counts[high]:,.0f}): is that right?"
        for low, high in pairs
        if low in counts and high in counts and counts[low] > counts[high]
    )


def _post(
    read: Read, piece: Deliverable, person: Influencer, form: Record, campaign: Campaign, at: dt.datetime
) -> Post:
    """Find the post of a piece, or make one. Errors: Refused without a profile on its platform."""
    there = read.find(Post, piece.post) if piece.post else None
    profiles = read.list(Profile, influencer=person.id, platform=piece.platform)
    if not profiles:
        raise Refused(
            f"“{person.name}” has no {piece.platform} profile", hint="add one with `influcore influencer profile`"
        )
    url = form.url or piece.url
    if there is None and url:
        found = read.list(Post, profile=[p.id for p in profiles], url=url)
        there = found[0] if found else None
    if there is not None:
        return there
    best = max(profiles, key=lambda p: p.followers or 0)
    own = read.list(Post, profile=best.id, key=f"deliverable-{piece.id}")
    if own:
        return own[0]
    out = in_zone(form.posted, campaign.zone) if form.posted else piece.due if piece.due <= at else None
    return made(
        Post, profile=best.id, key=f"deliverable-{piece.id}", format=piece.format, posted=out,
        exact=form.posted is not None, url=url, paid=campaign.compensation != "organic",
    )  # fmt: skip


def _do(write: Write, plan: Plan) -> Outcome:
    piece, post, seen = plan.data
    if not post.id:
        post = write.add(post)
    if not write.add_many([evolve(seen, post=post.id)]):
        raise Refused("something was counted at that very moment already", hint="give another time with --at")
    changed = write.change(evolve(piece, post=post.id))
    return Outcome(message=f"recorded {plan.lines[0]}", changed=(changed.ref,))


ACTIONS: tuple[Action, ...] = (
    Action(
        name="deliverable.record", title="Record what came in",
        help="Record counts of a published piece by hand; the forecast goes on from them.",
        form=Record, plan=_plan, do=_do, subject="deliverable",
    ),
)  # fmt: skip
