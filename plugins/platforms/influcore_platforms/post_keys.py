"""Keys for posts that have no id: of the fields that last, and of an occurrence number where those are equal."""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Sequence
from hashlib import blake2b
from itertools import pairwise

from influcore import Source

from .headers import cell, opened
from .post_fields import Fields
from .times import parse_moment


class PostKeys:
    """Reads a table of posts once beforehand, for its newest day and for posts that look the same.

    A rank of recency shifts with every new post, so it never is a part of the key; it only orders posts that are equal
    in everything else, from the oldest on. Memory: 16 bytes a post.
    """

    def __init__(self, source: Source, delimiter: str, fields: Fields) -> None:
        self.fields = fields
        self.newest: dt.date | None = None
        self._latest = source.as_of.date()
        self._ranks: dict[int, list[int]] = {}
        prints, ranks = array("Q"), array("q")
        if "key" in fields.at and ("counted" in fields.at or source.dated):
            return
        _, rows = opened(source, delimiter)
        for _, row in rows:
            self._look_at_day(row)
            if "key" not in fields.at:
                prints.append(self._print(row))
                ranks.append(self._rank(row))
        self._find_equals(prints, ranks)

    @property
    def day_after(self) -> dt.datetime | None:
        """Midnight (UTC) after the newest day of the file."""
        if self.newest is None:
            return None
        return dt.datetime.combine(self.newest, dt.time(), dt.UTC) + dt.timedelta(days=1)

    def key(self, row: Sequence[str]) -> str:
        """Give the key of a post. Errors: ValueError where the id's column is empty."""
        if "key" in self.fields.at:
            key = cell(row, self.fields.at["key"])
            if not key:
                raise ValueError("the post has no id")
            return key
        mark = self._print(row)
        bare = f"{cell(row, self.fields.at['posted'])}-{mark & 0xFFFFFFFFFF:010x}"
        ranks = self._ranks.get(mark)
        number = ranks.index(self._rank(row)) + 1 if ranks else 1
        return bare if number == 1 else f"{bare}-{number}"

    def _print(self, row: Sequence[str]) -> int:
        """Give 64 bits that stand for whose post it is and for what lasts of it."""
        names = self.fields.header
        lasting = (f"{names[i].strip()}={value}" for i in self.fields.lasting if (value := cell(row, i)))
        text = "\x1f".join([cell(row, self.fields.at["id"]), *lasting])
        return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big")

    def _rank(self, row: Sequence[str]) -> int:
        """Give what orders equal posts, oldest first: the rank turned round, or else a mark of the whole row."""
        text = cell(row, self.fields.at.get("rank"))
        if text.isascii() and text.isdigit() and len(text) < 15:
            return -int(text)
        return int.from_bytes(blake2b("\x1f".join(row).encode("utf-8", "replace"), digest_size=7).digest(), "big")

    def _look_at_day(self, row: Sequence[str]) -> None:
        try:
            day = parse_moment(cell(row, self.fields.at["posted"]))[0].date()
        except ValueError:
            return
        if day <= self._latest and (self.newest is None or day > self.newest):
            self.newest = day

    def _find_equals(self, prints: array[int], ranks: array[int]) -> None:
        ordered = sorted(prints)
        doubles = {a for a, b in pairwise(ordered) if a == b}
        found: dict[int, set[int]] = {mark: set() for mark in doubles}
        for mark, rank in zip(prints, ranks, strict=True):
            if mark in doubles:
                found[mark].add(rank)
        self._ranks = {mark: sorted(those) for mark, those in found.items()}
