"""Which figures a plan shows: those of every plan, then those of its objective and platforms; dated, overridable."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

from attrs import frozen

from influcore.measures import Kpi


@frozen
class Shown:
    """``names`` in order, of which the first ``always`` are there whatever the objective; ``unknown`` nobody offers."""

    names: tuple[str, ...]
    always: int
    unknown: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def kpi_sets() -> Mapping[str, Any]:
    """Read the dated file: ``always``, ``objective`` and ``platform``."""
    return tomllib.loads(files("influcore.data").joinpath("kpi_sets.toml").read_text(encoding="utf-8"))


def shown_on(
    objective: str,
    platforms: Iterable[str],
    kpis: Sequence[Kpi],
    offered: Iterable[str],
    own: Mapping[str, Sequence[str]],
) -> Shown:
    """Choose the figures of a plan. ``own`` are the user's lists, by objective or platform.

    A user's list for the objective is the whole plan, and nothing else is added to it. Otherwise KPIs that ask for it
    (`Kpi.on_plan`) are on every plan, a plugin's like the core's.
    """
    known = set(offered)
    whole = own.get(objective)
    if whole is not None:
        names = tuple(dict.fromkeys(whole))
        there = tuple(name for name in names if name in known)
        return Shown(there, len(there), tuple(name for name in names if name not in known))
    file = kpi_sets()
    asking = [kpi.name for kpi in kpis if kpi.on_plan and kpi.of != "creator"]
    always = dict.fromkeys(name for name in (*file["always"], *asking) if name in known)
    more = list(file["objective"].get(objective, ()))
    for platform in sorted(set(platforms)):
        more += own.get(platform, file["platform"].get(platform, ()))
    names = tuple(dict.fromkeys((*always, *(name for name in more if name in known))))
    return Shown(names, len(always), tuple(dict.fromkeys(name for name in more if name not in known)))
