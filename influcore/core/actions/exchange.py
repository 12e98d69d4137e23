"""Exchange rates: stated by the user, with a day and a source."""

from __future__ import annotations

import datetime as dt

from attrs import evolve, frozen

from influcore.contributions import Action, Outcome, Plan, Read, Write, opt
from influcore.entities import ExchangeRate

from .editing import made


@frozen(kw_only=True)
class SetRate:
    """Form of ``exchange.set``."""

    base: str = opt("Currency that is converted.", arg=True, example="USD")
    quote: str = opt("Currency it is converted to.", arg=True, example="EUR")
    rate: str = opt("What one unit of the first is worth in the second.", arg=True, example="0.92")
    day: dt.date | None = opt("The day it was stated; today if left out.", default=None)
    source: str = opt("Who says so.", default="", example="ECB reference rate")


def _plan(read: Read, form: SetRate) -> Plan:
    wanted = made(
        ExchangeRate, base=form.base.strip().upper(), quote=form.quote.strip().upper(), rate=form.rate.strip(),
        day=form.day or read.today, source=form.source,
    )  # fmt: skip
    there = read.list(ExchangeRate, base=wanted.base, quote=wanted.quote, day=wanted.day.isoformat())
    if not there:
        return Plan(lines=(f"1 {wanted.base} is {wanted.rate} {wanted.quote} on {wanted.day}",), data=wanted)
    changed = evolve(there[0], rate=wanted.rate, source=wanted.source)
    line = f"1 {wanted.base} is {wanted.rate} {wanted.quote} on {wanted.day}, no longer {there[0].rate}"
    return Plan(lines=(line,), reads=(there[0],), data=changed)


def _do(write: Write, plan: Plan) -> Outcome:
    rate = write.change(plan.data) if plan.data.id else write.add(plan.data)
    return Outcome(message=plan.lines[0], changed=(rate.ref,))


ACTIONS: tuple[Action, ...] = (
    Action(
        name="exchange.set", title="State an exchange rate", help="State what one currency is worth in another.",
        form=SetRate, plan=_plan, do=_do,
    ),
)  # fmt: skip
