"""Keeps orders and clicks: each once, an order again where its shop says something new of it.

What was said of an order before is no news, so that an older export never takes a newer one back.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence

from attrs import evolve

from influcore.contributions import ClickRecord, OrderRecord, Reject, TakeReport, Write
from influcore.entities import ClickFact, OrderFact

_KNOWN = """
SELECT o.* FROM json_each(?) j JOIN order_fact o ON o.system = json_extract(j.value, '$[0]')
AND o.key = json_extract(j.value, '$[1]') ORDER BY o.id
"""
_SAID = ("total_minor", "total_currency", "discount_minor", "refunded_minor", "code", "status")
Said = tuple[object, ...]


class OrderTaker:
    """Fulfils `influcore.contributions.Taker` for `OrderRecord`."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._new = self._changed = self._same = 0
        self._rejects: list[Reject] = []

    def take(self, records: Sequence[OrderRecord]) -> None:
        rows = self._write.rows(_KNOWN, json.dumps([[r.system, r.key] for r in records]))
        known: dict[tuple[str, str], set[Said]] = defaultdict(set)
        for row in rows:
            known[row["system"], row["key"]].add(tuple(row[c] for c in _SAID))
        facts: list[OrderFact] = []
        for record in records:
            before, now = known[record.system, record.key], _said(record)
            if now in before:
                self._same += 1
                continue
            try:
                facts.append(_order(record))
            except ValueError as error:
                self._rejects.append(Reject(record.line, str(error), value=record.key[:80]))
                continue
            self._new += not before
            self._changed += bool(before)
            before.add(now)
        self._write.add_many(facts)

    def close(self) -> TakeReport:
        return TakeReport(
            what="orders", new=self._new, changed=self._changed, same=self._same, rejects=tuple(self._rejects)
        )


class ClickTaker:
    """Fulfils `influcore.contributions.Taker` for `ClickRecord`."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._new = self._same = 0
        self._rejects: list[Reject] = []

    def take(self, records: Sequence[ClickRecord]) -> None:
        facts: list[ClickFact] = []
        for r in records:
            try:
                facts.append(
                    ClickFact(
                        system=r.system, link=r.link, key=r.key, at=r.at, bot=r.bot, referrer=r.referrer,
                        country=r.country,
                    )
                )  # fmt: skip
            except ValueError as error:
                self._rejects.append(Reject(r.line, str(error), value=r.link[:80]))
        new = self._write.add_many(facts)
        self._new += new
        self._same += len(facts) - new

    def close(self) -> TakeReport:
        return TakeReport(what="clicks", new=self._new, same=self._same, rejects=tuple(self._rejects))


def _said(r: OrderRecord) -> Said:
    discount, refunded = (None if m is None else m.minor for m in (r.discount, r.refunded))
    return (r.total.minor, r.total.currency, discount, refunded, r.code, r.status)


def _order(r: OrderRecord) -> OrderFact:
    fact = OrderFact(system=r.system, key=r.key, at=r.at, total=r.total, code=r.code, status=r.status)
    return evolve(fact, discount=r.discount, refunded=r.refunded)
