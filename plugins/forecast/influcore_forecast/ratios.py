"""From one metric to another of the same piece, by a ratio with its uncertainty."""

from __future__ import annotations

import math

from attrs import frozen

from .fitting import State
from .rates import engagements_per_like
from .sources import Sourced


@frozen(kw_only=True)
class Ratio:
    """A metric for one of ``base``, as a logarithm; ``words`` say where it is from."""

    base: str
    log: float
    sd_shared: float
    sd_creator: float
    sd_piece: float
    words: str

    def inverted(self, base: str, metric: str) -> Ratio:
        words = f"{base} ÷ {math.exp(self.log):.3g}, {self.words.rpartition(', ')[2]}"
        return Ratio(base=base, log=-self.log, sd_shared=self.sd_shared, sd_creator=self.sd_creator,
                     sd_piece=self.sd_piece, words=words)  # fmt: skip


def of_figure(figure: Sourced, base: str) -> Ratio:
    """Read a published figure as a ratio."""
    return Ratio(
        base=base,
        log=math.log(figure.value),
        sd_shared=figure.sd_shared,
        sd_creator=figure.sd_creator,
        sd_piece=figure.sd_piece,
        words=f"{figure.value:g} × {base}, {figure.year}",
    )


def per_like(state: State, platform: str, metric: str) -> Ratio | None:
    """Say how many of a metric come with a like: the published figure, moved by creators here who have both."""
    figure = state.priors.figure(f"per_like.{platform}.{metric}")
    pooled = state.ratios.get((platform, metric))
    if pooled is None:
        return None if figure is None else of_figure(figure, "likes")
    mean, sd, count = pooled
    if figure is None:
        words = f"{math.exp(mean):.3g} × likes, {count} creators here"
        return Ratio(base="likes", log=mean, sd_shared=sd / math.sqrt(count), sd_creator=sd, sd_piece=sd / 2,
                     words=words)  # fmt: skip
    published = of_figure(figure, "likes")
    weight = count / (count + (published.sd_creator / published.sd_shared) ** 2)
    log = weight * mean + (1 - weight) * published.log
    return Ratio(
        base="likes",
        log=log,
        sd_shared=published.sd_shared * math.sqrt(1 - weight),
        sd_creator=math.sqrt((count * sd**2 + 5 * published.sd_creator**2) / (count + 5)),
        sd_piece=published.sd_piece,
        words=f"{math.exp(log):.3g} × likes, {figure.year} and {count} creators here",
    )


def likes_from(state: State, platform: str, base: str) -> Ratio | None:
    """Say how many likes come with one of another metric."""
    if base == "engagements":
        each = engagements_per_like(state.priors, platform)
        if each == 1.0:
            return None
        # The parts other than likes are small, and their own uncertainty is drawn with them.
        return Ratio(base=base, log=-math.log(each), sd_shared=0.0, sd_creator=0.05, sd_piece=0.05,
                     words=f"engagements ÷ {each:.3g}")  # fmt: skip
    other = per_like(state, platform, base)
    return None if other is None else other.inverted(base, "likes")
