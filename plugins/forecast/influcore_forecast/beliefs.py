"""What is believed of one profile's metric on a day to come: from its own evidence, or from what others are like."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from influcore.measures import CreatorProfile

from .fitting import Series, State, last
from .grid import FOLDS, fold_of
from .population import FLAT
from .rates import Rate, rate
from .shapes import class_of, file_shape

if TYPE_CHECKING:
    from .shapes import Knots

_PLAIN_DOUBT = 1.0  # how far levels lie apart where nothing is known of a population (variance; our assumption)
_FORMAT_POSTS = 5.0  # posts that the population's effect of a format counts for within a creator
_POOLED = 30  # posts of a format from which on the population has an effect to show


@frozen(kw_only=True)
class Belief:
    """The log of a count to come. ``shared``, ``doubt`` and ``spread`` are variances: what is unknown for everybody on
    the platform at once, for this creator's level, and for each piece. ``shape`` turns normal places into errors."""

    mean: float
    shared: float
    doubt: float
    spread: float
    shape: Knots
    basis: str

    @property
    def variance(self) -> float:
        return self.shared + self.doubt + self.spread


def has_evidence(state: State, profile: CreatorProfile, kind: str, metric: str) -> bool:
    """Say whether the profile itself was ever counted in this metric."""
    series = state.find(profile.platform, kind, metric)
    row = None if series is None else series.row.get(profile.id)
    if series is None or row is None:
        return False
    return bool(series.level.posts[row, -1] > 0 or series.told.given[row])


def own_beliefs(
    state: State, profile: CreatorProfile, series: Series, wanted: Sequence[tuple[str, float]]
) -> list[Belief]:
    """Carry the profile's own level to days: the older the evidence, the nearer to the prior and the less sure.

    ``wanted`` are (format, day) of each piece.
    """
    row = series.row[profile.id]
    mean, doubt, spread, posts, lean = last(series.level, row)
    lean *= float(series.told.lean[row])
    seen = float(series.grid.last[row]) if posts else float(series.told.day[row])
    prior = float(series.start.mean[row]), float(series.start.doubt[row])
    words, effects = _words(series, row, posts, seen), {}
    shared = series.everybody.shared if series.rated[row] else 0.0
    shape = series.shapes[class_of(posts), fold_of(profile.id)]
    found = []
    for format_name, day in wanted:
        if format_name not in effects:
            effects[format_name] = _format(state, series, row, format_name)
        kept = 0.5 ** (max(day - seen, 0.0) / state.priors.number("drift", "halflife")) if math.isfinite(seen) else 1.0
        leaning = (1 - kept) + kept * lean if prior[1] < FLAT else 0.0
        at, unsure = _aged(mean, doubt, prior, kept)
        effect, extra = effects[format_name]
        found.append(
            Belief(
                mean=at + effect,
                shared=leaning**2 * shared,
                doubt=unsure + extra,
                spread=spread,
                shape=shape,
                basis=words + (f", leaning on {_prior_words(state, profile, series)}" if leaning > 0.5 else ""),
            )
        )
    return found


def _aged(mean: float, doubt: float, prior: tuple[float, float], kept: float) -> tuple[float, float]:
    """Let a level drift back towards the prior; ``kept`` is the share of the distance that is left."""
    prior_mean, prior_doubt = prior
    if prior_doubt >= FLAT:
        return mean, doubt + (1 - kept**2) * _PLAIN_DOUBT
    return prior_mean + kept * (mean - prior_mean), kept**2 * doubt + (1 - kept**2) * prior_doubt


def prior_belief(state: State, profile: CreatorProfile, kind: str, metric: str) -> Belief | None:
    """Believe what accounts of that size bring; None without followers or where nobody has published a figure."""
    if not profile.followers:
        return None
    published = rate(state.priors, profile.platform, kind, metric, profile.followers)
    series = state.find(profile.platform, kind, metric)
    if series is not None and series.everybody.rated:
        told = series.everybody
        base = published.log if published else 0.0
        return Belief(
            mean=math.log(profile.followers) + base + told.offset + told.tiers.get(profile.tier, 0.0),
            shared=told.shared,
            doubt=told.doubt,
            spread=told.spread**2,
            shape=series.shapes[0, FOLDS],
            basis=_prior_words(state, profile, series),
        )
    if published is None:
        return None
    return Belief(
        mean=math.log(profile.followers) + published.log,
        shared=published.sd_shared**2,
        doubt=published.sd_creator**2,
        spread=state.priors.number("spread", profile.platform, "default") ** 2,
        shape=file_shape(state.priors),
        basis=published.basis,
    )


def _format(state: State, series: Series, row: int, format_name: str) -> tuple[float, float]:
    """Give the effect of a format on the log count, and the variance of not having seen it."""
    import numpy as np

    names = series.grid.formats
    code = names.index(format_name) if format_name in names else -1
    counted = np.isfinite(series.logs[row]) if series.logs.shape[1] else np.zeros(0, dtype=bool)
    codes = series.grid.codes[row, : len(counted)]
    here = counted & (codes == code)
    if here.any() and format_name:
        gap = series.logs[row, here] - series.logs[row, counted].mean()
        return series.formats[format_name] + float(gap.sum() / (here.sum() + _FORMAT_POSTS)), 0.0
    effect = series.formats.get(format_name, 0.0)
    pooled = code >= 0 and int(((series.grid.codes == code) & np.isfinite(series.grid.day)).sum()) >= _POOLED
    others = any(names[c] for c in codes[counted])
    unseen = others and not pooled
    return effect, state.priors.number("format", "unseen_sd") ** 2 if unseen else 0.0


def _words(series: Series, row: int, posts: float, seen: float) -> str:
    parts = []
    if posts:
        parts.append(f"{posts:.0f} post{'s' if posts > 1 else ''}" + (f" to {_date(seen)}" if seen == seen else ""))
    if series.told.given[row]:
        parts.append(f"average of a list of {_date(float(series.told.day[row]))}")
    return " and ".join(parts)


def _prior_words(state: State, profile: CreatorProfile, series: Series) -> str:
    published: Rate | None = None
    if profile.followers:
        published = rate(state.priors, profile.platform, series.grid.kind, series.metric, profile.followers)
    creators = round(series.everybody.creators)
    if published is None:
        return f"prior: {profile.platform} creators here, about {max(creators, 1)} of them recent"
    return published.basis + (f", moved by {creators} creators here" if creators > 1 else "")


def _date(day: float) -> str:
    return (dt.date(1970, 1, 1) + dt.timedelta(days=int(day))).isoformat() if math.isfinite(day) else "unknown date"
