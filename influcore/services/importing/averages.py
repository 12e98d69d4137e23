"""Averages over recent posts, as lists show them: kept once each, however often a list is imported."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence

from attrs import frozen

from influcore.contributions import CreatorRecord, Read
from influcore.entities import Observation, from_utc_text, utc_text

Counts = Mapping[str, float]
_SQL = "SELECT profile, at, counts FROM observation WHERE post = '' AND statistic = 'average' AND profile IN ({marks})"


class Averages:
    """Decides which averages are news. Where the file is dated, the same figures at another time are news as well."""

    def __init__(self, read: Read, as_of: dt.datetime, *, dated: bool) -> None:
        self._read = read
        self.as_of = from_utc_text(utc_text(as_of))
        self.dated = dated
        self.clashes = 0

    def among(self, profiles: Sequence[str]) -> Batch:
        """Look up what is known of some profiles."""
        found: dict[str, list[tuple[dt.datetime, Counts]]] = defaultdict(list)
        if profiles:
            marks = ",".join("?" * len(profiles))
            for row in self._read.rows(_SQL.format(marks=marks), *profiles):
                found[row["profile"]].append((from_utc_text(row["at"]), json.loads(row["counts"])))
        return Batch(self, found)


@frozen
class Batch:
    """The averages known of some profiles."""

    all: Averages
    found: Mapping[str, Sequence[tuple[dt.datetime, Counts]]]

    def observe(self, profile: str, record: CreatorRecord) -> Observation | None:
        """Give what is to be stored of a record, or None if that is no news."""
        if not record.averages:
            return None
        counts = dict(record.averages)
        at = self.all.as_of
        for then, those in self.found.get(profile, ()):
            if those == counts and (then == at or not self.all.dated):
                return None
            if then == at:
                self.all.clashes += 1
                return None
        return Observation(profile=profile, at=at, statistic="average", provenance="list", counts=counts)
