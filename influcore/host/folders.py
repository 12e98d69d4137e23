"""Where the user's cache, settings and keys live; an environment variable moves each of them."""

from __future__ import annotations

import os
import sys
from typing import Literal

Use = Literal["cache", "config", "data"]
_XDG = {
    "cache": ("XDG_CACHE_HOME", "~/.cache"),
    "config": ("XDG_CONFIG_HOME", "~/.config"),
    "data": ("XDG_DATA_HOME", "~/.local/share"),
}


def folder(use: Use) -> str | None:
    """Name the folder for one use, absolute and not yet made; None where the user has no home."""
    given = os.environ.get(f"INFLUCORE_{use.upper()}_DIR", "")
    if given:
        return given if os.path.isabs(given) else None
    path = _by_xdg(use) if sys.platform == "linux" else _by_platform(use)
    return path if os.path.isabs(path) else None


def settings_file() -> str | None:
    """Name the user's settings file, which need not exist."""
    place = folder("config")
    return os.path.join(place, "settings.toml") if place else None


def _by_xdg(use: Use) -> str:
    """Say what platformdirs would; importing it costs as much as a quarter of all of ``--help``."""
    variable, usual = _XDG[use]
    base = os.environ.get(variable, "").strip()
    if not os.path.isabs(base):
        base = os.path.expanduser(usual)
    return os.path.join(base, "influcore")


def _by_platform(use: Use) -> str:
    import platformdirs

    name = {"cache": "user_cache_dir", "config": "user_config_dir", "data": "user_data_dir"}[use]
    return str(getattr(platformdirs, name)("influcore", appauthor=False))
