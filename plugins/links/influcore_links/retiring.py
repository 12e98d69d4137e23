"""The action that ends a link."""

from __future__ import annotations

from attrs import evolve, frozen

from influcore import Action, Outcome, Plan, Read, Refused, Write, opt

from .entities import Link
from .reading import find_link
from .shown import shown_address


@frozen(kw_only=True)
class RetireLink:
    """Form of ``links.retire``."""

    link: str = opt("The link: its code, short path or id.", ref=Link.KIND, arg=True)


def plan_retire(read: Read, form: RetireLink) -> Plan:
    """Say what the link led to."""
    link = find_link(read, form.link)
    if link.state == "retired":
        raise Refused(f"{link.label} is retired already")
    return Plan(
        lines=[f"{link.label} will answer “not found”; it leads to {shown_address(link.tagged)}"],
        form=form,
        reads=(link,),
        data=link,
        warnings=("posts that show it keep showing it",),
    )


def do_retire(write: Write, plan: Plan) -> Outcome:
    """Retire the link; its row and its code stay."""
    link: Link = write.change(evolve(plan.data, state="retired"))
    return Outcome(message=f"retired {link.label}", changed=(link.ref,))


RETIRE = Action(
    name="links.retire",
    title="Retire a link",
    help="Retire a link: its short address leads nowhere any more.",
    form=RetireLink,
    plan=plan_retire,
    do=do_retire,
    risk="confirm",
    subject=Link.KIND,
)
