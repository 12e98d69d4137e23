"""A plan changed in thought: what an outlook would be with other fees, pieces, days or people. Nothing is saved."""

from __future__ import annotations

import datetime as dt

from attrs import Attribute, field, frozen

from influcore.entities import Money


@frozen(kw_only=True)
class Added:
    """Pieces that are not planned yet. ``influencer`` is an id; ``fee`` is of each piece, excluding VAT."""

    influencer: str
    platform: str
    format: str
    due: dt.datetime
    count: int = 1
    fee: Money | None = None


@frozen(kw_only=True)
class Variant:
    """Changes to a plan. ``fee_factor`` multiplies what the ledger says; ``budget`` takes the place of the campaign's.

    ``drop`` holds ids of deliverables and of influencers, who go with all that is theirs. ``shift`` moves every piece
    that is not out by days; ``times`` repeats the whole plan, costs too. ``before`` forecasts as it would have been
    done at that moment: nothing that was published or counted of later posts is known.
    """

    fee_factor: float = field(default=1.0)
    budget: Money | None = None
    add: tuple[Added, ...] = ()
    drop: frozenset[str] = frozenset()
    shift: int = 0
    times: int = field(default=1)
    before: dt.datetime | None = None

    @fee_factor.validator
    def _some(self, _: Attribute[float], value: float) -> None:
        if not 0 <= value <= 1000:
            raise ValueError(f"fee factor {value:g} must be 0 to 1000")

    @times.validator
    def _few(self, _: Attribute[int], value: int) -> None:
        if not 1 <= value <= 50:
            raise ValueError(f"a plan can be repeated 1 to 50 times, not {value}")
