"""The action that takes a contract a step further, and writes its history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import attrs

from influcore import Action, Campaign, Collaboration, InvalidInput, Outcome, Plan, Read, Refused, Write

from .advice import advice
from .entities import Contract, Event
from .forms import MoveContract
from .reading import find_contract, today_of
from .states import ENDED, TRANSITIONS, may_follow


def plan_move(read: Read, form: MoveContract) -> Plan:
    """Check the step. Errors: Refused names the steps there are; InvalidInput by field."""
    contract = find_contract(read, form.contract)
    if not may_follow(contract.status, form.to):
        steps = ", ".join(f"“{status}”" for status in TRANSITIONS[contract.status]) or "nothing; make a new one"
        raise Refused(
            f"“{contract.title}” is {contract.status} and can not become {form.to}", hint=f"it can become {steps}"
        )
    if contract.status == "signed" and not form.note.strip():
        raise InvalidInput(
            "a signed contract is not taken back without a word", problems=[("note", "is needed: say why")]
        )
    signed_on = _signed_on(read, contract, form)
    event = Event(
        contract=contract.id, at=read.now, from_status=contract.status, to_status=form.to, by=form.by, note=form.note
    )
    signed = f" on {signed_on}" if signed_on else ""
    silent = form.to in ENDED and not form.note.strip()
    return Plan(
        lines=[f"“{contract.title}”: {contract.status} → {form.to}{signed}"],
        form=form,
        reads=(contract,),
        data=(attrs.evolve(contract, status=form.to, signed_on=signed_on), event),
        warnings=(
            *(["no reason is given; the history will not tell"] if silent else []),
            *(advice(read, contract) if form.to in ("prepared", "sent") else []),
        ),
    )


def do_move(write: Write, plan: Plan) -> Outcome:
    """Keep the new status and the step."""
    contract, event = plan.data
    moved = write.change(contract)
    write.add(attrs.evolve(event, at=write.now))
    return Outcome(message=plan.lines[0], changed=(moved.ref,))


def prefill_move(read: Read, key: str) -> Mapping[str, Any]:
    """Fill in which contract it is, and the step that usually comes next."""
    contract = find_contract(read, key)
    following = TRANSITIONS[contract.status] if contract.status != "signed" else ()
    return {"contract": contract.id} | ({"to": following[0]} if following else {})


def _signed_on(read: Read, contract: Contract, form: MoveContract) -> dt.date | None:
    if form.to != "signed":
        if form.on is not None:
            raise InvalidInput(
                "only a signature has a day of its own", problems=[("on", f"does not go with {form.to}")]
            )
        return None
    today = today_of(read, read.get(Campaign, read.get(Collaboration, contract.collaboration).campaign))
    if form.on is not None and form.on > today:
        raise InvalidInput("that day has not come yet", problems=[("on", f"{form.on} is after {today}")])
    return form.on or today


MOVE = Action(
    name="contracts.move",
    title="Move contract on",
    help="Note a step of a contract: prepared, sent, viewed, signed, withdrawn, …",
    form=MoveContract,
    plan=plan_move,
    do=do_move,
    prefill=prefill_move,
    subject=Contract.KIND,
)
