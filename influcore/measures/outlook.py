"""The plan in numbers, ready to be shown: what every face of the outlook reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Literal

from attrs import Factory, frozen

from influcore.entities import Ref

from .estimate import Estimate, Figure


@frozen(kw_only=True)
class Line:
    """Figures of one subject: a deliverable, an influencer or the whole campaign. ``parts`` counts its pieces."""

    ref: Ref
    influencer: Ref | None = None
    platform: str = ""
    format: str = ""
    due: dt.datetime | None = None
    parts: int = 1
    figures: Mapping[str, Figure] = Factory(dict)
    notes: tuple[str, ...] = ()


@frozen(kw_only=True)
class Reach:
    """Deduplicated people: the estimate, certain bounds, what it rests on and who worked it out."""

    estimate: Estimate
    low: float
    high: float
    basis: str
    of: str
    by: str
    note: str
    profiles: int


@frozen(kw_only=True)
class Outlook:
    """What a campaign will bring, reproducible from ``seed``, ``worlds``, ``model`` and ``revision`` of its inputs.

    ``kpis`` are all the figures there are; ``shown`` those that its objective and platforms put on the plan, in order.
    ``always`` says how many of these are there whatever the objective.
    """

    campaign: Ref
    currency: str
    model: str
    seed: int
    worlds: int
    revision: str
    kpis: tuple[str, ...]
    pieces: tuple[Line, ...]
    influencers: tuple[Line, ...]
    total: Line
    reach: Reach | None
    reach_missing: str = ""
    notes: tuple[str, ...] = ()
    state: Literal["complete", "partial", "empty"] = "complete"
    shown: tuple[str, ...] = ()
    always: int = 0
