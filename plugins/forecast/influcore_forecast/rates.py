"""What a piece of an account without history brings, from published figures: a count for each follower."""

from __future__ import annotations

import math

from attrs import frozen

from influcore.entities.platforms import platform_named

from .sources import Priors, Sourced

METRICS = ("engagements", "likes", "comments", "shares", "saves", "views", "impressions", "reach")


@frozen
class Rate:
    """Count for each follower as a logarithm, with its uncertainty for all creators at once and for each."""

    log: float
    sd_shared: float
    sd_creator: float
    basis: str

    def times(self, figure: Sourced, value: float, basis: str = "") -> Rate:
        """Multiply by another figure; uncertainties add as variances."""
        return Rate(
            self.log + math.log(value),
            math.hypot(self.sd_shared, figure.sd_shared),
            math.hypot(self.sd_creator, figure.sd_creator),
            basis or self.basis,
        )


def parts(platform: str) -> tuple[str, ...]:
    """Name the counts that make an engagement on a platform, the core's facts."""
    return platform_named(platform).engagement


def steps(priors: Priors, platform: str, kind: str) -> tuple[float, ...]:
    """Give the follower counts at which a published figure changes, ascending and without the last, open one."""
    names = (f"rate.{platform}", f"reach.{platform}.{kind}")
    figures = (priors.figure(name) for name in names)
    return tuple(sorted({above for f in figures if f for above, _, _ in f.bands if math.isfinite(above)}))


def rate(priors: Priors, platform: str, kind: str, metric: str, followers: float) -> Rate | None:
    """Give what is published for an account of that size, or None where nobody has published a figure."""
    if metric in ("reach", "impressions"):
        return _seen(priors, platform, kind, metric, followers)
    return _engaged(priors, platform, metric, followers) if kind == "feed" else None


def _engaged(priors: Priors, platform: str, metric: str, followers: float) -> Rate | None:
    figure = priors.figure(f"rate.{platform}")
    if figure is None:
        return None
    value, band = figure.at(followers)
    basis = " ".join(part for part in (f"prior: {platform} ER", band) if part) + f", {figure.year}"
    whole = Rate(math.log(value), figure.sd_shared, figure.sd_creator, basis)
    if metric == "engagements":
        return whole
    likes = Rate(whole.log - math.log(engagements_per_like(priors, platform)), *_rest(whole))
    if metric == "likes":
        return likes
    part = priors.figure(f"per_like.{platform}.{metric}")
    return None if part is None else likes.times(part, part.value)


def _rest(rate: Rate) -> tuple[float, float, str]:
    return rate.sd_shared, rate.sd_creator, rate.basis


def engagements_per_like(priors: Priors, platform: str) -> float:
    """Say how many engagements come with one like: itself, and the parts of which a figure is known."""
    known = (priors.figure(f"per_like.{platform}.{part}") for part in parts(platform))
    return 1.0 + sum(figure.value for figure in known if figure is not None)


def _seen(priors: Priors, platform: str, kind: str, metric: str, followers: float) -> Rate | None:
    figure = priors.figure(f"reach.{platform}.{kind}")
    if figure is None:
        return None
    if figure.of == "followers":
        value, band = figure.at(followers)
        words = " ".join(part for part in (f"prior: {platform} reach ÷ followers", band) if part)
        people = Rate(math.log(value), figure.sd_shared, figure.sd_creator, f"{words}, {figure.year}")
    else:
        views = _engaged(priors, platform, figure.of, followers)
        if views is None:
            return None
        people = views.times(figure, figure.value)
    shown = priors.figure("impressions")
    if metric == "reach":
        return people
    return None if shown is None else people.times(shown, shown.value)
