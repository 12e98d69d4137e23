"""Counts so far of pieces that are out, where a model does not say what they will become."""

from __future__ import annotations

from influcore.entities import platform_named
from influcore.measures import Ask

from .counted import Counted
from .evaluate import Piece


def put_counted(piece: Piece, ask: Ask, known: Counted) -> None:
    """Put counts in the place of forecasts, as they are; engagements are added up from the platform's parts."""
    basis = dict(piece.basis)
    words = f"counted on {known.at:%Y-%m-%d}"
    for metric, count in ask.counted.items():
        piece.values[metric] = float(count)
        piece.missing.pop(metric, None)
        basis[metric] = words
    parts = platform_named(ask.platform).engagement
    there = [part for part in parts if part in piece.values]
    if "engagements" not in ask.counted and any(part in ask.counted for part in parts) and parts[0] in there:
        total = piece.values[there[0]]
        for part in there[1:]:
            total = total + piece.values[part]
        piece.values["engagements"] = total
        piece.missing.pop("engagements", None)
        basis["engagements"] = f"{' + '.join(there)}, {words}"
    piece.basis = basis
