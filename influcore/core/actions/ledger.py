"""The ledger: the one place for what a collaboration costs. Entries are posted and reversed, never edited."""

from __future__ import annotations

import datetime as dt

from attrs import frozen

from influcore.contributions import Action, Outcome, Plan, Read, Write, opt
from influcore.entities import Collaboration, Entry, Influencer, Money
from influcore.entities.facts import EntryKind, Phase
from influcore.errors import InvalidInput, Refused

from .editing import made


@frozen(kw_only=True)
class Post:
    """Form of ``ledger.post``."""

    collaboration: str = opt("Whose: campaign/influencer, or the collaboration's id.", arg=True, ref="collaboration")
    amount: Money = opt("How much, excluding VAT.", arg=True, example="1500 EUR")
    kind: EntryKind = opt("What for.", default="fee", short="k")
    phase: Phase = opt("How far it is.", default="planned")
    day: dt.date | None = opt("On which day; today if left out.", default=None)
    note: str = opt("A note.", default="")


@frozen(kw_only=True)
class Reverse:
    """Form of ``ledger.reverse``."""

    entry: str = opt("Which entry: its id, or the end of it.", arg=True, ref="entry")
    why: str = opt("The reason.", default="")


def _plan_post(read: Read, form: Post) -> Plan:
    collaboration = read.get(Collaboration, form.collaboration)
    if form.amount.minor <= 0:
        raise InvalidInput(
            "can not post that", problems=[("amount", "must be more than nothing; reverse an entry instead")]
        )
    person = read.get(Influencer, collaboration.influencer)
    entry = made(
        Entry, collaboration=collaboration.id, kind=form.kind, phase=form.phase, amount=form.amount,
        day=form.day or read.today, note=form.note,
    )  # fmt: skip
    return Plan(lines=(f"{form.kind} of {form.amount} for “{person.name}” ({form.phase}, {entry.day})",), data=entry)


def _do_post(write: Write, plan: Plan) -> Outcome:
    entry = write.add(plan.data)
    return Outcome(message=f"posted {plan.lines[0]}", changed=(entry.ref,))


def _plan_reverse(read: Read, form: Reverse) -> Plan:
    entry = read.get(Entry, form.entry)
    if entry.reverses or read.list(Entry, reverses=entry.id):
        raise Refused("this entry is a reversal, or has been reversed already")
    back = made(
        Entry, collaboration=entry.collaboration, kind=entry.kind, phase=entry.phase, amount=-entry.amount,
        day=read.today, source=entry.source, reverses=entry.id, note=form.why,
    )  # fmt: skip
    return Plan(
        lines=(f"reverse {entry.kind} of {entry.amount} ({entry.phase}, {entry.day})",), reads=(entry,), data=back
    )


def _do_reverse(write: Write, plan: Plan) -> Outcome:
    entry = write.add(plan.data)
    return Outcome(message=plan.lines[0].replace("reverse ", "reversed ", 1), changed=(entry.ref,))


ACTIONS: tuple[Action, ...] = (
    Action(
        name="ledger.post", title="Post to the ledger", help="Post a fee, gift or other cost.", form=Post,
        plan=_plan_post, do=_do_post, subject="collaboration",
    ),
    Action(
        name="ledger.reverse", title="Reverse an entry", help="Reverse an entry of the ledger.", form=Reverse,
        plan=_plan_reverse, do=_do_reverse, risk="confirm", subject="entry",
    ),
)  # fmt: skip
