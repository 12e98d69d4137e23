"""Groups: named lists of influencers, the usual start of a campaign."""

from __future__ import annotations

from attrs import frozen

from influcore.contributions import Action, Outcome, Plan, Read, Write, opt
from influcore.entities import Group, Influencer, Membership

from .editing import free_slug, made


@frozen(kw_only=True)
class NewGroup:
    """Form of ``group.new``."""

    name: str = opt("What the group is called.", arg=True, example="Skin care FR")
    influencers: tuple[str, ...] = opt("Who is in it: slugs or handles.", default=(), ref="influencer")
    slug: str | None = opt("A short name to type; made from the name if left out.", default=None)


@frozen(kw_only=True)
class ChangeGroup:
    """Form of ``group.add`` and ``group.drop``."""

    group: str = opt("Which group.", arg=True, ref="group")
    influencers: tuple[str, ...] = opt("Who: slugs or handles, separated by commas.", arg=True, ref="influencer")


def _plan_new(read: Read, form: NewGroup) -> Plan:
    people = [read.get(Influencer, key) for key in form.influencers]
    group = made(Group, name=form.name, slug=free_slug(read, Group, form.name, form.slug))
    return Plan(lines=(f"new group “{group.name}” ({group.slug}) of {len(people)}",), data=(group, people))


def _do_new(write: Write, plan: Plan) -> Outcome:
    group, people = plan.data
    group = write.add(group)
    for person in people:
        write.add(Membership(group=group.id, influencer=person.id))
    return Outcome(message=plan.lines[0], changed=(group.ref,))


def _plan_add(read: Read, form: ChangeGroup) -> Plan:
    group = read.get(Group, form.group)
    there = {m.influencer for m in read.list(Membership, group=group.id)}
    people = {p.id: p for p in (read.get(Influencer, key) for key in form.influencers)}
    new = [p for p in people.values() if p.id not in there]
    lines = [f"add “{p.name}” to “{group.name}”" for p in new]
    return Plan(lines=lines or ("all of them are in it already",), reads=(group,), data=(group, new))


def _do_add(write: Write, plan: Plan) -> Outcome:
    group, new = plan.data
    for person in new:
        write.add(Membership(group=group.id, influencer=person.id))
    return Outcome(message=f"added {len(new)} to group “{group.name}”", changed=(group.ref,))


def _plan_drop(read: Read, form: ChangeGroup) -> Plan:
    group = read.get(Group, form.group)
    people = [read.get(Influencer, key) for key in form.influencers]
    rows = read.list(Membership, group=group.id, influencer=[p.id for p in people])
    return Plan(lines=(f"take {len(rows)} out of “{group.name}”",), reads=(group,), data=(group, rows))


def _do_drop(write: Write, plan: Plan) -> Outcome:
    group, rows = plan.data
    for row in rows:
        write.remove(row)
    return Outcome(message=f"took {len(rows)} out of group “{group.name}”", changed=(group.ref,))


ACTIONS: tuple[Action, ...] = (
    Action(name="group.new", title="New group", help="Make a group of influencers.", form=NewGroup, plan=_plan_new,
           do=_do_new),
    Action(name="group.add", title="Add to a group", help="Add influencers to a group.", form=ChangeGroup,
           plan=_plan_add, do=_do_add, subject="group"),
    Action(name="group.drop", title="Take out of a group", help="Take influencers out of a group.", form=ChangeGroup,
           plan=_plan_drop, do=_do_drop, subject="group"),
)  # fmt: skip
