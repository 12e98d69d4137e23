"""What one start of the program knows: global options, the plugins, and the workspace once it is asked for."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    import click

    from influcore.host import Host, HostOptions
    from influcore.services.desk import Desk

DEFAULT_WORKSPACE = "campaigns.influcore"


class Start:
    """Made once a process. Nothing is loaded before it is asked for."""

    def __init__(self, host: Host | None = None) -> None:
        self._options: dict[str, Any] = {}
        self._host = host
        self._desk: Desk | None = None
        self._told: set[tuple[str, ...]] = set()
        self.workspace = ""

    @property
    def host(self) -> Host:
        """The plugins; their catalogue costs nothing more."""
        if self._host is None:
            from influcore.host import Host

            self._host = Host.load(self.host_options)
            if self.host_options.given or any(name.startswith("INFLUCORE_SET_") for name in os.environ):
                from influcore.services.settings import check_given

                check_given(self._host)
        return self._host

    @property
    def has_host(self) -> bool:
        return self._host is not None

    @property
    def host_options(self) -> HostOptions:
        from influcore.host import HostOptions

        given = self._options
        return HostOptions(
            no_plugins=bool(given.get("no_plugins")),
            blocked=tuple(given.get("block") or ()),
            plugins_dirs=tuple(given.get("plugins_dir") or ()),
            strict=self.strict,
            given=tuple(given.get("set") or ()),
            trace=self._trace if given.get("trace_hooks") else None,
        )

    @staticmethod
    def _trace(line: str) -> None:
        from .say import say

        say(line)

    @property
    def strict(self) -> bool:
        return bool(self._options.get("strict"))

    @property
    def chosen_workspace(self) -> str:
        """The workspace named by ``-w``, before or after the verb, or ''."""
        return self.workspace or str(self._options.get("workspace") or "")

    @property
    def workspace_path(self) -> Path:
        from pathlib import Path

        return Path(self.chosen_workspace or os.environ.get("INFLUCORE_WORKSPACE", "") or DEFAULT_WORKSPACE)

    @property
    def desk(self) -> Desk:
        """The workspace, opened. Says once which plugins are left out."""
        if self._desk is None:
            from influcore.services.desk import Desk

            self.tell_failures()
            self._desk = Desk.open(self.workspace_path, host=self.host)
            self.tell_failures()
        return self._desk

    def hold(self, desk: Desk) -> Desk:
        """Go on with a workspace that was just made."""
        self._desk = desk
        self.tell_failures()
        return desk

    def tell_failures(self) -> None:
        """Name the plugins that are left out, each once, on standard error."""
        from .say import say

        for failure in self.host.failures:
            if tuple(failure) not in self._told:
                self._told.add(tuple(failure))
                say(f"warning: plugin {failure.plugin} is left out ({failure.stage}): {failure.reason}")
        used = sys.modules.get("influcore.deprecation")  # without it nothing deprecated was used
        for plugin, found in used.uses() if used else ():
            if (plugin, found.name) not in self._told:
                self._told.add((plugin, found.name))
                say(f"warning: plugin {plugin}: {found}")

    def close(self) -> None:
        """Close the workspace, if it was opened."""
        if self._desk is not None:
            self._desk.close()


def start_of(context: click.Context) -> Start:
    """Give this process's start, made when first asked for."""
    root = context.find_root()
    if root.obj is None:
        root.obj = Start()
    start: Start = root.obj
    start._options = root.params  # which click fills while it reads the command line
    return start
