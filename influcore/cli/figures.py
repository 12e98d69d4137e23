"""Figures and the outlook as plain data: the stable names behind ``plan --json`` and ``explain --json``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from influcore.contributions import cell_json
from influcore.measures import Figure, Line, Outlook, Reach, TargetChance

LEVEL = 0.8


def figure_json(figure: Figure) -> dict[str, Any]:
    """Give one figure with everything that explains it."""
    coverage = figure.coverage
    return {
        "title": figure.title, "unit": figure.unit, "currency": figure.currency or None,
        "estimate": cell_json(figure.estimate), "missing": figure.missing or None, "basis": figure.basis or None,
        "coverage": {"used": coverage.used, "of": coverage.of} if coverage else None,
        "formula": figure.formula or None, "source": figure.source or None,
    }  # fmt: skip


def reach_json(reach: Reach | None) -> dict[str, Any] | None:
    """Give the deduplicated reach."""
    if reach is None:
        return None
    return {
        "estimate": cell_json(reach.estimate), "low": cell_json(reach.low), "high": cell_json(reach.high),
        "basis": reach.basis, "of": reach.of, "by": reach.by, "note": reach.note, "profiles": reach.profiles,
    }  # fmt: skip


def target_json(target: TargetChance) -> dict[str, Any]:
    """Give a target with how likely it is."""
    coverage = target.coverage
    return {
        "kpi": target.kpi, "title": target.title, "unit": target.unit, "currency": target.currency or None,
        "value": target.value, "at_most": target.at_most, "probability": target.probability,
        "coverage": {"used": coverage.used, "of": coverage.of} if coverage else None,
        "missing": target.missing or None,
    }  # fmt: skip


def outlook_json(outlook: Outlook, names: Sequence[str]) -> dict[str, Any]:
    """Give an outlook with the figures of those names."""
    return {
        "model": outlook.model, "seed": outlook.seed, "worlds": outlook.worlds, "level": LEVEL,
        "revision": outlook.revision, "state": outlook.state, "currency": outlook.currency, "kpis": list(names),
        "pieces": [piece_json(line, names) for line in outlook.pieces],
        "influencers": [
            {"influencer": cell_json(line.ref), "parts": line.parts, "figures": _figures(line, names),
             "notes": list(line.notes)}
            for line in outlook.influencers
        ],
        "total": {"parts": outlook.total.parts, "figures": _figures(outlook.total, names)},
        "targets": [target_json(target) for target in outlook.targets],
        "reach": reach_json(outlook.reach), "reach_missing": outlook.reach_missing or None,
        "notes": list(outlook.notes),
        "missing": [
            {"kpi": name, "reason": reason, "deliverables": [cell_json(line.ref) for line in lines]}
            for name, reason, lines in missing(outlook, names)
        ],
    }  # fmt: skip


def piece_json(line: Line, names: Iterable[str]) -> dict[str, Any]:
    """Give one deliverable's line."""
    return {
        "deliverable": cell_json(line.ref), "influencer": cell_json(line.influencer), "platform": line.platform,
        "format": line.format, "due": cell_json(line.due), "figures": _figures(line, names), "notes": list(line.notes),
        "actual": dict(line.actual), "counted": cell_json(line.counted),
    }  # fmt: skip


def missing(outlook: Outlook, names: Sequence[str]) -> list[tuple[str, str, list[Line]]]:
    """Gather what lacks, by KPI and reason, with the pieces that lack it."""
    found: dict[tuple[str, str], list[Line]] = {}
    for name in names:
        for line in outlook.pieces:
            figure = line.figures.get(name)
            if figure is not None and figure.estimate is None:
                found.setdefault((name, figure.missing or "unknown"), []).append(line)
    return [(name, reason, lines) for (name, reason), lines in found.items()]


def _figures(line: Line, names: Iterable[str]) -> dict[str, Any]:
    return {name: figure_json(line.figures[name]) for name in names if name in line.figures}
