"""Figures that are somebody's: dated files in the package, which a user's settings may override."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from influcore.contributions import Read
from influcore.host.own_sections import CoreSettings

__all__ = ["CoreSettings", "settings", "tier_bounds"]


@lru_cache(maxsize=1)
def _tier_file() -> Mapping[str, int]:
    text = files("influcore.data").joinpath("tiers.toml").read_text(encoding="utf-8")
    return dict(tomllib.loads(text)["bounds"])


def settings(read: Read) -> CoreSettings:
    """Give the core's settings."""
    found: CoreSettings = read.settings(CoreSettings, "core")
    return found


def tier_bounds(read: Read) -> Mapping[str, int]:
    """Give the bounds of the tiers: the user's, else the file's."""
    own = settings(read).tiers
    return dict(sorted(own.items(), key=lambda pair: pair[1])) if own else _tier_file()
