"""Noting a concern, and laying one to rest."""

from __future__ import annotations

from attrs import evolve, frozen
from influcore import Action, Influencer, Outcome, Plan, Read, Refused, Write, opt
from influcore.entities import slugify

from .entities import Concern, Gravity
from .reading import concerns_of


@frozen(kw_only=True)
class Flag:
    """Form of ``brand_safety.flag``."""

    influencer: str = opt("Whom it is about: slug or @handle.", ref="influencer", arg=True)
    topic: str = opt("What it is about, in a word.", arg=True, example="alcohol")
    gravity: Gravity = opt("How grave it is.", default="medium")
    seen: str = opt("Where it was seen.", default="", example="https://example.com/post/1")
    note: str = opt("What there is to say.", default="")


@frozen(kw_only=True)
class Settle:
    """Form of ``brand_safety.settle``."""

    influencer: str = opt("Whom it is about: slug or @handle.", ref="influencer", arg=True)
    topic: str = opt("Which concern.", arg=True, example="alcohol")
    note: str = opt("Why it is none any more.", example="an old post, deleted")


def plan_flag(read: Read, form: Flag) -> Plan:
    """Say what would be noted. Errors: Refused where it is noted already."""
    person = read.get(Influencer, form.influencer)
    topic = slugify(form.topic)
    former = _find(read, person, topic)
    if former is not None and former.is_open:
        raise Refused(f"{topic} is noted about {person.name} already", hint="settle it first")
    concern = Concern(
        influencer=person.id, topic=topic, gravity=form.gravity, noted=read.today, seen=form.seen, note=form.note
    )
    again = " again" if former is not None else ""
    return Plan(
        lines=(f"note {topic}{again} about {person.name}, {form.gravity}",),
        reads=(person, *([former] if former is not None else [])),
        data=evolve(concern, id=former.id, rev=former.rev) if former is not None else concern,
        warnings=() if form.seen else ("nobody will know where it was seen",),
    )


def do_flag(write: Write, plan: Plan) -> Outcome:
    """Note it."""
    concern: Concern = plan.data
    kept = write.change(concern) if concern.id else write.add(concern)
    return Outcome(message=plan.lines[0].replace("note", "noted", 1), changed=(kept.ref,))


def plan_settle(read: Read, form: Settle) -> Plan:
    """Say what would be laid to rest. Errors: Refused names the open ones."""
    person = read.get(Influencer, form.influencer)
    concern = _find(read, person, slugify(form.topic))
    if concern is None or not concern.is_open:
        topics = [c.topic for c in concerns_of(read, [person.id]).get(person.id, ()) if c.is_open]
        raise Refused(
            f"there is no open concern “{form.topic}” about {person.name}",
            hint=f"there is {', '.join(topics)}" if topics else "there is none at all",
        )
    return Plan(
        lines=(f"settle {concern.topic} about {person.name}: {form.note}",),
        reads=(concern,),
        data=evolve(concern, settled=read.today, note=form.note),
    )


def do_settle(write: Write, plan: Plan) -> Outcome:
    """Lay it to rest; it stays on record."""
    settled: Concern = write.change(plan.data)
    return Outcome(message=f"settled {settled.topic}", changed=(settled.ref,))


def _find(read: Read, person: Influencer, topic: str) -> Concern | None:
    return next(iter(read.list(Concern, influencer=person.id, topic=topic)), None)


FLAG = Action(
    name="brand_safety.flag",
    title="Note a concern",
    help="Note what a brand should know about an influencer.",
    form=Flag,
    plan=plan_flag,
    do=do_flag,
    subject="influencer",
)
SETTLE = Action(
    name="brand_safety.settle",
    title="Settle a concern",
    help="Lay a concern about an influencer to rest; it stays on record.",
    form=Settle,
    plan=plan_settle,
    do=do_settle,
    risk="confirm",
    subject="influencer",
)
