"""The action that sets how a campaign's links are tagged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import evolve, frozen

from influcore import Action, Campaign, InvalidInput, Outcome, Plan, Read, Write, opt

from .entities import Template
from .reading import patterns_of, template_of
from .tags import UTM
from .template import DEFAULT, PLACEHOLDERS, check_pattern, fill

_HELP = "The pattern of {0}; placeholders in braces."
_SAMPLE = {name: name for name in PLACEHOLDERS} | {"platform": "instagram", "influencer": "anna", "deliverable": "reel"}


@frozen(kw_only=True)
class SetTemplate:
    """Form of ``links.template``; what is left out stays."""

    campaign: str = opt("The campaign.", ref="campaign", arg=True)
    utm_source: str | None = opt(
        _HELP.format("utm_source"), label="utm_source", default=None, example=DEFAULT["utm_source"]
    )
    utm_medium: str | None = opt(
        _HELP.format("utm_medium"), label="utm_medium", default=None, example=DEFAULT["utm_medium"]
    )
    utm_campaign: str | None = opt(
        _HELP.format("utm_campaign"), label="utm_campaign", default=None, example=DEFAULT["utm_campaign"]
    )
    utm_content: str | None = opt(
        _HELP.format("utm_content"), label="utm_content", default=None, example=DEFAULT["utm_content"]
    )
    utm_term: str | None = opt(_HELP.format("utm_term"), label="utm_term", default=None, example="{category}")
    reset: bool = opt("Go back to the default patterns.", default=False)


def plan_template(read: Read, form: SetTemplate) -> Plan:
    """Check the patterns and show what they will make. What is not given stays as it is."""
    campaign = read.get(Campaign, form.campaign)
    own = template_of(read, campaign)
    given = {name: getattr(form, name) for name in UTM if getattr(form, name) is not None}
    if form.reset and given:
        raise InvalidInput("either go back to the default or give patterns", problems=[("reset", "stands alone")])
    problems = [(name, complaint) for name, pattern in given.items() if (complaint := _complaint(name, pattern))]
    if problems:
        raise InvalidInput("the tags can not be made like that", problems=problems)
    patterns = DEFAULT if form.reset else {**patterns_of(read, campaign), **given}
    new = None if form.reset else evolve(own or Template(campaign=campaign.id), **given)
    lines = [f"{name} = {patterns[name] or '(left out)'}  as in {_sample(campaign, patterns[name])}" for name in UTM]
    kept = int(read.value("SELECT count(*) FROM links_link WHERE campaign = ?", campaign.id))
    warnings = (f"the {kept} links that exist keep their tags",) if kept else ()
    return Plan(lines=lines, form=form, reads=(campaign,), data=(campaign, own, new), warnings=warnings)


def do_template(write: Write, plan: Plan) -> Outcome:
    """Keep the patterns, or take them away."""
    campaign, own, new = plan.data
    if new is None:
        if own is not None:
            write.remove(own)
        return Outcome(message=f"links of {campaign.slug} get the default tags", changed=(campaign.ref,))
    kept = write.add(new) if own is None else write.change(new)
    return Outcome(message=f"new links of {campaign.slug} will be tagged so", changed=(kept.ref,))


def prefill_template(read: Read, campaign: str) -> Mapping[str, Any]:
    """Fill the form with the patterns that hold now."""
    return dict(patterns_of(read, read.get(Campaign, campaign)))


def _complaint(name: str, pattern: str) -> str:
    if not pattern.strip() and name in ("utm_source", "utm_medium", "utm_campaign"):
        return "must not be empty"
    try:
        check_pattern(pattern)
    except ValueError as error:
        return str(error)
    return ""


def _sample(campaign: Campaign, pattern: str) -> str:
    return fill(pattern, _SAMPLE | {"campaign": campaign.slug, "objective": campaign.objective}) or "(left out)"


TEMPLATE = Action(
    name="links.template",
    title="Tags of the links",
    help="Set how the links of a campaign are tagged.",
    form=SetTemplate,
    plan=plan_template,
    do=do_template,
    subject="campaign",
    prefill=prefill_template,
)
