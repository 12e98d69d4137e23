"""Two models to compare with: a creator's own last ten posts as they were, and followers times a published rate."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import Factory, define, frozen

from influcore.measures import Ask, Audience, Creator, CreatorProfile, Draws, History, Worlds, stack

from .audience import audience
from .cleaning import cleaned
from .fitting import settings_of
from .grid import grids, kind_of
from .rates import METRICS, parts, rate
from .sources import Priors, priors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Counts = NDArray[np.float64]

_LATEST, _FEWEST = 10, 3


@define
class _Piece:
    """What is said of one ask: draws by metric, what they rest on, and why others lack."""

    ask: Ask
    draws: dict[str, NDArray[np.float32]] = Factory(dict)
    basis: dict[str, str] = Factory(dict)
    missing: dict[str, str] = Factory(dict)


@frozen(kw_only=True)
class Recent:
    """The latest counts of each (profile, kind, metric), smallest first."""

    counts: Mapping[tuple[str, str, str], Counts]
    figures: Priors


def fit_recent(history: History) -> Recent:
    """Keep each profile's last ten usable counts."""
    import numpy as np

    figures = priors(settings_of(history).data_dir)
    found = {}
    for grid in grids(history):
        for metric, logs in cleaned(grid, figures)[0].items():
            for row, profile in enumerate(grid.profiles):
                known = logs[row][np.isfinite(logs[row])][-_LATEST:]
                if known.size:
                    found[profile.id, grid.kind, metric] = np.sort(np.expm1(known))
    return Recent(counts=found, figures=figures)


def draw_recent(state: Recent, creator: Creator, asks: Sequence[Ask], worlds: Worlds) -> Draws:
    """Draw each piece from the quantiles of the last ten, one place in them for all its metrics."""
    import numpy as np

    pieces = []
    for ask in asks:
        piece = _Piece(ask)
        place = worlds.uniform(f"creator/{creator.id}/recent/{ask.id}")
        for metric in METRICS:
            counts = state.counts.get((ask.profile, kind_of(ask.format), metric))
            if counts is None or counts.size < _FEWEST:
                piece.missing[metric] = f"needs {_FEWEST} posts with {metric}"
                continue
            piece.draws[metric] = np.quantile(counts, place).astype(np.float32)
            piece.basis[metric] = f"last {counts.size} posts"
        _add_engagements(piece)
        pieces.append(piece)
    return _draws(creator, pieces, worlds, state.figures)


def _add_engagements(piece: _Piece) -> None:
    names = parts(piece.ask.platform)
    known = [part for part in names if part in piece.draws]
    if "engagements" in piece.draws or not known or known[0] != names[0]:
        return
    total = piece.draws[known[0]]
    for part in known[1:]:
        total = total + piece.draws[part]
    piece.draws["engagements"] = total
    piece.basis["engagements"] = " + ".join(known)
    piece.missing.pop("engagements", None)


def fit_followers(history: History) -> Priors:
    """Take the published figures; nothing is learned."""
    return priors(settings_of(history).data_dir)


def draw_followers(state: Priors, creator: Creator, asks: Sequence[Ask], worlds: Worlds) -> Draws:
    """Multiply followers by published rates: points, the same in every world."""
    import numpy as np

    pieces = []
    for ask in asks:
        piece = _Piece(ask)
        profile = creator.profile(ask.profile)
        followers = profile.followers if profile else None
        for metric in METRICS:
            known = rate(state, ask.platform, kind_of(ask.format), metric, followers) if followers else None
            if known is None or not followers:
                piece.missing[metric] = "needs a follower count" if not followers else f"no published {metric} rate"
                continue
            piece.draws[metric] = np.full(worlds.count, followers * math.exp(known.log), dtype=np.float32)
            piece.basis[metric] = f"followers × {known.basis.removeprefix('prior: ')}"
        pieces.append(piece)
    return _draws(creator, pieces, worlds, state)


def _draws(creator: Creator, pieces: Sequence[_Piece], worlds: Worlds, figures: Priors) -> Draws:
    return Draws(
        asks=tuple(p.ask.id for p in pieces),
        metrics=METRICS,
        values=stack(METRICS, [p.draws for p in pieces], worlds.count),
        basis={(p.ask.id, metric): words for p in pieces for metric, words in p.basis.items()},
        missing={(p.ask.id, metric): words for p in pieces for metric, words in p.missing.items()},
        audiences=tuple(_audiences(creator.profiles, pieces, figures)),
    )


def _audiences(profiles: Sequence[CreatorProfile], pieces: Sequence[_Piece], figures: Priors) -> list[Audience]:
    found = []
    for profile in profiles:
        reached = [
            piece.draws["reach"][None, :].astype("float64")
            for piece in pieces
            if piece.ask.profile == profile.id and "reach" in piece.draws
        ]
        part = audience(profile, reached, figures)
        if part is not None:
            found.append(part)
    return found
