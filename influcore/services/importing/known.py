"""Which accounts of a batch the workspace knows already, looked up in few queries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from attrs import frozen

from influcore.contributions import CreatorRecord, Read
from influcore.entities import Alias, Influencer, Profile

Account = tuple[str, str]  # platform, clean handle
Key = tuple[str, str]  # namespace, key


@frozen
class Known:
    """Profiles by account, aliases by key, and the influencers behind them."""

    profiles: Mapping[Account, Profile]
    aliases: Mapping[Key, Profile]
    influencers: dict[str, Influencer]
    how_many: Mapping[str, int]

    def find(self, account: Account, record: CreatorRecord) -> tuple[Profile | None, str]:
        """Give the profile of a record, or None for a new one; and why not, where id and handle contradict."""
        by_handle = self.profiles.get(account)
        by_key = self.aliases.get((record.namespace, record.key)) if record.namespace and record.key else None
        if by_key is not None and by_key is not by_handle:
            return None, (
                f"id {record.key} belongs to {by_key.label} here: if that account was renamed, change its handle; "
                "if these ids are of other people, give --option namespace=NAME"
            )
        return by_handle, ""

    def profiles_of(self, influencer: str) -> int:
        return self.how_many[influencer]


def known_accounts(read: Read, records: Mapping[Account, CreatorRecord]) -> Known:
    """Look up all accounts of a batch."""
    handles: dict[str, list[str]] = defaultdict(list)
    keys: dict[str, list[str]] = defaultdict(list)
    for (platform, handle), record in records.items():
        handles[platform].append(handle)
        if record.namespace and record.key:
            keys[record.namespace].append(record.key)
    found = [p for platform, some in handles.items() for p in read.list(Profile, platform=platform, handle=some)]
    aliases = [a for namespace, some in keys.items() for a in read.list(Alias, namespace=namespace, key=some)]
    by_id = {p.id: p for p in found}
    missing = {a.profile for a in aliases} - set(by_id)
    by_id |= {p.id: p for p in read.list(Profile, id=missing)} if missing else {}
    people = {p.influencer for p in by_id.values()}
    siblings = read.list(Profile, influencer=people) if people else ()
    return Known(
        {(p.platform, p.handle): p for p in by_id.values()},
        {(a.namespace, a.key): by_id[a.profile] for a in aliases},
        {i.id: i for i in read.list(Influencer, id=people)} if people else {},
        Counter(p.influencer for p in siblings),
    )
