"""How a command ends: codes, lines and hints; whatever happens to the streams."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from influcore import Column, Panel, hookimpl
from influcore.cli import entry
from influcore.contributions import small_table
from influcore.errors import BUSY, FAILED, INTERRUPTED, PLUGIN, USAGE
from influcore.host import Host, HostOptions

INFLUCORE = [sys.executable, "-P", "-m", "influcore.cli"]


def test_an_unknown_slug_is_one_line_on_stderr_with_a_hint(on_demo: Callable[..., Any]) -> None:
    ran = on_demo("plan", "rosee-lanch")
    assert (ran.code, ran.out) == (FAILED, "")
    assert len(ran.said) == 2
    assert ran.said[0] == "error: no campaign “rosee-lanch”"
    assert "rosee-launch" in ran.said[1]


@pytest.mark.parametrize(
    ("content", "says"),
    [(None, "there is no workspace"), (b"", "is empty"), (b"PK\3\4 no database", "is no influcore workspace")],
)
def test_a_file_that_is_no_workspace_is_one_line(
    cli: Callable[..., Any], tmp_path: Path, content: bytes | None, says: str
) -> None:
    path = tmp_path / "w.influcore"
    if content is not None:
        path.write_bytes(content)
    ran = cli("-w", path, "campaign", "list")
    assert ran.code == FAILED
    assert says in ran.said[0]
    assert ran.said[1].startswith("hint: ")


def test_a_newer_workspace_is_refused(on_demo: Callable[..., Any], demo: Any) -> None:
    with sqlite3.connect(demo.workspace.path) as conn:
        conn.execute("PRAGMA user_version=999")
    conn.close()
    demo.close()
    ran = on_demo("campaign", "list")
    assert ran.code == FAILED
    assert "newer" in ran.said[0]


def test_a_locked_workspace_is_busy(on_demo: Callable[..., Any], demo: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("influcore.workspace.file.BUSY_SECONDS", 0.05)
    conn = sqlite3.connect(demo.workspace.path, isolation_level=None)
    conn.execute("BEGIN IMMEDIATE")
    ran = on_demo("campaign", "edit", "rosee-launch", "--name", "Other")
    conn.close()
    assert ran.code == BUSY
    assert ran.said[0].startswith("error: ")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_no_permission_is_one_line(cli: Callable[..., Any], tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    assert cli("-w", folder / "w.influcore", "init").code == FAILED


def test_init_makes_a_workspace_once(cli: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "mine.influcore"
    assert cli("-w", path, "init").code == 0
    again = cli("init", path)
    assert again.code == FAILED
    assert "there already" in again.said[0]
    assert cli("-w", tmp_path / "no" / "folder.influcore", "init").code == FAILED


@pytest.mark.parametrize("argv", [["plan"], ["plan", "a", "--seed", "x"], ["--nonsense"], ["export"], ["explain"]])
def test_wrong_usage_is_code_2_and_prints_no_data(cli: Callable[..., Any], argv: list[str]) -> None:
    ran = cli(*argv)
    assert (ran.code, ran.out) == (USAGE, "")


def test_an_interrupt_is_130(cli: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(entry, "_run", stop)
    assert cli("plugins").code == INTERRUPTED


class Failing:
    """A plugin whose panel fails, in one case only after its first row."""

    @hookimpl
    def influcore_register_panels(self) -> tuple[Panel, ...]:
        return (Panel(name="failing.panel", title="P", help="Fail.", read=self.fail),)

    @staticmethod
    def fail(session: object, params: object) -> Any:
        raise ZeroDivisionError("boom\x1b[31m")


@pytest.fixture
def failing() -> Host:
    host = Host.load(HostOptions(no_plugins=True, cache_dir=""))
    host.admit(Failing(), "failing")
    return host


def test_a_plugin_that_fails_is_named_with_code_5(cli: Callable[..., Any], demo: Any, failing: Host) -> None:
    ran = cli("-w", demo.workspace.path, "show", "failing.panel", host=failing)
    assert ran.code == PLUGIN
    assert ran.said[0].startswith("error: plugin failing failed: ZeroDivisionError: boom")
    assert "\x1b" not in ran.err
    assert len(ran.said) == 2


def test_a_model_that_fails_is_named_though_nobody_guards_it(
    cli: Callable[..., Any], demo: Any, tmp_path: Path
) -> None:
    (tmp_path / "broken.py").write_text(
        '''"""Break."""
from influcore import ForecastModel, hookimpl

def fit(history):
    raise ZeroDivisionError("boom")

@hookimpl
def influcore_register_models():
    return [ForecastModel(name="broken", title="B", help="Break.", fit=fit, draw=print)]
''',
        encoding="utf-8",
    )
    host = Host.load(HostOptions(plugins_dirs=(str(tmp_path),), cache_dir=""))
    ran = cli("-w", demo.workspace.path, "plan", "rosee-launch", "--model", "broken", host=host)
    assert ran.code == PLUGIN
    assert ran.said[0].startswith("error: plugin broken failed: ZeroDivisionError: boom")
    assert (
        "Traceback"
        in cli("-w", demo.workspace.path, "--strict", "plan", "rosee-launch", "--model", "broken", host=host).err
    )


def test_a_bug_of_ours_keeps_its_traceback(cli: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    def bug(*_: object) -> int:
        raise LookupError("left over \x1b]52;c;eA==\x07")

    monkeypatch.setattr(entry, "_run", bug)
    ran = cli("plugins")
    assert ran.code == FAILED
    assert "Traceback" in ran.err
    assert "LookupError: left over" in ran.err
    assert "\x1b" not in ran.err


def _shell(command: str) -> subprocess.CompletedProcess[str]:
    line = command.replace("influcore ", " ".join(INFLUCORE) + " ")
    return subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False)


def test_a_reader_that_closes_the_pipe_is_no_error() -> None:
    done = _shell(
        "for i in 1 2 3 4 5; do influcore --no-plugins show --json; done | head -c 1; echo ${PIPESTATUS[0]} >&2"
    )
    assert done.stderr.split() == ["0"]
    done = _shell("influcore --no-plugins show --json | true; echo ${PIPESTATUS[0]} >&2")
    assert done.stderr.split() == ["0"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_is_one_line() -> None:
    done = _shell("influcore --no-plugins show --json > /dev/full")
    assert done.returncode == FAILED
    assert done.stderr.splitlines() == ["error: No space left on device"]


def test_a_closed_standard_output_is_one_line() -> None:
    done = _shell("influcore --no-plugins show --json >&-")
    assert done.returncode == FAILED
    assert len(done.stderr.splitlines()) == 1


def test_a_closed_standard_error_costs_nothing(tmp_path: Path) -> None:
    done = _shell(f"influcore -w {tmp_path}/w.f init 2>&- && influcore -w {tmp_path}/w.f doctor 2>&-")
    assert done.returncode == 0
    assert "chain intact" in done.stdout


def test_a_letter_the_terminal_does_not_know_is_replaced() -> None:
    done = _shell("LC_ALL=C PYTHONIOENCODING=ascii influcore --no-plugins show")
    assert done.returncode == 0
    assert "campaign.list" in done.stdout


def test_names_of_people_stay_lines(cli: Callable[..., Any], demo: Any) -> None:
    class Hostile:
        @hookimpl
        def influcore_register_panels(self) -> tuple[Panel, ...]:
            cells = ["\x1b]52;c;eA==\x07", "\x9b31m", "a\nb", "\u202eevil", "=1+1", "[@click=app.quit]x[/]", "\x00"]
            table = small_table((Column(name="x", title="X\x1b[2J"),), [{"x": c} for c in cells], empty="\x1b[1m")
            return (Panel(name="hostile.panel", title="\x1b[1mP", help="\x1b[5mHelp.", read=lambda s, p: table),)

    host = Host.load(HostOptions(no_plugins=True, cache_dir=""))
    host.admit(Hostile(), "hostile")
    for more in ([], ["--json"], ["--csv"], ["--sort", "x"], ["--match", "zz\x1b"], ["--help"]):
        ran = cli("-w", demo.workspace.path, "show", "hostile.panel", *more, host=host)
        assert ran.code == 0
        for character in "\x1b\x9b\x07\x00\u202e":
            assert character not in ran.out + ran.err
