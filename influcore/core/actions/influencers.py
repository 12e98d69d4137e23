"""Influencers and their profiles."""

from __future__ import annotations

from typing import Any

from attrs import evolve, frozen

from influcore.contributions import Action, LongText, Outcome, Plan, Read, Write, opt
from influcore.entities import Influencer, Profile, clean_handle, platform_named
from influcore.entities.creators import State
from influcore.errors import InvalidInput

from .editing import changes, edit_do, edit_plan, free_slug, made, values_of


@frozen(kw_only=True)
class NewInfluencer:
    """Form of ``influencer.new``."""

    name: str = opt("Their name.", arg=True, example="Lea Martin")
    platform: str = opt("Network of their first profile.", default="", example="instagram")
    handle: str = opt("Handle or URL of that profile.", default="", example="@lea.martin")
    followers: int | None = opt("Followers of that profile.", default=None, example="48200")
    slug: str | None = opt("A short name to type; made from the name if left out.", default=None)
    country: str = opt("Country they live in.", default="", example="FR")
    languages: tuple[str, ...] = opt("Languages they publish in.", default=(), example="fr, en")
    categories: tuple[str, ...] = opt("What they publish about.", default=(), example="beauty, travel")
    tags: tuple[str, ...] = opt("Your own tags.", default=())
    email: str = opt("E-mail address.", default="")
    state: State = opt("Active, or a prospect who came in by themselves.", default="active")


@frozen(kw_only=True)
class EditInfluencer:
    """Form of ``influencer.edit``; what is left out stays."""

    influencer: str = opt("Which influencer: slug or @handle.", arg=True, ref="influencer")
    name: str | None = opt("Their name.", default=None)
    slug: str | None = opt("A short name to type.", default=None)
    country: str | None = opt("Country they live in.", default=None)
    languages: tuple[str, ...] | None = opt("Languages they publish in.", default=None)
    categories: tuple[str, ...] | None = opt("What they publish about.", default=None)
    tags: tuple[str, ...] | None = opt("Your own tags.", default=None)
    email: str | None = opt("E-mail address.", default=None)
    state: State | None = opt("Active, prospect or archived.", default=None)
    notes: LongText | None = opt("Notes.", default=None)


@frozen(kw_only=True)
class AddProfile:
    """Form of ``influencer.profile``: adds a profile, or updates the one with that handle."""

    influencer: str = opt("Which influencer: slug or @handle.", arg=True, ref="influencer")
    platform: str = opt("Network.", example="tiktok")
    handle: str = opt("Handle or URL.", example="@lea.martin")
    followers: int | None = opt("Followers.", default=None)
    verified: bool = opt("The platform has verified it.", default=False)
    hidden: bool = opt("Its follower list can not be seen.", default=False)


def profile_of(read: Read, influencer: str, platform: str, handle: str, followers: int | None, **more: Any) -> Profile:
    """Make a profile from what a person typed. Errors: InvalidInput names the field."""
    name = platform.strip().casefold()
    try:
        clean = clean_handle(handle, platform_named(name, read.platforms))
    except ValueError as error:
        raise InvalidInput("this can not be a profile", problems=[("handle", str(error))]) from error
    counted = read.today if followers is not None else None
    return made(
        Profile, influencer=influencer, platform=name, handle=clean, followers=followers, counted=counted, **more
    )


def _plan_new(read: Read, form: NewInfluencer) -> Plan:
    if bool(form.platform) != bool(form.handle):
        raise InvalidInput("a profile needs both", problems=[("platform", "and handle go together")])
    entity = made(
        Influencer, name=form.name, slug=free_slug(read, Influencer, form.name, form.slug), country=form.country,
        languages=form.languages, categories=form.categories, tags=form.tags, email=form.email, state=form.state,
    )  # fmt: skip
    profile = profile_of(read, "", form.platform, form.handle, form.followers) if form.platform else None
    if profile is not None and (owner := read.find(Influencer, f"{profile.platform}:{profile.handle}")):
        raise InvalidInput(f"{profile.label} belongs to {owner.name} already", hint="use `influcore influencer edit`")
    where = f", {profile.label}" if profile else ""
    return Plan(lines=(f"new influencer “{entity.name}” ({entity.slug}){where}",), data=(entity, profile))


def _do_new(write: Write, plan: Plan) -> Outcome:
    entity, profile = plan.data
    entity = write.add(entity)
    if profile is not None:
        write.add(evolve(profile, influencer=entity.id))
    return Outcome(message=plan.lines[0], changed=(entity.ref,))


def _plan_edit(read: Read, form: EditInfluencer) -> Plan:
    entity = read.get(Influencer, form.influencer)
    return edit_plan(entity, changes(entity, form))


def _prefill(read: Read, key: str) -> dict[str, Any]:
    entity = read.get(Influencer, key)
    return values_of(entity, EditInfluencer, influencer=entity.slug)


def _plan_profile(read: Read, form: AddProfile) -> Plan:
    person = read.get(Influencer, form.influencer)
    wanted = profile_of(
        read, person.id, form.platform, form.handle, form.followers, verified=form.verified, hidden=form.hidden
    )
    there = read.find(Profile, f"{wanted.platform}:{wanted.handle}")
    if there is None:
        return Plan(lines=(f"new profile {wanted.label} of “{person.name}”",), reads=(person,), data=wanted)
    if there.influencer != person.id:
        owner = read.get(Influencer, there.influencer)
        raise InvalidInput(f"{wanted.label} belongs to {owner.name} already")
    followers = there.followers if form.followers is None else form.followers
    changed = evolve(
        there, followers=followers, counted=wanted.counted or there.counted, verified=form.verified, hidden=form.hidden
    )
    return Plan(lines=(f"update profile {there.label} of “{person.name}”",), reads=(there,), data=changed)


def _do_profile(write: Write, plan: Plan) -> Outcome:
    profile = write.change(plan.data) if plan.data.id else write.add(plan.data)
    return Outcome(message=plan.lines[0], changed=(profile.ref,))


ACTIONS: tuple[Action, ...] = (
    Action(
        name="influencer.new", title="New influencer", help="Add an influencer.", form=NewInfluencer, plan=_plan_new,
        do=_do_new,
    ),
    Action(
        name="influencer.edit", title="Edit influencer", help="Change an influencer.", form=EditInfluencer,
        plan=_plan_edit, do=edit_do, prefill=_prefill, subject="influencer",
    ),
    Action(
        name="influencer.profile", title="Add or update a profile", help="Add or update a profile of an influencer.",
        form=AddProfile, plan=_plan_profile, do=_do_profile, subject="influencer",
    ),
)  # fmt: skip
