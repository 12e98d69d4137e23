"""Completion in the shell: verbs, choices, and names from the workspace."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest

from influcore.cli.entry import COMPLETE


@pytest.fixture
def completed(cli: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    def complete(*words: object) -> list[str]:
        monkeypatch.setenv(COMPLETE, "bash_complete")
        monkeypatch.setenv("COMP_WORDS", " ".join(["influcore", *map(str, words)]))
        monkeypatch.setenv("COMP_CWORD", str(len(words)))
        lines = cli().out.splitlines()
        assert os.environ[COMPLETE]
        return [line.partition(",")[2] for line in lines if "," in line]

    return complete


def test_verbs_are_completed(completed: Callable[..., list[str]]) -> None:
    assert completed("camp") == ["campaign"]
    assert completed("campaign", "e") == ["edit"]


def test_names_come_from_the_workspace(completed: Callable[..., list[str]], demo: Any) -> None:
    path = demo.workspace.path
    assert completed("-w", path, "campaign", "edit", "ros") == ["rosee-launch"]
    assert completed("-w", path, "plan", "ros") == ["rosee-launch"]
    assert completed("-w", path, "campaign", "overview", "%") == []
    assert "lea-moreau" in completed("-w", path, "influencer", "card", "lea")


def test_choices_are_completed(completed: Callable[..., list[str]]) -> None:
    assert completed("campaign", "new", "x", "--objective", "aw") == ["awareness"]


def test_without_a_workspace_nothing_is_offered(completed: Callable[..., list[str]], tmp_path: Any) -> None:
    assert completed("-w", tmp_path / "none", "plan", "a") == []
