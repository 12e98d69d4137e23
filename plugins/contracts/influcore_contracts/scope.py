"""Whether a country's law on written contracts applies, as far as the workspace can tell."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from attrs import frozen

from influcore import Advertiser, Influencer

from .law import WrittenContract

Verdict = Literal["applies", "does not apply", "unknown"]


@frozen
class Scope:
    """A verdict with its reason in words."""

    verdict: Verdict
    why: str


def scope_of(law: WrittenContract, *, influencer: Influencer, advertiser: Advertiser, markets: Iterable[str]) -> Scope:
    """Look for the country in the markets, then in the parties; a party without a country leaves it open."""
    named = {market.strip().upper() for market in markets} & law.territories
    if named:
        return Scope("applies", f"market {', '.join(sorted(named))}")
    for party, what in ((influencer, "influencer"), (advertiser, "advertiser")):
        if party.country.strip().upper() in law.territories:
            return Scope("applies", f"{what} in {party.country.strip().upper()}")
    missing = [f"{p.name}'s country unknown" for p in (influencer, advertiser) if not p.country.strip()]
    if missing:
        return Scope("unknown", ", ".join(missing))
    return Scope("does not apply", f"neither market, influencer nor advertiser is in {law.country}")
