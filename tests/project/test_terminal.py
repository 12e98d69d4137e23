"""The README's first command in a real terminal."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux")]
PATIENCE = 30.0
Tmux = Callable[..., str]


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Tmux]:
    """Give a function that runs a tmux command on a server of this test's own."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("INFLUCORE_", "TMUX"))}
    environment |= {f"INFLUCORE_{use}_DIR": str(tmp_path / use.lower()) for use in ("CONFIG", "DATA", "CACHE")}
    environment |= {"LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "SHELL": "/bin/sh"}

    def run(*words: str) -> str:
        # A short name of its own in the temporary folder: a socket's path may have 100 characters only.
        command = ["tmux", "-u", "-S", str(socket), "-f", os.devnull, *words]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)
        assert done.returncode == 0, done.stderr
        return done.stdout

    socket = Path(tempfile.gettempdir()) / f"influcore-{os.getpid()}-{time.time_ns()}"
    yield run
    subprocess.run(["tmux", "-S", str(socket), "kill-server"], capture_output=True, check=False, timeout=60)
    socket.unlink(missing_ok=True)


def _until(tmux: Tmux, text: str, *, there: bool = True) -> str:
    """Look at the screen until it shows a text, or no longer does."""
    screen, end = "", time.monotonic() + PATIENCE
    while time.monotonic() < end:
        screen = tmux("capture-pane", "-p")
        if (text in screen) is there:
            return screen
        time.sleep(0.1)
    raise AssertionError(f"“{text}” is {'not' if there else 'still'} on\n{screen}")


@pytest.mark.parametrize(("columns", "lines"), [(80, 24), (140, 40)])
def test_the_demo_opens_shows_a_campaign_and_leaves(tmux: Tmux, columns: int, lines: int) -> None:
    influcore = Path(sys.executable).with_name("influcore")
    tmux("new-session", "-d", "-x", str(columns), "-y", str(lines), f"{influcore} demo; echo left with $?; exec cat")
    assert "influcore" in _until(tmux, "Rosée")
    tmux("send-keys", "Enter")
    _until(tmux, "Overview")
    tmux("send-keys", "?")
    _until(tmux, "Esc close")
    tmux("send-keys", "Escape")
    _until(tmux, "Esc close", there=False)
    tmux("send-keys", "q")
    _until(tmux, "left with 0")
