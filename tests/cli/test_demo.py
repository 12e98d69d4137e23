"""``demo`` and ``tui``: what happens with and without a terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from influcore.cli import tui


def test_without_a_terminal_the_demo_prints_its_plan(cli: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "d.influcore"
    ran = cli("-w", path, "demo")
    assert ran.code == 0, ran.err
    assert "By influencer" in ran.out
    assert "fictional" in ran.err
    assert path.exists()
    assert cli("-w", path, "demo").code == 0


def test_reset_makes_the_sample_anew_and_nothing_else(cli: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "d.influcore"
    cli("-w", path, "demo")
    cli("-w", path, "campaign", "edit", "rosee-launch", "--name", "Other")
    assert cli("-w", path, "demo", "--reset").code == 0
    assert "Other" not in cli("-w", path, "campaign", "list").out
    mine = tmp_path / "mine.influcore"
    cli("-w", mine, "init")
    ran = cli("-w", mine, "demo", "--reset")
    assert ran.code == 1
    assert "no sample workspace" in ran.said[0]
    assert mine.exists()


def test_the_environments_workspace_is_not_the_demos(
    cli: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = tmp_path / "mine.influcore"
    cli("-w", mine, "init")
    monkeypatch.setenv("INFLUCORE_WORKSPACE", str(mine))
    monkeypatch.setenv("INFLUCORE_DATA_DIR", str(tmp_path / "data"))
    assert cli("demo").code == 0
    assert (tmp_path / "data" / "demo.influcore").exists()
    assert "nothing was done yet" in cli("journal").err


def test_the_terminal_application_needs_a_terminal(on_demo: Callable[..., Any]) -> None:
    ran = on_demo("tui")
    assert ran.code == 2
    assert "needs a terminal" in ran.said[0]


def test_with_a_terminal_the_front_end_gets_the_desk(
    on_demo: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Any] = []
    monkeypatch.setattr(tui, "is_interactive", lambda: True)
    monkeypatch.setattr("influcore_tui.run", lambda desk, campaign: seen.append((desk, campaign)) or 0)
    assert on_demo("tui", "rosee-launch").code == 0
    assert seen[0][1] == "rosee-launch"
