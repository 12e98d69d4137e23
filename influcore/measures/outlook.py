"""The plan in numbers, ready to be shown: what every face of the outlook reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Literal

from attrs import Factory, frozen

from influcore.entities import Ref

from .estimate import Coverage, Estimate, Figure
from .kpi import Unit


@frozen(kw_only=True)
class Line:
    """Figures of one subject: a deliverable, an influencer or the whole campaign. ``parts`` counts its pieces.

    Of a piece that is out ``actual`` holds what was counted so far, at ``counted``.
    """

    ref: Ref
    influencer: Ref | None = None
    platform: str = ""
    format: str = ""
    due: dt.datetime | None = None
    parts: int = 1
    figures: Mapping[str, Figure] = Factory(dict)
    notes: tuple[str, ...] = ()
    actual: Mapping[str, float] = Factory(dict)
    counted: dt.datetime | None = None


@frozen(kw_only=True)
class TargetChance:
    """How likely a target is. ``value`` is in the unit of estimates (money in minor units, a share as a fraction).

    ``probability`` is the share of worlds that reach it, over the pieces of ``coverage``; None where ``missing`` says
    why. ``at_most`` is for figures of which less is better.
    """

    kpi: str
    title: str
    unit: Unit
    value: float
    at_most: bool
    currency: str = ""
    probability: float | None = None
    coverage: Coverage | None = None
    missing: str = ""


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
    ``always`` says how many of these are there whatever the objective. ``targets`` says how likely each target is.
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
    targets: tuple[TargetChance, ...] = ()
    shown: tuple[str, ...] = ()
    always: int = 0
