"""What was tested on real posts, and the words for what was not."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from .rates import parts

if TYPE_CHECKING:
    from .piecework import Piecework


@lru_cache(maxsize=1)
def proven() -> Mapping[str, frozenset[str]]:
    """Read the dated file: metrics by platform."""
    text = files("influcore_forecast").joinpath("data/proven_2026.toml").read_text(encoding="utf-8")
    return {platform: frozenset(metrics) for platform, metrics in tomllib.loads(text)["proven"].items()}


def doubt(work: Piecework, metric: str) -> str:
    """Say why the intervals of a metric are not proven; '' where they were tested on the like."""
    platform = work.profile.platform
    tested = proven().get(platform, frozenset()) if work.kind == "feed" else frozenset()
    if metric == "engagements" and metric not in work.own:
        known = [part for part in parts(platform) if part in work.values]
        return "" if known and all(part in tested & work.own for part in known) else _words(work, metric, False)
    return "" if metric in tested and metric in work.own else _words(work, metric, metric in work.own)


def _words(work: Piecework, metric: str, counted: bool) -> str:
    if counted:
        return f"not proven: no {work.profile.platform} {work.kind} {metric} to test on".replace(" feed ", " ")
    return "not proven: " + ("partly by ratio" if work.own else "published averages")
