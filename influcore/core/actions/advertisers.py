"""Advertisers: who pays."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from influcore.contributions import Action, Outcome, Plan, Read, Write, opt
from influcore.entities import Advertiser

from .editing import changes, edit_do, edit_plan, free_slug, made, values_of


@frozen(kw_only=True)
class NewAdvertiser:
    """Form of ``advertiser.new``."""

    name: str = opt("The brand's name.", arg=True, example="Maison Verte")
    slug: str | None = opt("A short name to type; made from the name if left out.", default=None)
    country: str = opt("ISO country code.", default="", example="FR")


@frozen(kw_only=True)
class EditAdvertiser:
    """Form of ``advertiser.edit``."""

    advertiser: str = opt("Which advertiser.", arg=True, ref="advertiser")
    name: str | None = opt("The brand's name.", default=None)
    slug: str | None = opt("A short name to type.", default=None)
    country: str | None = opt("ISO country code.", default=None)


def _plan_new(read: Read, form: NewAdvertiser) -> Plan:
    slug = free_slug(read, Advertiser, form.name, form.slug)
    entity = made(Advertiser, name=form.name, slug=slug, country=form.country)
    return Plan(lines=(f"new advertiser “{entity.name}” ({slug})",), data=entity)


def _do_new(write: Write, plan: Plan) -> Outcome:
    entity = write.add(plan.data)
    return Outcome(message=f"new advertiser “{entity.name}” ({entity.slug})", changed=(entity.ref,))


def _plan_edit(read: Read, form: EditAdvertiser) -> Plan:
    entity = read.get(Advertiser, form.advertiser)
    return edit_plan(entity, changes(entity, form))


def _prefill(read: Read, key: str) -> dict[str, Any]:
    entity = read.get(Advertiser, key)
    return values_of(entity, EditAdvertiser, advertiser=entity.slug)


ACTIONS: tuple[Action, ...] = (
    Action(
        name="advertiser.new", title="New advertiser", help="Add an advertiser.", form=NewAdvertiser, plan=_plan_new,
        do=_do_new,
    ),
    Action(
        name="advertiser.edit", title="Edit advertiser", help="Change an advertiser.", form=EditAdvertiser,
        plan=_plan_edit, do=edit_do, prefill=_prefill, subject="advertiser",
    ),
)  # fmt: skip
