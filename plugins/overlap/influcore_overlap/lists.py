"""Reading what is kept: whose list is where, and the ids in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from influcore import InflucoreError, Read

from .entities import AudiencePart
from .hashing import KEY, key_name

if TYPE_CHECKING:
    from influcore.contributions import Row

    from .packing import Ids
_MANY = 900
_TABLE = AudiencePart.KIND
_META = "a.id, a.platform, a.namespace, a.account, a.taken_on, a.source, a.key, a.people, a.digest, a.parts, a.rate"
_BY_HANDLE = (
    f"SELECT p.id AS whose, {_META} FROM profile p JOIN {_TABLE} a "
    "ON a.platform = p.platform AND a.namespace = '' AND a.account = p.handle AND a.part = 0 WHERE p.id IN ({marks})"
)
_BY_ALIAS = (
    f"SELECT l.profile AS whose, {_META} FROM alias l JOIN profile p ON p.id = l.profile JOIN {_TABLE} a "
    "ON a.platform = p.platform AND a.namespace = l.namespace AND a.account = l.key AND a.part = 0 "
    "WHERE l.namespace != '' AND l.profile IN ({marks})"
)


@frozen(kw_only=True)
class Held:
    """A list that is kept: who it is about, when it was taken, how many are in it. ``id`` is that of its first part,
    ``rate`` the share of the followers that were drawn for it.

    ``space`` says which ids are comparable: the same person on two platforms has two.
    """

    id: str
    platform: str
    namespace: str
    account: str
    taken_on: dt.date
    source: str
    key: str
    people: int
    digest: str
    parts: int
    rate: float = 1.0

    @property
    def space(self) -> tuple[str, str]:
        return (self.platform, self.namespace)

    @property
    def label(self) -> str:
        return f"{self.namespace or self.platform}:{self.account}"


def _held(row: Row) -> Held:
    values = {name: row[name] for name in row if name != "whose"}
    return Held(**values | {"taken_on": dt.date.fromisoformat(row["taken_on"])})


def lists_of(read: Read, profiles: Sequence[str]) -> dict[str, tuple[Held, ...]]:
    """Give the lists of each profile, the newest first; found by its handle, and by its aliases."""
    found: dict[str, dict[str, Held]] = {}
    for start in range(0, len(profiles), _MANY):
        some = profiles[start : start + _MANY]
        for sql in (_BY_HANDLE, _BY_ALIAS):
            for row in read.rows(sql.format(marks=",".join("?" * len(some))), *some):
                held = _held(row)
                found.setdefault(row["whose"], {})[held.id] = held
    return {
        whose: tuple(sorted(lists.values(), key=lambda held: (held.taken_on, held.id), reverse=True))
        for whose, lists in found.items()
    }


def kept_lists(read: Read, platform: str, namespace: str, account: str, digest: str = "") -> list[Held]:
    """Find the lists of an account, oldest first; '' for a platform or digest means any."""
    equal = {"namespace": namespace, "account": account}
    equal |= {name: value for name, value in (("platform", platform), ("digest", digest)) if value}
    where = " AND ".join(f"a.{name} = ?" for name in equal)
    rows = read.rows(f"SELECT {_META} FROM {_TABLE} a WHERE a.part = 0 AND {where} ORDER BY a.taken_on, a.id",
                     *equal.values())  # fmt: skip
    return [_held(row) for row in rows]


def near_accounts(read: Read, account: str) -> list[str]:
    """Name kept accounts that begin like this one."""
    sql = f"SELECT DISTINCT platform || ':' || account AS name FROM {_TABLE} WHERE substr(account, 1, 3) = ? LIMIT 3"
    return [row["name"] for row in read.rows(sql, account.casefold()[:3])] if account else []


def read_ids(read: Read, held: Held) -> Ids:
    """Give the hashed ids of a list, sorted. Errors: InflucoreError where it is damaged."""
    import numpy as np

    from .packing import unpack

    sql = (
        f"SELECT held, ids FROM {_TABLE} WHERE platform = ? AND namespace = ? AND account = ? AND digest = ? "
        "ORDER BY part"
    )
    rows = read.rows(sql, *held.space, held.account, held.digest)
    try:
        ids = np.concatenate([unpack(row["ids"], row["held"]) for row in rows])
        if len(ids) != held.people or len(rows) != held.parts:
            raise ValueError(f"{len(ids):,} ids in {len(rows)} parts, not {held.people:,} in {held.parts}")
        if len(rows) > 1 and not (ids[1:] > ids[:-1]).all():
            raise ValueError("parts are not in order")
    except ValueError as error:
        raise InflucoreError(
            f"the list of {held.label} from {held.taken_on} is damaged: {error}",
            hint="take it away with `influcore overlap forget` and import it again",
        ) from error
    return ids


def is_readable(read: Read, held: Held) -> bool:
    """Say whether a list was hashed with the key that is in use here; others can not be compared."""
    return held.key == key_name(read.secret_key(KEY))
