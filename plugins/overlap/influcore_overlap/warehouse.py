"""Counting in a warehouse, where the followers' ids lie already.

It is one Ibis expression: each account of the question is a power of two; the sum per viewer says whom they follow;
counting equal sums gives the subset histogram. Sums of distinct powers are compiled by every back end, `bit_or` is not.
A sum has 62 accounts, so more accounts are more columns. Only counts leave the warehouse.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import reduce
from importlib import import_module
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from attrs import evolve

from influcore import InflucoreError, Read

from .asking import Engine
from .estimating import Listed
from .known import NO_LIST, Known
from .lists import Held
from .places import Place

if TYPE_CHECKING:
    from .subsets import Subsets
_BITS = 62  # bits of a signed 64-bit sum that are safe everywhere
_COLUMNS = ("account", "viewer")


def count_there(read: Read, found: Sequence[Place], engine: Engine) -> tuple[list[Place], Listed]:
    """Count the places' audiences in the warehouse. Errors: InflucoreError where it can not be asked."""
    table = _open(engine)
    told, listed = list(found), Listed()
    by_platform: dict[str, list[int]] = {}
    for at, place in enumerate(found):
        by_platform.setdefault(place.profile.platform, []).append(at)
    for platform, spots in by_platform.items():
        accounts = [found[at].profile.handle for at in spots]
        try:
            counted = subset_counts(_of_platform(table, platform), accounts, suppress=engine.suppress)
        except InflucoreError:
            raise
        except Exception as error:
            raise _away(engine, error) from error
        there = [at for at, size in zip(spots, counted.sizes.tolist(), strict=True) if size]
        for at, size in zip(spots, counted.sizes.tolist(), strict=True):
            told[at] = evolve(found[at], known=_known(engine, platform, found[at], size, read.today))
        if there:
            listed.spaces[(platform, "")] = there
            listed.found[(platform, "")] = _without_empty(counted)
    return told, listed


def subset_counts(table: Any, accounts: Sequence[str], *, suppress: int = 1) -> Subsets:
    """Ask an Ibis table for the subset histogram of some accounts; sizes are whole where groups are suppressed."""
    import numpy as np

    from .subsets import from_masks

    edges = table.filter(table.account.isin(list(accounts))).select(*_COLUMNS).distinct()
    sizes = _sizes(edges, accounts, suppress)
    chunks = [accounts[at : at + _BITS] for at in range(0, len(accounts), _BITS)]
    sums = {f"mask{n}": _sum_of_powers(edges, chunk) for n, chunk in enumerate(chunks)}
    people = edges.group_by("viewer").aggregate(**sums)
    groups = people.group_by(list(sums)).aggregate(people=people.count())
    rows = groups.filter(groups.people >= suppress).to_pyarrow()
    masks = [np.asarray(rows[name].to_numpy(), np.int64).astype(np.uint64) for name in sums]
    return from_masks(masks, np.asarray(rows["people"].to_numpy(), np.int64), sizes, _BITS)


def _sum_of_powers(edges: Any, accounts: Sequence[str]) -> Any:
    ibis = import_module("ibis")
    powers = [(edges.account == account, ibis.literal(1 << bit, "int64")) for bit, account in enumerate(accounts)]
    return ibis.cases(*powers, else_=ibis.literal(0, "int64")).sum().cast("int64")


def _sizes(edges: Any, accounts: Sequence[str], suppress: int) -> Any:
    import numpy as np

    counts = edges.group_by("account").aggregate(people=edges.count())
    rows = counts.filter(counts.people >= suppress).to_pyarrow().to_pydict()
    size_of = dict(zip(rows["account"], rows["people"], strict=True))
    return np.array([size_of.get(account, 0) for account in accounts], np.int64)


def _open(engine: Engine) -> Any:
    try:
        ibis = import_module("ibis")
    except ImportError as error:
        raise InflucoreError(
            "counting in a warehouse needs Ibis", hint="pip install 'influcore[warehouse]', and the back end's extra"
        ) from error
    try:
        table = ibis.connect(engine.url).table(engine.table)
    except Exception as error:
        raise _away(engine, error) from error
    missing = [name for name in _COLUMNS if name not in table.columns]
    if missing:
        raise InflucoreError(f"the table {engine.table} of {engine.name} lacks the column {' and '.join(missing)}")
    return table


def _of_platform(table: Any, platform: str) -> Any:
    return table.filter(table.platform == platform) if "platform" in table.columns else table


def _away(engine: Engine, error: Exception) -> InflucoreError:
    """Say what is wrong without the URL, which may hold a password."""
    said = next(iter(str(error).strip().splitlines()), type(error).__name__)
    password = urlsplit(engine.url).password
    said = reduce(lambda text, secret: text.replace(secret, "…"), [s for s in (engine.url, password) if s], said)
    return InflucoreError(f"{engine.name} can not be asked: {said[:200]}", hint="nothing was changed; try again")


def _known(engine: Engine, platform: str, place: Place, size: int, today: dt.date) -> Known:
    if not size:
        return Known(why=f"{NO_LIST} in {engine.name}")
    return Known(
        Held(
            id="", platform=platform, namespace="", account=place.profile.handle, taken_on=today, source=engine.name,
            key="", people=size, digest="", parts=0,
        )
    )  # fmt: skip


def _without_empty(counted: Subsets) -> Subsets:
    """Leave out accounts that the warehouse does not know; they are in no subset."""
    import numpy as np

    there = np.flatnonzero(counted.sizes)
    place = np.zeros(len(counted.sizes), np.intp)
    place[there] = np.arange(len(there))
    return evolve(counted, sizes=counted.sizes[there], members=place[counted.members])
