"""Keeps accounts: each becomes an influencer with a profile, or brings the one that is known up to date."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal

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
_Fate = Literal["same", "changed", "new"]


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
        self._people: dict[str, str] = {}  # person of a record -> influencer
        self._fates: dict[str, _Fate] = {}  # what became of influencers who have several accounts in this file
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
        torn = self._people_among(known, fresh)
        for account, record in fresh.items():
            self._numbers = self._numbers or record.followers is not None or bool(record.averages)
            profile, reason = known.find(account, record)
            if reason:
                self._rejects.append(Reject(record.line, reason, "handle", record.handle))
            elif profile is None and record.person in torn:
                self._rejects.append(Reject(record.line, torn[record.person], "handle", record.handle))
            elif profile is None:
                made = self._make(account, record)
                added += made
                new = _profile_among(made)
                observed.append(averages.observe(new.id, record))
                self._count(record, new.influencer, "new" if isinstance(made[0], Influencer) else "changed")
            else:
                changed = self._bring_up_to_date(profile, known.influencers[profile.influencer], record, known)
                observation = averages.observe(profile.id, record)
                observed.append(observation)
                self._count(record, profile.influencer, "changed" if changed or observation is not None else "same")
        for kind in (Influencer, Profile, Alias):
            self._write.add_many([e for e in added if isinstance(e, kind)])
        self._write.add_many([o for o in observed if o is not None])

    def _count(self, record: CreatorRecord, influencer: str, fate: _Fate) -> None:
        """Count an account as an influencer; of several accounts of one, what matters most."""
        if record.person:
            before = self._fates.get(influencer, "same")
            self._fates[influencer] = max(before, fate, key=("same", "changed", "new").index)
        elif fate == "same":
            self._same += 1
        elif fate == "changed":
            self._changed += 1
        else:
            self._new += 1

    def close(self) -> TakeReport:
        fates = Counter(self._fates.values())
        new, changed = self._new + fates["new"], self._changed + fates["changed"]
        lines = []
        if self._older:
            lines.append(f"{self._older:,} accounts have newer numbers than {self._as_of:%Y-%m-%d}; theirs were kept")
        if self._averages.clashes:
            lines.append(f"{self._averages.clashes:,} averages differ from others of the same moment and were left out")
        if not self._dated and self._numbers and (new or changed):
            lines.append(
                f"the file has no date: its numbers are taken as of {self._as_of:%Y-%m-%d} (else give --as-of)"
            )
        return TakeReport(
            what="influencers", new=new, changed=changed, same=self._same + fates["same"], lines=tuple(lines),
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

    def _people_among(self, known: Known, fresh: Mapping[Account, CreatorRecord]) -> dict[str, str]:
        """Find who is behind the accounts that belong together; gives the reason for those who are several people."""
        torn: dict[str, str] = {}
        for account, record in fresh.items():
            profile = known.profiles.get(account)
            if not record.person or profile is None:
                continue
            there = self._people.setdefault(record.person, profile.influencer)
            if there != profile.influencer:
                names = " and ".join(
                    known.influencers[i].slug for i in (there, profile.influencer) if i in known.influencers
                )
                torn[record.person] = f"other accounts of this row belong to different people here ({names})"
        return torn

    def _make(self, account: Account, record: CreatorRecord) -> list[Entity]:
        """Make a profile, its influencer where that one is new, and an alias where the file has ids of its own."""
        platform, handle = account
        made: list[Entity] = []
        person = self._people.get(record.person, "") if record.person else ""
        if not person:
            name = plain_name(record.name) or handle
            influencer = Influencer(
                id=self._ids(), slug=self._slug(handle, name), name=name, country=country_code(record.country),
                categories=_texts(record.categories), tags=_texts(record.tags), email=plain_name(record.email),
            )  # fmt: skip
            made, person = [influencer], influencer.id
            if record.person:
                self._people[record.person] = person
        profile = Profile(
            id=self._ids(), influencer=person, platform=platform, handle=handle, followers=record.followers,
            counted=None if record.followers is None else self._as_of.date(), verified=record.verified,
            hidden=record.hidden,
        )  # fmt: skip
        made.append(profile)
        if record.namespace and record.key:
            made.append(Alias(profile=profile.id, namespace=record.namespace, key=record.key))
        return made

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
        known_better = _newer_person(person, record, alone=bool(record.person) or known.profiles_of(person.id) == 1)
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
        record.namespace, record.key, record.email, tuple(sorted(record.averages.items())),
    )  # fmt: skip
    return hash(said)


def _profile_among(made: Sequence[Entity]) -> Profile:
    return next(e for e in made if isinstance(e, Profile))


def _texts(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for value in values if (text := plain_name(value))))


def _newer_person(person: Influencer, record: CreatorRecord, *, alone: bool) -> Influencer:
    """Fill what is blank; replace name, country and categories only where this account is the person's only one."""
    name, country, email = plain_name(record.name), country_code(record.country), plain_name(record.email)
    categories = _texts(record.categories)
    return evolve(
        person,
        name=name if name and alone else person.name,
        country=country if country and (alone or not person.country) else person.country,
        categories=categories if categories and (alone or not person.categories) else person.categories,
        email=email if email and (alone or not person.email) else person.email,
        tags=_merged_tags(person.tags, _texts(record.tags)),
    )


def _merged_tags(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    """Add tags; one of the form ``word: value`` takes the place of those with the same word."""
    words = {tag.partition(": ")[0] for tag in new if ": " in tag}
    kept = [tag for tag in old if tag in new or ": " not in tag or tag.partition(": ")[0] not in words]
    return tuple(dict.fromkeys([*kept, *new]))
