"""Whose fault was it? A plugin that fails while it works is named; the core keeps its traceback."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from click import ClickException

from influcore.errors import InflucoreError, PluginMisuse

if TYPE_CHECKING:
    from .start import Start


@contextmanager
def blame(start: Start, plugin: str) -> Iterator[None]:
    """Turn what a plugin did not mean to raise into an error that names it; ``--strict`` shows where."""
    try:
        yield
    except (InflucoreError, ClickException, OSError, sqlite3.Error):
        raise
    except Exception as error:
        if plugin == "core" or start.strict:
            raise
        from influcore.host.blame import reason_of

        raise PluginMisuse(f"plugin {plugin} failed: {reason_of(error)}", hint="--strict shows where") from error
