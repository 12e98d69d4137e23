"""Deliverables: the pieces an influencer makes, with due times in the campaign's zone."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from attrs import evolve, frozen

from influcore.contributions import Action, Outcome, Plan, Read, Write, opt
from influcore.entities import (
    Campaign,
    Collaboration,
    Deliverable,
    Entry,
    Influencer,
    Money,
    Profile,
    localize,
    platform_named,
)
from influcore.entities.campaigns import Status
from influcore.entities.facts import Phase
from influcore.entities.ledger import COMMITMENTS
from influcore.errors import InvalidInput

from .editing import changes, edit_do, edit_plan, made, refuse_if_pointed_at, values_of


@frozen(kw_only=True)
class AddDeliverable:
    """Form of ``deliverable.add``."""

    campaign: str = opt("Which campaign.", arg=True, ref="campaign")
    influencer: str = opt("Who makes it: slug or @handle; joins the campaign if need be.", arg=True, ref="influencer")
    format: str = opt("What: reel, story, video, or with its platform, instagram:reel.", arg=True, example="reel")
    due: dt.datetime = opt("When it is due, in the campaign's time zone.", short="d", example="2026-06-12 18:00")
    platform: str = opt("Network, where the influencer has several.", default="", short="p", example="instagram")
    count: int = opt("How many such pieces.", default=1, short="n")
    every: int = opt("Days between them, where there are several.", default=0)
    fee: Money | None = opt("Fee of each piece, excluding VAT; goes into the ledger.", default=None, example="800 EUR")
    phase: Phase | None = opt("How sure the fee is; as the other fees of this influencer if left out.", default=None)
    title: str = opt("A title.", default="")

    def __attrs_post_init__(self) -> None:
        if not 1 <= self.count <= 500:
            raise ValueError(f"count {self.count} must be 1 to 500")


@frozen(kw_only=True)
class EditDeliverable:
    """Form of ``deliverable.edit``; what is left out stays."""

    deliverable: str = opt("Which: its id, or the end of it.", arg=True, ref="deliverable")
    due: dt.datetime | None = opt("When it is due, in the campaign's time zone.", default=None)
    status: Status | None = opt("How far it is.", default=None)
    title: str | None = opt("A title.", default=None)
    platform: str | None = opt("Network.", default=None)
    format: str | None = opt("Format.", default=None)


@frozen(kw_only=True)
class PublishDeliverable:
    """Form of ``deliverable.publish``."""

    deliverable: str = opt("Which: its id, or the end of it.", arg=True, ref="deliverable")
    url: str = opt("Where it can be seen.", example="https://www.instagram.com/p/abc/")


@frozen(kw_only=True)
class RemoveDeliverable:
    """Form of ``deliverable.remove``."""

    deliverable: str = opt("Which: its id, or the end of it.", arg=True, ref="deliverable")


def _place(read: Read, person: Influencer, form: AddDeliverable) -> tuple[str, str]:
    """Find platform and format. Errors: InvalidInput where it could be several, or the format is not known there."""
    before, _, after = form.format.casefold().rpartition(":")
    platform, name = (form.platform or before).strip().casefold(), after.strip().replace(" ", "_")
    networks = sorted({p.platform for p in read.list(Profile, influencer=person.id)})
    known = {p: {f.name for f in platform_named(p, read.platforms).formats} for p in networks}
    if not platform:
        fitting = [p for p in networks if name in known[p]] or networks
        if len(fitting) != 1:
            there = " or ".join(fitting) or "none; add one with `influcore influencer profile`"
            raise InvalidInput("which platform?", problems=[("platform", f"“{person.name}” has {there}")])
        platform = fitting[0]
    formats = {f.name for f in platform_named(platform, read.platforms).formats}
    if formats and name not in formats:
        raise InvalidInput(
            f"{platform} has no “{name}”", problems=[("format", f"choose one of {', '.join(sorted(formats))}")]
        )
    return platform, name


def in_zone(wall: dt.datetime, zone: str) -> dt.datetime:
    """Make a typed time aware. Errors: InvalidInput for a time that the clocks skip or show twice."""
    try:
        return localize(wall, zone)
    except ValueError as error:
        raise InvalidInput("this time can not be used", problems=[("due", str(error))]) from error


def _phase(read: Read, collaboration: Collaboration) -> Phase:
    """Give the furthest commitment of the fees that are there: a planned fee beside an agreed one would not count."""
    there = {e.phase for e in read.list(Entry, collaboration=collaboration.id) if e.kind == "fee"}
    return next((phase for phase in reversed(COMMITMENTS) if phase in there), "planned")


def plan_add(read: Read, form: AddDeliverable) -> Plan:
    """Say which pieces would be added; the last ``count`` lines are the pieces."""
    campaign, person = read.get(Campaign, form.campaign), read.get(Influencer, form.influencer)
    there = read.list(Collaboration, campaign=campaign.id, influencer=person.id)
    collaboration = there[0] if there else Collaboration(campaign=campaign.id, influencer=person.id)
    platform, name = _place(read, person, form)
    pieces = [
        made(
            Deliverable, collaboration=collaboration.id, platform=platform, format=name, title=form.title,
            due=in_zone(form.due + dt.timedelta(days=form.every * number), campaign.zone),
        )
        for number in range(form.count)
    ]  # fmt: skip
    lines = [] if there else [f"add “{person.name}” to “{campaign.name}”"]
    fee = f", {form.fee}" if form.fee else ""
    lines += [f"{platform} {name} by “{person.name}”, due {p.due:%Y-%m-%d %H:%M %Z}{fee}" for p in pieces]
    phase = form.phase or _phase(read, collaboration)
    outside = [p for p in pieces if not campaign.starts <= p.due.date() <= campaign.ends]
    warnings = (f"{len(outside)} due outside the campaign ({campaign.starts} to {campaign.ends})",) if outside else ()
    return Plan(lines=tuple(lines), warnings=warnings, data=(collaboration, pieces, form.fee, phase, read.today))


def _do_add(write: Write, plan: Plan) -> Outcome:
    collaboration, pieces, fee, phase, today = plan.data
    if not collaboration.id:
        collaboration = write.add(collaboration)
    added = [write.add(evolve(piece, collaboration=collaboration.id)) for piece in pieces]
    for piece in added if fee else ():
        source = f"deliverable:{piece.id}"
        write.add(Entry(collaboration=collaboration.id, phase=phase, amount=fee, day=today, source=source))
    return Outcome(message=f"added {'; '.join(plan.lines[-len(added) :])}", changed=tuple(p.ref for p in added))


def _plan_edit(read: Read, form: EditDeliverable) -> Plan:
    piece = read.get(Deliverable, form.deliverable)
    changed = changes(piece, form)
    if form.due is not None:
        campaign = read.get(Campaign, read.get(Collaboration, piece.collaboration).campaign)
        changed["due"] = in_zone(form.due, campaign.zone)
        if changed["due"] == piece.due:
            del changed["due"]
    return edit_plan(piece, changed)


def _prefill(read: Read, key: str) -> dict[str, Any]:
    piece = read.get(Deliverable, key)
    campaign = read.get(Campaign, read.get(Collaboration, piece.collaboration).campaign)
    return values_of(piece, EditDeliverable, deliverable=piece.id, due=_wall(piece.due, campaign.zone))


def _wall(due: dt.datetime, zone: str) -> dt.datetime:
    """Give the campaign's wall-clock time; with its offset where the wall clock alone would not do."""
    from influcore.entities import zone_named

    local = due.astimezone(zone_named(zone))
    try:
        localize(local.replace(tzinfo=None), zone)
    except ValueError:
        return local.replace(tzinfo=dt.timezone(local.utcoffset() or dt.timedelta()))
    return local.replace(tzinfo=None)


def _plan_publish(read: Read, form: PublishDeliverable) -> Plan:
    piece = read.get(Deliverable, form.deliverable)
    status: Literal["published"] = "published"
    return edit_plan(piece, changes(piece, form, leave=frozenset({"deliverable"})) | {"status": status})


def _plan_remove(read: Read, form: RemoveDeliverable) -> Plan:
    piece = read.get(Deliverable, form.deliverable)
    refuse_if_pointed_at(read, piece)
    posted = [e for e in read.list(Entry, collaboration=piece.collaboration) if e.source == f"deliverable:{piece.id}"]
    warnings = (f"{len(posted)} ledger entries of this piece stay; reverse them if nothing is owed",) if posted else ()
    return Plan(
        lines=(f"remove {piece.label}, due {piece.due:%Y-%m-%d}",), warnings=warnings, reads=(piece,), data=piece
    )


def _do_remove(write: Write, plan: Plan) -> Outcome:
    write.remove(plan.data)
    return Outcome(message=plan.lines[0].replace("remove ", "removed ", 1), changed=(plan.data.ref,))


ACTIONS: tuple[Action, ...] = (
    Action(
        name="deliverable.add", title="Add a deliverable", help="Plan one or several pieces of an influencer.",
        form=AddDeliverable, plan=plan_add, do=_do_add,
    ),
    Action(
        name="deliverable.edit", title="Edit deliverable", help="Change a deliverable.", form=EditDeliverable,
        plan=_plan_edit, do=edit_do, prefill=_prefill, subject="deliverable",
    ),
    Action(
        name="deliverable.publish", title="Mark as published", help="Say that a piece is out, and where.",
        form=PublishDeliverable, plan=_plan_publish, do=edit_do, subject="deliverable",
    ),
    Action(
        name="deliverable.remove", title="Remove deliverable", help="Remove a deliverable.", form=RemoveDeliverable,
        plan=_plan_remove, do=_do_remove, risk="confirm", subject="deliverable",
    ),
)  # fmt: skip
