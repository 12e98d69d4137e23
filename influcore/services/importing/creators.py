"""Keeps accounts: each becomes an influencer with a profile, or brings the one that is known up to date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from attrs import evolve

from influcore.contributions import CreatorRecord, Reject, TakeReport, Write
from influcore.entities import (
    Alias,
    Entity,
    Ids,
    Influencer,
    Observation,
    Profile,
    check_text,
    clean_handle,
    platform_named,
    slugify,
)

from .averages import Averages
from .countries import country_code
from .known import Known, known_accounts
from .plain import plain_name

Account = tuple[str, str]  # platform, clean handle


class CreatorTaker:
    """Fulfils `influcore.contributions.Taker` for `CreatorRecord`.

    Within one file the first row of an account counts: the same again is the same, another one is a reject. So a second
    import of that file changes nothing. Older numbers (``as_of``) never replace newer ones.
    """

    def __init__(self, write: Write, source_name: str, as_of: dt.datetime, *, dated: bool = False) -> None:
        self._write = write
        self._as_of = as_of
        self._dated = dated
        self._source = source_name
        self._ids = Ids()
        self._platforms = {p.name: p for p in write.platforms}
        self._slugs: set[str] | None = None
        self._seen: dict[Account, tuple[int, int]] = {}
        self._keys: dict[tuple[str, str], Account] = {}
        self._averages = Averages(write, as_of, dated=dated)
        self._new = self._changed = self._same = self._older = 0
        self._numbers = False
        self._rejects: list[Reject] = []

    def take(self, records: Sequence[CreatorRecord]) -> None:
        fresh = self._once_each(records)
        known = known_accounts(self._write, fresh)
        added: list[Entity] = []
        observed: list[Observation | None] = []
        averages = self._averages.among([p.id for p in known.profiles.values()])
        for account, record in fresh.items():
            self._numbers = self._numbers or record.followers is not None or bool(record.averages)
            profile, reason = known.find(account, record)
            if reason:
                self._rejects.append(Reject(record.line, reason, "handle", record.handle))
            elif profile is None:
                made = self._make(account, record)
                added += made
                observed.append(averages.observe(_profile_among(made).id, record))
                self._new += 1
            else:
                changed = self._bring_up_to_date(profile, known.influencers[profile.influencer], record, known)
                observation = averages.observe(profile.id, record)
                observed.append(observation)
                self._changed += changed or observation is not None
                self._same += not (changed or observation is not None)
        for kind in (Influencer, Profile, Alias):
            self._write.add_many([e for e in added if isinstance(e, kind)])
        self._write.add_many([o for o in observed if o is not None])

    def close(self) -> TakeReport:
        lines = []
        if self._older:
            lines.append(f"{self._older:,} accounts have newer numbers than {self._as_of:%Y-%m-%d}; theirs were kept")
        if self._averages.clashes:
            lines.append(f"{self._averages.clashes:,} averages differ from others of the same moment and were left out")
        if not self._dated and self._numbers and (self._new or self._changed):
            lines.append(
                f"the file has no date: its numbers are taken as of {self._as_of:%Y-%m-%d} (else give --as-of)"
            )
        return TakeReport(
            what="influencers", new=self._new, changed=self._changed, same=self._same, lines=tuple(lines),
            rejects=tuple(self._rejects),
        )  # fmt: skip

    def _once_each(self, records: Sequence[CreatorRecord]) -> Mapping[Account, CreatorRecord]:
        """Give the records by account, each account the first time it comes in this file."""
        fresh: dict[Account, CreatorRecord] = {}
        for record in records:
            try:
                platform = self._platforms.get(record.platform) or platform_named(record.platform, ())
                handle = clean_handle(record.handle, platform)
                check_text(None, None, handle)
            except ValueError as error:
                self._rejects.append(Reject(record.line, str(error), "handle", record.handle[:80]))
                continue
            account = (record.platform, handle)
            reason = self._repeated(account, record)
            if reason is None:
                fresh[account] = record
            elif reason:
                self._rejects.append(Reject(record.line, reason, "handle", record.handle[:80]))
            else:
                self._same += 1
        return fresh

    def _repeated(self, account: Account, record: CreatorRecord) -> str | None:
        """Say None for an account's first row, '' for the same row again, and else what is wrong with it."""
        mark = _fingerprint(record)
        first, line = self._seen.setdefault(account, (mark, record.line))
        if line != record.line:
            return "" if first == mark else f"this account is on line {line} already, with other values"
        key = (record.namespace, record.key)
        if all(key) and self._keys.setdefault(key, account) != account:
            del self._seen[account]
            return f"id {record.key} is that of {self._keys[key][1]} already"
        return None

    def _make(self, account: Account, record: CreatorRecord) -> list[Entity]:
        """Make an influencer with a profile, and an alias where the file has ids of its own."""
        platform, handle = account
        name = plain_name(record.name) or handle
        influencer = Influencer(
            id=self._ids(), slug=self._slug(handle, name), name=name, country=country_code(record.country),
            categories=_texts(record.categories), tags=_texts(record.tags),
        )  # fmt: skip
        profile = Profile(
            id=self._ids(), influencer=influencer.id, platform=platform, handle=handle, followers=record.followers,
            counted=None if record.followers is None else self._as_of.date(), verified=record.verified,
            hidden=record.hidden,
        )  # fmt: skip
        alias = Alias(profile=profile.id, namespace=record.namespace, key=record.key)
        return [influencer, profile, alias] if record.namespace and record.key else [influencer, profile]

    def _slug(self, handle: str, name: str) -> str:
        """Make a slug of the handle (of the name, where the handle is a mere number) that nobody has."""
        if self._slugs is None:
            self._slugs = {row["slug"] for row in self._write.rows("SELECT slug FROM influencer")}
        base = slugify(name, fallback="") if handle.isdigit() else slugify(handle, fallback="")
        base = base or slugify(name, fallback="") or slugify(handle, fallback="influencer")
        slug, number = base, 1
        while slug in self._slugs:
            number += 1
            slug = f"{base}-{number}"
        self._slugs.add(slug)
        return slug

    def _bring_up_to_date(self, profile: Profile, person: Influencer, record: CreatorRecord, known: Known) -> bool:
        """Change what differs; gives whether anything did."""
        changed = False
        if record.namespace and record.key and (record.namespace, record.key) not in known.aliases:
            self._write.add(Alias(profile=profile.id, namespace=record.namespace, key=record.key))
            changed = True
        if profile.counted is not None and profile.counted > self._as_of.date():
            self._older += 1
            return changed
        newer = self._newer_profile(profile, record)
        if newer != profile:
            self._write.change(newer)
            changed = True
        known_better = _newer_person(person, record, alone=known.profiles_of(person.id) == 1)
        if known_better != person:
            known.influencers[person.id] = self._write.change(known_better)
            changed = True
        return changed

    def _newer_profile(self, profile: Profile, record: CreatorRecord) -> Profile:
        flags = evolve(profile, verified=profile.verified or record.verified, hidden=profile.hidden or record.hidden)
        if record.followers is None or (record.followers == profile.followers and not self._dated):
            return flags
        return evolve(flags, followers=record.followers, counted=self._as_of.date())


def _fingerprint(record: CreatorRecord) -> int:
    """Give 64 bits that stand for all a row says, so that a million of them fit into memory."""
    said = (
        record.name, record.country, record.followers, record.categories, record.tags, record.verified, record.hidden,
        record.namespace, record.key, tuple(sorted(record.averages.items())),
    )  # fmt: skip
    return hash(said)


def _profile_among(made: Sequence[Entity]) -> Profile:
    return next(e for e in made if isinstance(e, Profile))


def _texts(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for value in values if (text := plain_name(value))))


def _newer_person(person: Influencer, record: CreatorRecord, *, alone: bool) -> Influencer:
    """Fill what is blank; replace name, country and categories only where this account is the person's only one."""
    name, country = plain_name(record.name), country_code(record.country)
    categories = _texts(record.categories)
    return evolve(
        person,
        name=name if name and alone else person.name,
        country=country if country and (alone or not person.country) else person.country,
        categories=categories if categories and (alone or not person.categories) else person.categories,
        tags=_merged_tags(person.tags, _texts(record.tags)),
    )


def _merged_tags(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    """Add tags; one of the form ``word: value`` takes the place of those with the same word."""
    words = {tag.partition(": ")[0] for tag in new if ": " in tag}
    kept = [tag for tag in old if tag in new or ": " not in tag or tag.partition(": ")[0] not in words]
    return tuple(dict.fromkeys([*kept, *new]))
