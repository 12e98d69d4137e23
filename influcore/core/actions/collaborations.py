"""Collaborations: influencers in a campaign, their selection and their stage."""

from __future__ import annotations

from typing import Any

from attrs import evolve, frozen

from influcore.contributions import Action, LongText, Outcome, Plan, Read, Write, opt
from influcore.entities import (
    Campaign,
    Collaboration,
    Entry,
    Group,
    Influencer,
    Membership,
    Money,
    Ref,
)
from influcore.entities.campaigns import Partnership, Selection, Stage
from influcore.entities.facts import Phase
from influcore.errors import Refused

from .editing import changes, edit_do, edit_plan, refuse_if_pointed_at, values_of


@frozen(kw_only=True)
class AddInfluencer:
    """Form of ``collaboration.add``."""

    campaign: str = opt("Which campaign.", arg=True, ref="campaign")
    influencer: str = opt("Who: slug or @handle.", arg=True, ref="influencer")
    fee: Money | None = opt("What they get, excluding VAT; goes into the ledger.", default=None, example="1500 EUR")
    phase: Phase = opt("How sure the fee is.", default="planned")
    partnership: Partnership = opt("Ad hoc, or an ambassador.", default="ad hoc")
    selection: Selection = opt("Whether they are approved.", default="pending")


@frozen(kw_only=True)
class AddGroup:
    """Form of ``collaboration.add_group``."""

    campaign: str = opt("Which campaign.", arg=True, ref="campaign")
    group: str = opt("Which group.", arg=True, ref="group")


@frozen(kw_only=True)
class EditCollaboration:
    """Form of ``collaboration.edit``; what is left out stays."""

    collaboration: str = opt("Which: campaign/influencer, or its id.", arg=True, ref="collaboration")
    partnership: Partnership | None = opt("Ad hoc, or an ambassador.", default=None)
    note: LongText | None = opt("A note.", default=None)


@frozen(kw_only=True)
class MoveCollaboration:
    """Form of ``collaboration.move``."""

    collaboration: str = opt("Which: campaign/influencer, or its id.", arg=True, ref="collaboration")
    selection: Selection | None = opt("Approved, pending, tentative or declined.", default=None)
    stage: Stage | None = opt("How far it is.", default=None)
    why: str = opt("The reason, kept in the journal.", default="")


@frozen(kw_only=True)
class RemoveCollaboration:
    """Form of ``collaboration.remove``."""

    collaboration: str = opt("Which: campaign/influencer, or its id.", arg=True, ref="collaboration")


def labelled(read: Read, collaboration: Collaboration) -> Ref:
    """Give a collaboration's ref with the influencer's name on it."""
    return Ref("collaboration", collaboration.id, read.get(Influencer, collaboration.influencer).name)


def _plan_add(read: Read, form: AddInfluencer) -> Plan:
    campaign, person = read.get(Campaign, form.campaign), read.get(Influencer, form.influencer)
    if read.list(Collaboration, campaign=campaign.id, influencer=person.id):
        raise Refused(f"“{person.name}” takes part in “{campaign.name}” already")
    fee = f" for {form.fee} ({form.phase})" if form.fee else ""
    collaboration = Collaboration(
        campaign=campaign.id, influencer=person.id, partnership=form.partnership, selection=form.selection
    )
    return Plan(lines=(f"add “{person.name}” to “{campaign.name}”{fee}",), data=(collaboration, form, read.today))


def _do_add(write: Write, plan: Plan) -> Outcome:
    collaboration, form, today = plan.data
    added = write.add(collaboration)
    if form.fee:
        write.add(Entry(collaboration=added.id, phase=form.phase, amount=form.fee, day=today))
    return Outcome(message=plan.lines[0].replace("add ", "added ", 1), changed=(labelled(write, added),))


def _plan_group(read: Read, form: AddGroup) -> Plan:
    campaign, group = read.get(Campaign, form.campaign), read.get(Group, form.group)
    there = {c.influencer for c in read.list(Collaboration, campaign=campaign.id)}
    members = [m.influencer for m in read.list(Membership, group=group.id)]
    new = [p for p in read.list(Influencer, id=members) if p.id not in there] if members else []
    lines = [f"add “{p.name}” to “{campaign.name}”" for p in new]
    return Plan(lines=lines or ("all of them take part already",), reads=(campaign, group), data=(campaign, new))


def _do_group(write: Write, plan: Plan) -> Outcome:
    campaign, new = plan.data
    for person in new:
        write.add(Collaboration(campaign=campaign.id, influencer=person.id))
    return Outcome(message=f"added {len(new)} influencers to “{campaign.name}”")


def _plan_edit(read: Read, form: EditCollaboration) -> Plan:
    collaboration = read.get(Collaboration, form.collaboration)
    return edit_plan(collaboration, changes(collaboration, form))


def _prefill(read: Read, key: str) -> dict[str, Any]:
    collaboration = read.get(Collaboration, key)
    return values_of(collaboration, EditCollaboration, collaboration=collaboration.id)


def _prefill_move(read: Read, key: str) -> dict[str, Any]:
    collaboration = read.get(Collaboration, key)
    return values_of(collaboration, MoveCollaboration, collaboration=collaboration.id)


def _plan_move(read: Read, form: MoveCollaboration) -> Plan:
    collaboration = read.get(Collaboration, form.collaboration)
    if form.selection in ("tentative", "declined") and not form.why.strip():
        raise Refused(f"“{form.selection}” needs a reason", hint="give it with --why")
    changed = changes(collaboration, form, leave=frozenset({"why"}))
    person = labelled(read, collaboration).label
    told = ", ".join(f"{name} {getattr(collaboration, name)} → {value}" for name, value in changed.items())
    data = evolve(collaboration, **changed) if changed else None
    why = f" ({form.why})" if form.why else ""
    return Plan(lines=(f"“{person}”: {told or 'nothing to change'}{why}",), reads=(collaboration,), data=data)


def _do_move(write: Write, plan: Plan) -> Outcome:
    if plan.data is not None:
        write.change(plan.data)
    return Outcome(message=plan.lines[0], changed=(labelled(write, plan.reads[0]),))  # type: ignore[arg-type]


def _plan_remove(read: Read, form: RemoveCollaboration) -> Plan:
    collaboration = read.get(Collaboration, form.collaboration)
    refuse_if_pointed_at(read, collaboration, labelled(read, collaboration).label)
    return Plan(
        lines=(f"remove “{labelled(read, collaboration).label}” from the campaign",),
        reads=(collaboration,),
        data=collaboration,
    )


def _do_remove(write: Write, plan: Plan) -> Outcome:
    write.remove(plan.data)
    return Outcome(message=plan.lines[0].replace("remove ", "removed ", 1), changed=(plan.data.ref,))


ACTIONS: tuple[Action, ...] = (
    Action(
        name="collaboration.add", title="Add an influencer", help="Add an influencer to a campaign.",
        form=AddInfluencer, plan=_plan_add, do=_do_add,
    ),
    Action(
        name="collaboration.add_group", title="Add a group", help="Add everybody of a group to a campaign.",
        form=AddGroup, plan=_plan_group, do=_do_group, many=True,
    ),
    Action(
        name="collaboration.edit", title="Edit collaboration", help="Change a collaboration.", form=EditCollaboration,
        plan=_plan_edit, do=edit_do, prefill=_prefill, subject="collaboration",
    ),
    Action(
        name="collaboration.move", title="Approve, decline, move on", help="Approve or decline somebody, or move on.",
        form=MoveCollaboration, plan=_plan_move, do=_do_move, prefill=_prefill_move, subject="collaboration",
    ),
    Action(
        name="collaboration.remove", title="Take out of the campaign", help="Take an influencer out of a campaign.",
        form=RemoveCollaboration, plan=_plan_remove, do=_do_remove, risk="confirm", subject="collaboration",
    ),
)  # fmt: skip
