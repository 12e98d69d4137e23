"""The pieces of one profile and kind, metric by metric: from its own counts, from a ratio, or from a prior."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING

from influcore.measures import Ask, CreatorProfile

from .beliefs import Belief, has_evidence, own_beliefs, prior_belief
from .chance import Chance
from .fitting import ENGAGING, State
from .grid import kind_of
from .projecting import projections, take_counts
from .rates import parts
from .ratios import Ratio, likes_from, of_figure, per_like
from .shapes import errors_at

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Draw = NDArray[np.float64]

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
# A metric is drawn from the first of these that the profile was counted in.
_LIKES_FROM = ("engagements", "views", "comments", "shares", "saves")
_PER_LIKE = ("comments", "shares", "saves", "views")


class Piecework:
    """What is drawn so far. ``values[metric]`` has shape [ask, world]; ``own`` holds metrics counted on the profile
    itself, and ``basis`` says what each rests on; ``said`` is that of pieces that are out, by (ask, metric)."""

    def __init__(self, state: State, profile: CreatorProfile, asks: list[Ask], chance: Chance) -> None:
        self.state, self.profile, self.asks, self.chance = state, profile, asks, chance
        self.kind = kind_of(asks[0].format)
        self.values: dict[str, Draw] = {}
        self.basis: dict[str, str] = {}
        self.own: set[str] = set()
        self.counted = projections(state.priors, profile.platform, asks, chance)
        self.said: dict[tuple[str, str], str] = {}

    def fill(self) -> None:
        """Draw every metric that can be."""
        for platform, kind, metric in self.state.series:
            known = (platform, kind) == (self.profile.platform, self.kind)
            if known and has_evidence(self.state, self.profile, kind, metric):
                self._draw_own(metric)
                self.own.add(metric)
        take_counts(self)
        if self.kind == "feed":
            if not self.own - {"reach", "impressions"}:
                self._draw_prior("likes")
                take_counts(self)
            self._draw_parts()
        self._draw_reach()

    def lack(self, metric: str) -> str:
        """Say what would have to be known for this metric."""
        if self.kind != "feed":
            return f"needs {self.kind} history" + ("" if metric == "engagements" else f" with {metric}")
        if not self.values and not self.profile.followers:
            return "needs followers or post history"
        if metric == "engagements":
            return f"needs {parts(self.profile.platform)[0]} history"
        if metric == "impressions":
            return "needs impressions or reach history"
        return f"needs {metric} history"

    def _draw_own(self, metric: str) -> None:
        series = self.state.series[self.profile.platform, self.kind, metric]
        beliefs = own_beliefs(self.state, self.profile, series, [(a.format, _day(a)) for a in self.asks])
        ads = [series.ad if ask.paid else 0.0 for ask in self.asks]
        self._put(metric, beliefs, ads)

    def _draw_prior(self, metric: str) -> None:
        belief = prior_belief(self.state, self.profile, self.kind, metric)
        if belief is not None:
            ad = math.log(self.state.priors.number("advertising", "value")) if metric in ENGAGING else 0.0
            self._put(metric, [belief] * len(self.asks), [ad if ask.paid else 0.0 for ask in self.asks])

    def _draw_parts(self) -> None:
        """Draw what was not counted from what was: likes first, then whatever comes with likes."""
        if "likes" not in self.values:
            base = next((m for m in _LIKES_FROM if m in self.own), "")
            ratio = likes_from(self.state, self.profile.platform, base) if base else None
            if ratio is not None:
                self._put_ratio("likes", ratio)
        if "likes" in self.values:
            for metric in _PER_LIKE:
                ratio = per_like(self.state, self.profile.platform, metric)
                if metric not in self.values and ratio is not None:
                    self._put_ratio(metric, ratio)

    def _draw_reach(self) -> None:
        rule = self.state.priors.figure(f"reach.{self.profile.platform}.{self.kind}")
        shown = self.state.priors.figure("impressions")
        if "reach" not in self.values and "impressions" in self.own and shown is not None:
            self._put_ratio("reach", of_figure(shown, "reach").inverted("impressions", "reach"))
        elif "reach" not in self.values and rule is not None and rule.of in self.values:
            self._put_ratio("reach", of_figure(rule, rule.of))
        elif "reach" not in self.values and (rule is None or rule.of == "followers"):
            self._draw_prior("reach")
        if "impressions" not in self.values and "reach" in self.values and shown is not None:
            self._put_ratio("impressions", of_figure(shown, "reach"))

    def _put(self, metric: str, beliefs: list[Belief], effects: list[float]) -> None:
        """Draw log counts: the shared, the creator's and the piece's part of a normal place, then the error there."""
        import numpy as np

        def column(numbers: list[float]) -> NDArray[np.float32]:
            return np.array(numbers, dtype=np.float32)[:, None]

        shared, level = self.chance.platform(f"{self.kind}/rate"), self.chance.level(metric)
        pieces = self.chance.pieces(self.asks, metric)
        sd = column([belief.variance**0.5 for belief in beliefs])
        parts_of = ([getattr(belief, part) ** 0.5 for belief in beliefs] for part in ("shared", "doubt", "spread"))
        on_all, on_level, on_piece = (column(part) / sd for part in parts_of)
        place = on_all * shared + on_level * level + on_piece * pieces
        middle = column([belief.mean + effect for belief, effect in zip(beliefs, effects, strict=True)])
        drawn = np.expm1(middle + sd * errors_at(beliefs[0].shape, place))
        self.values[metric] = np.maximum(drawn, 0.0)
        self.basis[metric] = beliefs[0].basis

    def _put_ratio(self, metric: str, ratio: Ratio) -> None:
        import numpy as np

        noise = (
            ratio.sd_shared * self.chance.platform(f"{metric}/{ratio.base}")
            + ratio.sd_creator * self.chance.ratio_level(metric)
            + ratio.sd_piece * self.chance.ratio_pieces(self.asks, metric)
        )
        self.values[metric] = self.values[ratio.base] * np.exp(ratio.log + noise)
        self.basis[metric] = f"{ratio.words} ({self.basis[ratio.base]})"


def _day(ask: Ask) -> float:
    return (ask.due - _EPOCH).total_seconds() / 86400
