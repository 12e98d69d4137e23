"""The action that takes a list of followers away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from attrs import frozen

from influcore import Action, InvalidInput, Outcome, Plan, Read, Ref, UnknownId, Write, opt

from .entities import AudiencePart
from .lists import Held, kept_lists, near_accounts


@frozen(kw_only=True)
class ForgetList:
    audience: str = opt(
        "The list: its id, or platform:account for all of an account's.", ref=AudiencePart.KIND, arg=True
    )
    taken_on: dt.date | None = opt("Only the list of this day.", default=None, example="2026-06-01")


def plan_forget(read: Read, form: ForgetList) -> Plan:
    """Say which lists would go."""
    chosen = lists_named(read, form.audience, form.taken_on)
    return Plan(
        lines=[f"forget {h.people:,} followers of {h.label}, listed on {h.taken_on} by {h.source}" for h in chosen],
        form=form,
        data=tuple(chosen),
        warnings=("this can not be undone; the list comes back only by importing its file again",),
    )


def do_forget(write: Write, plan: Plan) -> Outcome:
    """Delete every part of the lists."""
    chosen: Sequence[Held] = plan.data
    write.execute_many(
        f"DELETE FROM {AudiencePart.KIND} WHERE platform = ? AND namespace = ? AND account = ? AND digest = ?",
        [(*held.space, held.account, held.digest) for held in chosen],
    )
    refs = tuple(Ref(AudiencePart.KIND, held.id, held.label) for held in chosen)
    lists = "the list" if len(chosen) == 1 else f"{len(chosen)} lists"
    message = f"forgot {lists} of {chosen[0].label}: {sum(held.people for held in chosen):,} followers"
    write.note("", refs)
    return Outcome(message=message, changed=refs)


def lists_named(read: Read, key: str, taken_on: dt.date | None) -> list[Held]:
    """Find lists, those of one day or all. Errors: UnknownId for the list, InvalidInput for the day."""
    found = _found(read, key)
    chosen = [held for held in found if taken_on in (None, held.taken_on)]
    if not chosen:
        days = ", ".join(sorted({held.taken_on.isoformat() for held in found}))
        raise InvalidInput("no such list", problems=[("taken_on", f"{found[0].label} has lists of {days}")])
    return chosen


def _found(read: Read, key: str) -> list[Held]:
    """Find lists by an id (or its end), or by the account. Errors: UnknownId with the nearest accounts."""
    part = read.find(AudiencePart, key)
    if part is not None:
        return kept_lists(read, part.platform, part.namespace, part.account, part.digest)
    space, _, account = key.strip().rpartition(":")
    found = kept_lists(read, space, "", account) or kept_lists(read, "", space, account) if space else []
    if not found:
        raise UnknownId("list", key, hint="see `influcore overlap snapshots`", near=near_accounts(read, account))
    return found


FORGET = Action(
    name="overlap.forget",
    title="Forget a follower list",
    help="Forget a list of followers: its hashes are deleted for good.",
    form=ForgetList,
    plan=plan_forget,
    do=do_forget,
    risk="confirm",
    undo="never",
    subject=AudiencePart.KIND,
)
