"""The actions that write down what is agreed: a new contract, or other terms for one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from influcore import Action, Campaign, Collaboration, Influencer, InvalidInput, Outcome, Plan, Read, Refused, Write

from .advice import advice
from .entities import Contract, Event
from .forms import CreateContract, EditContract, Terms
from .reading import find_contract, today_of
from .states import ENDED
from .terms import complaints

_OUT = ("sent", "viewed", "partly signed")
_TERMS = tuple(f.name for f in attrs.fields(Terms))


def plan_create(read: Read, form: CreateContract) -> Plan:
    """Put a contract together from what is given. Errors: InvalidInput, all complaints at once."""
    collaboration = read.get(Collaboration, form.collaboration)
    campaign = read.get(Campaign, collaboration.campaign)
    influencer = read.get(Influencer, collaboration.influencer)
    terms = {"title": f"{influencer.name} × {campaign.name}"} | _given(form, campaign)
    terms |= {"status": "signed" if form.signed_on else "draft", "signed_on": form.signed_on}
    found = list(complaints(terms))
    if form.signed_on and form.signed_on > today_of(read, campaign):
        found.append(("signed_on", f"{form.signed_on} has not come yet"))
    if found:
        raise InvalidInput("this can not be a contract", problems=found)
    contract = Contract(collaboration=collaboration.id, **terms)
    open_ones = [c for c in read.list(Contract, collaboration=collaboration.id) if c.status not in ENDED]
    doubles = [f"{influencer.name} has a contract in this campaign: “{c.title}” ({c.status})" for c in open_ones]
    return Plan(
        lines=[
            f"new contract “{contract.title}” ({contract.status})",
            *_told(Contract(collaboration="", title="x"), contract),
        ],
        form=form,
        reads=(collaboration,),
        data=contract,
        warnings=(*doubles, *advice(read, contract)),
    )


def do_create(write: Write, plan: Plan) -> Outcome:
    """Keep the contract and the first step of its history."""
    contract = write.add(plan.data)
    write.add(Event(contract=contract.id, at=write.now, to_status=contract.status))
    return Outcome(message=plan.lines[0], changed=(contract.ref,))


def plan_edit(read: Read, form: EditContract) -> Plan:
    """Compare the terms. Errors: Refused for a signed contract's terms; InvalidInput, all complaints at once."""
    contract = find_contract(read, form.contract)
    campaign = read.get(Campaign, read.get(Collaboration, contract.collaboration).campaign)
    given = _given(form, campaign) | dict.fromkeys(form.clear)
    changed = {name: value for name, value in given.items() if value != getattr(contract, name)}
    if contract.status == "signed" and set(changed) - {"title", "note"}:
        raise Refused(
            f"“{contract.title}” is signed; its terms stand",
            hint="make another contract, or move it to “error” if the signature was noted by mistake",
        )
    found = complaints(attrs.asdict(contract, recurse=False) | changed)
    if found:
        raise InvalidInput(f"contract “{contract.title}” can not become that", problems=found)
    new = attrs.evolve(contract, **changed)
    out = [f"it is {contract.status} already: the others have the old terms"] if contract.status in _OUT else []
    return Plan(
        lines=_told(contract, new) or ["nothing to change"],
        form=form,
        reads=(contract,),
        data=new if changed else None,
        warnings=(*(out if changed else []), *advice(read, new)),
    )


def do_edit(write: Write, plan: Plan) -> Outcome:
    """Keep the new terms."""
    before: Contract = plan.reads[0]  # type: ignore[assignment]
    if plan.data is None:
        return Outcome(message=f"contract “{before.title}”: nothing to change")
    contract: Contract = write.change(plan.data)
    return Outcome(message=f"changed contract “{contract.title}”: {'; '.join(plan.lines)}", changed=(contract.ref,))


def prefill_edit(read: Read, key: str) -> Mapping[str, Any]:
    """Fill the form with the terms as they are."""
    contract = find_contract(read, key)
    return {"contract": contract.id} | {name: getattr(contract, name) for name in _TERMS}


def _given(form: Terms, campaign: Campaign) -> dict[str, Any]:
    """Give the terms that were given; naming a category or competitors is wanting that exclusivity."""
    given = {name: value for name in _TERMS if (value := getattr(form, name)) is not None}
    if "law" in given:
        given["law"] = given["law"].strip().upper()
    if "exclusivity" not in given and given.get("exclusivity_competitors"):
        given["exclusivity"] = "competitor"
    elif "exclusivity" not in given and given.get("exclusivity_category"):
        given["exclusivity"] = "category"
    if given.get("exclusivity") == "category" and campaign.category:
        given.setdefault("exclusivity_category", campaign.category)
    return given


def _told(before: Contract, after: Contract) -> Sequence[str]:
    """Tell each term that differs, one line each."""
    return [
        f"{name.replace('_', ' ')}: {_text(old)} → {_text(new)}"
        for name in _TERMS
        if (old := getattr(before, name)) != (new := getattr(after, name)) and (name != "title" or before.id)
    ]


def _text(value: Any) -> str:
    return (", ".join(value) if isinstance(value, tuple) else str(value or "")) or "–"


CREATE = Action(
    name="contracts.create",
    title="New contract",
    help="Make a contract for a collaboration.",
    form=CreateContract,
    plan=plan_create,
    do=do_create,
    subject="collaboration",
)
EDIT = Action(
    name="contracts.edit",
    title="Edit contract",
    help="Change the terms of a contract.",
    form=EditContract,
    plan=plan_edit,
    do=do_edit,
    prefill=prefill_edit,
    subject=Contract.KIND,
)
