"""Run the command line in this process and look at all it says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from influcore.cli.entry import main
from influcore.cli.start import Start


class Ran(NamedTuple):
    """What one command did."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> list[str]:
        """The lines of talk, without warnings about plugins."""
        return [line for line in self.err.splitlines() if not line.startswith("warning: plugin")]


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], installed_host: Any) -> Callable[..., Ran]:
    """Run ``influcore ARGUMENTS`` with the installed plugins, or another host."""

    def run(*argv: object, host: Any = None) -> Ran:
        capsys.readouterr()
        code = main([str(word) for word in argv], Start(host or installed_host))
        done = capsys.readouterr()
        return Ran(code, done.out, done.err)

    return run


@pytest.fixture
def on_demo(cli: Callable[..., Ran], demo: Any) -> Callable[..., Ran]:
    """Run a command on a copy of the sample workspace."""
    path: Path = demo.workspace.path
    return lambda *argv, **more: cli("-w", path, *argv, **more)
