"""Deliverables out of a text as people write them in offers and mails."""

from __future__ import annotations

import datetime as dt

from attrs import frozen

from influcore.contributions import Action, Outcome, Plan, Read, Write, opt
from influcore.errors import InvalidInput

from ..piece_text import understand
from .deliverables import AddDeliverable, plan_add


@frozen(kw_only=True)
class AddText:
    """Form of ``deliverable.add_text``."""

    campaign: str = opt("Which campaign.", arg=True, ref="campaign")
    influencer: str = opt("Who makes it: slug or @handle; joins the campaign if need be.", arg=True, ref="influencer")
    text: str = opt("What was agreed, in words.", arg=True, example="1x Reel, 2x Stories")
    due: dt.datetime = opt("When it is due, in the campaign's time zone.", short="d", example="2026-06-12 18:00")
    platform: str = opt("Network, where the text does not say it.", default="", short="p", example="instagram")
    every: int = opt("Days between pieces of one format.", default=0)


def _plan(read: Read, form: AddText) -> Plan:
    understood = understand(form.text)
    if not understood.pieces:
        raise InvalidInput(
            f"no deliverable was understood in “{form.text[:80]}”", hint="write it as in “1x Reel, 2x Stories”"
        )
    forms = [
        AddDeliverable(
            campaign=form.campaign, influencer=form.influencer, format=piece.format, due=form.due,
            platform=piece.platform or form.platform, count=piece.count, every=form.every,
        )
        for piece in understood.pieces
    ]  # fmt: skip
    plans = [plan_add(read, one) for one in forms]
    lines = tuple(dict.fromkeys(plans[0].lines[: -forms[0].count]))
    lines += tuple(line for plan, one in zip(plans, forms, strict=True) for line in plan.lines[-one.count :])
    warnings = tuple(f"not understood: “{words}”" for words in understood.left)
    warnings += tuple(warning for plan in plans for warning in plan.warnings)
    return Plan(lines=lines, warnings=warnings, data=forms)


def _do(write: Write, plan: Plan) -> Outcome:
    outcomes = [write.run("deliverable.add", form) for form in plan.data]
    message = "; ".join(outcome.message for outcome in outcomes)
    return Outcome(message=message, changed=tuple(ref for outcome in outcomes for ref in outcome.changed))


ACTIONS: tuple[Action, ...] = (
    Action(
        name="deliverable.add_text", title="Add deliverables from a text",
        help="Plan the pieces that a text names, as “1x Reel, 2x Stories”; what is not understood is shown.",
        form=AddText, plan=_plan, do=_do,
    ),
)  # fmt: skip
