"""Targets: what a campaign is meant to reach."""

from __future__ import annotations

import math

from attrs import evolve, frozen

from influcore.contributions import Action, Outcome, Plan, Read, Write, opt
from influcore.contributions.numbers import parse_number
from influcore.entities import Campaign, Target, exponent, parse_money
from influcore.errors import InvalidInput, Refused

from .editing import made


@frozen(kw_only=True)
class SetTarget:
    """Form of ``campaign.target``."""

    campaign: str = opt("Which campaign.", arg=True, ref="campaign")
    kpi: str = opt("Which KPI or metric.", arg=True, example="engagements")
    value: str = opt("What it is to be: a number, an amount of money, or a share.", arg=True, default="",
                     example="500000")  # fmt: skip
    remove: bool = opt("Take the target away.", default=False)


def _value(text: str, currency: str) -> float:
    """Read a number: 500000, 2.5k, 3 %, 1200 EUR. Errors: InvalidInput."""
    plain = text.strip()
    share = plain.endswith("%")
    try:
        if plain[-3:].isalpha() and plain[-3:].isupper():
            amount = parse_money(plain)
            if amount.currency != currency:
                raise ValueError(f"the campaign is in {currency}")
            return float(amount.minor) / float(10 ** exponent(currency))
        number = parse_number(plain.removesuffix("%").strip())
    except ValueError as error:
        raise InvalidInput("can not set that", problems=[("value", str(error))]) from error
    if number is None or not 0 <= number < math.inf:
        raise InvalidInput("can not set that", problems=[("value", f"“{text[:40]}” is no number from 0 on")])
    return number / 100 if share else float(number)


def _plan(read: Read, form: SetTarget) -> Plan:
    campaign = read.get(Campaign, form.campaign)
    kpi = form.kpi.strip().casefold().replace(" ", "_")
    there = read.list(Target, campaign=campaign.id, kpi=kpi)
    if form.remove:
        if not there:
            raise Refused(f"“{campaign.name}” has no target for {kpi}")
        return Plan(lines=(f"no target for {kpi} any more",), reads=(there[0],), data=("remove", there[0]))
    value = _value(form.value, campaign.currency)
    line = f"“{campaign.name}” is to reach {kpi} {form.value.strip()}"
    if there:
        return Plan(lines=(f"{line}, no longer {there[0].value:g}",), reads=(there[0],),
                    data=("change", evolve(there[0], value=value)))  # fmt: skip
    return Plan(lines=(line,), data=("add", made(Target, campaign=campaign.id, kpi=kpi, value=value)))


def _do(write: Write, plan: Plan) -> Outcome:
    what, target = plan.data
    if what == "remove":
        write.remove(target)
        return Outcome(message=plan.lines[0])
    kept = write.add(target) if what == "add" else write.change(target)
    return Outcome(message=plan.lines[0], changed=(kept.ref,))


ACTIONS: tuple[Action, ...] = (
    Action(
        name="campaign.target", title="Set a target",
        help="Say what a campaign is meant to reach; the plan then says how likely that is.",
        form=SetTarget, plan=_plan, do=_do, subject="campaign",
    ),
)  # fmt: skip
