"""Workspaces for tests: made once for a set of plugins, then copied, since making their tables takes longest."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .clock import Clock
from .hosts import Plugin, host_with

if TYPE_CHECKING:
    from influcore.services.desk import Desk

_NUMBERS = count(1)
Fill = Callable[["Desk"], Any]


class Workspaces:
    """Call it with plugins for a desk on an empty workspace; without any it has the core alone."""

    def __init__(self, folder: Path, made: dict[object, Path], clock: Clock) -> None:
        self._folder = folder
        self._made = made
        self._clock = clock
        self._open: list[Desk] = []

    def __call__(self, *plugins: Plugin) -> Desk:
        return self.filled("", None, *plugins)

    def filled(self, key: object, fill: Fill | None, *plugins: Plugin) -> Desk:
        """Give a desk on a copy of the workspace that ``fill`` has filled; what has the same key is filled once."""
        from influcore.services.desk import Desk

        host = host_with(*plugins)
        place = (key, plugins)
        if place not in self._made:
            path = self._folder / f"made-{next(_NUMBERS)}.influcore"
            desk = Desk.create(path, host, clock=Clock(self._clock.now))
            try:
                if fill is not None:
                    fill(desk)
            finally:
                desk.close()
            self._made[place] = path
        copy = self._folder / f"copy-{next(_NUMBERS)}.influcore"
        shutil.copy(self._made[place], copy)
        opened = Desk.open(copy, host, clock=self._clock)
        self._open.append(opened)
        return opened

    def close(self) -> None:
        """Close every desk that was opened, and remove its file."""
        for desk in self._open:
            desk.close()
            for suffix in ("", "-wal", "-shm"):
                path = desk.workspace.path
                path.with_name(path.name + suffix).unlink(missing_ok=True)
        self._open.clear()
