"""The action that says of a kept list that it is a sample."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from attrs import frozen

from influcore import Action, InvalidInput, Outcome, Plan, Read, Ref, Write, opt

from .entities import AudiencePart
from .forgetting import lists_named
from .lists import Held


@frozen(kw_only=True)
class SampledList:
    """Form of ``overlap.sampled``."""

    audience: str = opt(
        "The list: its id, or platform:account for all of an account's.", ref=AudiencePart.KIND, arg=True
    )
    rate: float = opt("Which share of the followers was drawn, above 0; 1 says that it is whole.", example="0.1")
    taken_on: dt.date | None = opt("Only the list of this day.", default=None, example="2026-06-01")


def plan_sampled(read: Read, form: SampledList) -> Plan:
    """Say which lists would count as samples."""
    if not 0 < form.rate <= 1:
        raise InvalidInput("no such rate", problems=[("rate", f"{form.rate} must be above 0, at most 1")])
    chosen = tuple(lists_named(read, form.audience, form.taken_on))
    lines = [
        f"{h.label} of {h.taken_on}: {h.people:,} followers, {form.rate:.3g} of about {h.people / form.rate:,.0f}"
        for h in chosen
    ]
    return Plan(lines=lines, form=form, data=chosen)


def do_sampled(write: Write, plan: Plan) -> Outcome:
    """Keep the rate with every part of the lists."""
    chosen: Sequence[Held] = plan.data
    write.execute_many(
        f"UPDATE {AudiencePart.KIND} SET rate = ?, rev = rev + 1 "
        "WHERE platform = ? AND namespace = ? AND account = ? AND digest = ?",
        [(plan.form.rate, *held.space, held.account, held.digest) for held in chosen],
    )
    refs = tuple(Ref(AudiencePart.KIND, held.id, held.label) for held in chosen)
    write.note("", refs, rate=plan.form.rate)
    return Outcome(message="; ".join(plan.lines), changed=refs)


SAMPLED = Action(
    name="overlap.sampled",
    title="A list is a sample",
    help="Say that a list has only a drawn share of the followers, so that answers are intervals.",
    form=SampledList,
    plan=plan_sampled,
    do=do_sampled,
    risk="safe",
    undo="compensate",
    compensate="overlap.sampled",
    subject=AudiencePart.KIND,
)
