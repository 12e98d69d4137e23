"""The law as dated figures and words from a data file, each with its source. Not legal advice."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from attrs import frozen

from influcore import Money


@frozen(kw_only=True)
class WrittenContract:
    """From when on one country's law wants a contract in writing. ``threshold`` excludes VAT and is reached *at* it."""

    country: str
    territories: frozenset[str]
    threshold: Money
    warn_percent: int
    in_force: dt.date
    counted: Mapping[str, str]
    left_out: Mapping[str, str]
    content: tuple[str, ...]
    rule: str
    law: str
    decree: str
    source: str

    @property
    def cited(self) -> str:
        return f"{self.law}; {self.decree}, in force {self.in_force}"


@frozen(kw_only=True)
class Disclosure:
    """What a market wants said about paid content. One of ``words`` should stand in the contract's wording."""

    markets: frozenset[str]
    words: tuple[str, ...]
    wants: str
    source: str

    def is_met_by(self, wording: str) -> bool:
        """Say whether one of the words is in a wording, as a word of its own, in any case."""
        return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", wording, re.IGNORECASE) for word in self.words)


@frozen(kw_only=True)
class Law:
    """Everything the checks know, as of one day."""

    as_of: dt.date
    disclaimer: str
    written: WrittenContract
    disclosures: tuple[Disclosure, ...]

    def disclosures_for(self, markets: tuple[str, ...]) -> tuple[Disclosure, ...]:
        """Give what the markets of a campaign want, those that are known."""
        wanted = {market.strip().upper() for market in markets}
        return tuple(d for d in self.disclosures if d.markets & wanted)


@lru_cache(maxsize=1)
def current_law() -> Law:
    """Read the data file that comes with the plugin."""
    return law_of(tomllib.loads(files(__package__).joinpath("law.toml").read_text("utf-8")))


def law_of(raw: Mapping[str, Any]) -> Law:
    """Make the law of a parsed data file. Errors: KeyError names what is missing in it."""
    written = raw["written_contract"]
    return Law(
        as_of=raw["as_of"],
        disclaimer=raw["disclaimer"],
        written=WrittenContract(
            country=written["country"],
            territories=frozenset(written["territories"]),
            threshold=Money(written["threshold_cents"], written["currency"]),
            warn_percent=written["warn_percent"],
            in_force=written["in_force"],
            counted=written["counted"],
            left_out=written["left_out"],
            content=tuple(written["content"]),
            rule=written["rule"],
            law=written["law"],
            decree=written["decree"],
            source=written["source"],
        ),
        disclosures=tuple(
            Disclosure(markets=frozenset(d["markets"]), words=tuple(d["words"]), wants=d["wants"], source=d["source"])
            for d in raw["disclosure"]
        ),
    )
