"""Whose posts these are: accounts by handle or by a file's own id, each looked up once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from attrs import define

from influcore.contributions import PostRecord, Read, Reject
from influcore.entities import Alias, Profile, clean_handle, platform_named

_Name = tuple[str, str, str]  # platform, handle, '' or '', id, namespace


@define
class _Nobody:
    """An account that nobody knows: how many posts it has, and where its first is."""

    reason: str
    column: str
    value: str
    line: int
    posts: int = 0


class Accounts:
    """Finds profiles for posts, and keeps count of accounts that nobody knows."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._platforms = read.platforms
        self._found: dict[_Name, str] = {}
        self._nobody: dict[_Name, _Nobody] = {}

    def profiles(self, records: Sequence[PostRecord]) -> list[str]:
        """Give the profile of each record, '' where nobody knows the account."""
        names = [_name(record) for record in records]
        first = dict(zip(reversed(names), reversed(records), strict=True))
        self._look_up({n: r for n, r in first.items() if n not in self._found and n not in self._nobody})
        for name in names:
            if name in self._nobody:
                self._nobody[name].posts += 1
        return [self._found.get(name, "") for name in names]

    def rejects(self) -> list[Reject]:
        """Give one reject for each account that nobody knows."""
        return [
            Reject(n.line, f"{n.reason} ({n.posts:,} posts)", n.column, n.value)
            for n in sorted(self._nobody.values(), key=lambda n: n.line)
        ]

    def _look_up(self, wanted: dict[_Name, PostRecord]) -> None:
        handles: dict[str, dict[str, list[_Name]]] = defaultdict(lambda: defaultdict(list))
        keys: dict[str, dict[str, _Name]] = defaultdict(dict)
        for name, record in wanted.items():
            if record.handle:
                handle = self._cleaned(name, record)
                if handle:
                    handles[record.platform][handle].append(name)
            else:
                keys[record.namespace][record.account] = name
        for platform, of_handle in handles.items():
            for profile in self._read.list(Profile, platform=platform, handle=list(of_handle)):
                self._found |= dict.fromkeys(of_handle[profile.handle], profile.id)
        for namespace, of_key in keys.items():
            for alias in self._read.list(Alias, namespace=namespace, key=list(of_key)):
                self._found[of_key[alias.key]] = alias.profile
        for name, record in wanted.items():
            if name not in self._found and name not in self._nobody:
                self._nobody[name] = _nobody(record)

    def _cleaned(self, name: _Name, record: PostRecord) -> str:
        try:
            return clean_handle(record.handle, platform_named(record.platform, self._platforms))
        except ValueError as error:
            self._nobody[name] = _Nobody(str(error), "handle", record.handle[:80], record.line)
            return ""


def _name(record: PostRecord) -> _Name:
    if record.handle:
        return (record.platform, record.handle, "")
    return ("", record.account, record.namespace)


def _nobody(record: PostRecord) -> _Nobody:
    reason = "nobody here has this account: import its influencer first"
    column, value = ("handle", record.handle) if record.handle else ("account", record.account)
    return _Nobody(reason, column, value[:80], record.line)
