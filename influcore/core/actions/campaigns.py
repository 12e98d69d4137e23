"""Campaigns: made, edited, removed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from attrs import evolve, fields, frozen

from influcore.contributions import Action, LongText, Outcome, Plan, Read, Write, opt
from influcore.entities import Advertiser, Campaign, Money
from influcore.entities.campaigns import CampaignFormat, Compensation, Objective

from .editing import changes, edit_do, edit_plan, free_slug, made, refuse_if_pointed_at, values_of


@frozen(kw_only=True)
class NewCampaign:
    """Form of ``campaign.new``."""

    name: str = opt("What the campaign is called.", arg=True, example="Summer launch")
    advertiser: str = opt(
        "Who pays: an advertiser, or the name of a new one.", ref="advertiser", example="maison-verte"
    )
    starts: dt.date = opt("First day, included.", example="2026-06-01")
    ends: dt.date = opt("Last day, included.", example="2026-06-30")
    budget: Money | None = opt("What it may cost, excluding VAT.", default=None, example="20000 EUR")
    currency: str | None = opt("Currency of the campaign; the budget's if left out.", default=None, example="EUR")
    slug: str | None = opt("A short name to type; made from the name if left out.", default=None)
    zone: str = opt("Time zone of its days and due times.", default="UTC", example="Europe/Paris")
    objective: Objective = opt("What it is for.", default="awareness")
    compensation: Compensation = opt("How influencers are compensated.", default="paid")
    format: CampaignFormat = opt("What kind of campaign it is.", default="product placement")
    promotional_objective: str = opt(
        "A key that campaigns of one promotion share (for the French counter).", default=""
    )
    category: str = opt("Product category, for exclusivity.", default="", example="skin care")
    markets: tuple[str, ...] = opt("Countries it aims at.", default=(), example="FR, BE")
    hashtags: tuple[str, ...] = opt("Hashtags that pieces must carry.", default=())
    landing_page: str = opt("Where links lead.", default="", example="https://example.com/summer")
    brief: LongText = opt("What it is about.", default=LongText(""))
    instructions: LongText = opt("What influencers are told.", default=LongText(""))


@frozen(kw_only=True)
class EditCampaign:
    """Form of ``campaign.edit``; what is left out stays."""

    campaign: str = opt("Which campaign.", arg=True, ref="campaign")
    name: str | None = opt("What it is called.", default=None)
    slug: str | None = opt("A short name to type.", default=None)
    starts: dt.date | None = opt("First day, included.", default=None)
    ends: dt.date | None = opt("Last day, included.", default=None)
    budget: Money | None = opt("What it may cost, excluding VAT.", default=None)
    zone: str | None = opt("Time zone of its days and due times.", default=None)
    objective: Objective | None = opt("What it is for.", default=None)
    compensation: Compensation | None = opt("How influencers are compensated.", default=None)
    format: CampaignFormat | None = opt("What kind of campaign it is.", default=None)
    promotional_objective: str | None = opt("A key that campaigns of one promotion share.", default=None)
    category: str | None = opt("Product category, for exclusivity.", default=None)
    markets: tuple[str, ...] | None = opt("Countries it aims at.", default=None)
    hashtags: tuple[str, ...] | None = opt("Hashtags that pieces must carry.", default=None)
    landing_page: str | None = opt("Where links lead.", default=None)
    brief: LongText | None = opt("What it is about.", default=None)
    instructions: LongText | None = opt("What influencers are told.", default=None)


@frozen(kw_only=True)
class RemoveCampaign:
    """Form of ``campaign.remove``."""

    campaign: str = opt("Which campaign.", arg=True, ref="campaign")


def _plan_new(read: Read, form: NewCampaign) -> Plan:
    lines = []
    advertiser = read.find(Advertiser, form.advertiser)
    if advertiser is None:
        slug = free_slug(read, Advertiser, form.advertiser)
        advertiser = made(Advertiser, name=form.advertiser, slug=slug)
        lines.append(f"new advertiser “{advertiser.name}” ({advertiser.slug})")
    same = {
        f.name: getattr(form, f.name) for f in fields(NewCampaign) if f.name not in ("advertiser", "slug", "currency")
    }
    currency = (form.currency or (form.budget.currency if form.budget else "EUR")).upper()
    slug = free_slug(read, Campaign, form.name, form.slug)
    campaign = made(Campaign, **same, slug=slug, currency=currency, advertiser=advertiser.id)
    days = (campaign.ends - campaign.starts).days + 1
    budget = str(campaign.budget) if campaign.budget else "no budget"
    lines.append(
        f"new campaign “{campaign.name}” ({slug}), {campaign.starts} to {campaign.ends}, {days} days, {budget}"
    )
    return Plan(lines=tuple(lines), data=(advertiser, campaign))


def _do_new(write: Write, plan: Plan) -> Outcome:
    advertiser, campaign = plan.data
    if not advertiser.id:
        advertiser = write.add(advertiser)
    campaign = write.add(evolve(campaign, advertiser=advertiser.id))
    return Outcome(message=plan.lines[-1], changed=(campaign.ref,))


def _plan_edit(read: Read, form: EditCampaign) -> Plan:
    campaign = read.get(Campaign, form.campaign)
    return edit_plan(campaign, changes(campaign, form))


def _prefill(read: Read, key: str) -> dict[str, Any]:
    campaign = read.get(Campaign, key)
    return values_of(campaign, EditCampaign, campaign=campaign.slug)


def _plan_remove(read: Read, form: RemoveCampaign) -> Plan:
    campaign = read.get(Campaign, form.campaign)
    refuse_if_pointed_at(read, campaign)
    return Plan(lines=(f"remove campaign “{campaign.name}”",), reads=(campaign,), data=campaign)


def _do_remove(write: Write, plan: Plan) -> Outcome:
    write.remove(plan.data)
    return Outcome(message=f"removed campaign “{plan.data.name}”", changed=(plan.data.ref,))


ACTIONS: tuple[Action, ...] = (
    Action(
        name="campaign.new", title="New campaign", help="Start a campaign.", form=NewCampaign, plan=_plan_new,
        do=_do_new,
    ),
    Action(
        name="campaign.edit", title="Edit campaign", help="Change a campaign.", form=EditCampaign, plan=_plan_edit,
        do=edit_do, prefill=_prefill, subject="campaign",
    ),
    Action(
        name="campaign.remove", title="Remove campaign", help="Remove an empty campaign.", form=RemoveCampaign,
        plan=_plan_remove, do=_do_remove, risk="confirm", subject="campaign",
    ),
)  # fmt: skip
