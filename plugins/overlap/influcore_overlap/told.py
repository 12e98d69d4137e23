"""What others say of how audiences overlap, where nobody can see the lists: pair tables and Modash's overlap reports.

A report names n accounts, how many follow each, which share of them follows no other of the n, and how many different
people that makes. A pair is a report of two.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from hashlib import blake2b
from typing import ClassVar

from attrs import field, frozen

from influcore import Entity, Read, Reject, Sink, Write
from influcore.contributions import TakeReport
from influcore.entities import clean_handle, platform_named

_LOOSE = 0.005  # reports round their shares to a tenth or a hundredth of a percent


@frozen(kw_only=True)
class Told:
    """A report as it comes from a file. Shape: ``followers`` and ``alone`` have one place an account."""

    platform: str
    accounts: tuple[str, ...]
    followers: tuple[int, ...]
    alone: tuple[float, ...]
    people: int
    line: int = 0


@frozen(kw_only=True)
class Report(Entity):
    """A report that is kept. ``alone`` is the share of each one's followers who follow no other of them, 0-1."""

    KIND: ClassVar[str] = "overlap_report"
    platform: str
    accounts: tuple[str, ...]
    followers: tuple[int, ...]
    alone: tuple[float, ...]
    people: int
    taken_on: dt.date
    source: str = ""
    digest: str
    batch: str = field(default="")

    @property
    def label(self) -> str:
        return f"{self.platform}:{'+'.join(self.accounts)}"

    @property
    def several(self) -> float:
        """People who follow more than one of them."""
        return max(0.0, self.people - sum(f * a for f, a in zip(self.followers, self.alone, strict=True)))

    @property
    def shared(self) -> float:
        """People who follow both, of a pair."""
        return float(max(0, sum(self.followers) - self.people))


def fault(told: Told) -> str:
    """Say what in a report contradicts itself; '' where nothing does."""
    gross, largest = sum(told.followers), max(told.followers, default=0)
    alone = sum(f * a for f, a in zip(told.followers, told.alone, strict=True))
    loose = _LOOSE * gross + 1
    if len(set(told.accounts)) < 2 or len(set(told.accounts)) != len(told.accounts):
        return "it must be about two or more different accounts"
    if min(told.followers) < 0 or not all(-_LOOSE <= share <= 1 + _LOOSE for share in told.alone):
        return "followers must not be negative, and shares lie between 0 and 100 %"
    if not largest - loose <= told.people <= gross + loose:
        return f"{told.people:,} different people can not be: between {largest:,} (the largest) and {gross:,} (the sum)"
    if alone > told.people + loose:
        return f"{alone:,.0f} follow only one account, more than the {told.people:,} people there are"
    if 2 * (told.people - alone) > gross - alone + 2 * loose:
        return (
            f"{told.people - alone:,.0f} people follow several, but only {gross - alone:,.0f} places are left for them"
        )
    return ""


class ReportTaker:
    """Fulfils `influcore.contributions.Taker` for `Told`."""

    def __init__(self, write: Write, source: str, as_of: dt.datetime) -> None:
        self._write, self._source = write, source
        self._taken_on = as_of.astimezone(dt.UTC).date()
        self._reports: dict[str, Report] = {}
        self._rejects: list[Reject] = []
        self._given = 0

    def take(self, records: Sequence[Told]) -> None:
        for told in records:
            self._given += 1
            try:
                reason = fault(told)
                report = self._kept(told)
            except ValueError as error:
                reason = str(error)
            if reason:
                self._rejects.append(Reject(told.line, reason, "accounts", ", ".join(told.accounts)[:80]))
            else:
                self._reports[report.digest] = report

    def close(self) -> TakeReport:
        new = self._write.add_many(list(self._reports.values()))
        return TakeReport(
            what="overlap reports", new=new, same=self._given - len(self._rejects) - new, rejects=tuple(self._rejects)
        )

    def _kept(self, told: Told) -> Report:
        platform = platform_named(told.platform, self._write.platforms)
        names = [clean_handle(account, platform) for account in told.accounts]
        order = sorted(range(len(names)), key=names.__getitem__)
        whole = (told.platform, sorted(names), [told.followers[i] for i in order], told.people, self._taken_on)
        return Report(
            platform=told.platform, accounts=tuple(names[i] for i in order), taken_on=self._taken_on,
            followers=tuple(told.followers[i] for i in order), alone=tuple(told.alone[i] for i in order),
            people=told.people, source=self._source, batch=self._write.batch,
            digest=blake2b(repr(whole).encode(), digest_size=8).hexdigest(),
        )  # fmt: skip


def reports(read: Read) -> tuple[Report, ...]:
    """Give the newest report of each set of accounts."""
    found = sorted(read.list(Report), key=lambda r: (r.taken_on, r.id))
    return tuple({(r.platform, r.accounts): r for r in found}.values())


REPORTS = Sink(
    name="overlap.reports", help="Keeps what others say of how audiences overlap.", takes=Told, open=ReportTaker
)
