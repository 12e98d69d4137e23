"""``import`` from the command line: what it says, and with which code."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.mark.parametrize("option", ["nonsense", "=x", ""])
def test_an_option_is_name_and_value(on_demo: Callable[..., Any], tmp_path: Path, option: str) -> None:
    ran = on_demo("import", tmp_path / "x.csv", "--option", option)
    assert ran.code == 2
    assert "name=value" in ran.said[0]


@pytest.mark.parametrize("day", ["soon", "2026-13-01", "01/06/2026"])
def test_a_day_that_is_none_is_a_usage_error(on_demo: Callable[..., Any], tmp_path: Path, day: str) -> None:
    ran = on_demo("import", tmp_path / "x.csv", "--as-of", day)
    assert ran.code == 2
    assert "--as-of" in ran.said[0]


def test_a_file_that_nobody_knows_is_one_line(on_demo: Callable[..., Any], tmp_path: Path) -> None:
    file = tmp_path / "odd.csv"
    file.write_text("colour,taste\nred,sweet\n", encoding="utf-8")
    ran = on_demo("import", file)
    assert (ran.code, ran.out) == (1, "")
    assert "odd.csv" in ran.said[0]
    assert len(ran.said) == 2


def test_a_file_that_is_not_there_is_one_line(on_demo: Callable[..., Any], tmp_path: Path) -> None:
    ran = on_demo("import", tmp_path / "none.csv")
    assert ran.code == 1
    assert "none.csv" in ran.said[0]


@pytest.fixture
def generic(tmp_path: Path) -> Path:
    file = tmp_path / "people.csv"
    file.write_text(
        "platform,handle,name,followers\ninstagram,ada.lens,Ada Lens,12000\ninstagram,bad handle!,Bad,1\n",
        encoding="utf-8",
    )
    return file


def test_rejects_are_code_4_and_the_rest_goes_in(on_demo: Callable[..., Any], generic: Path, demo: Any) -> None:
    dry = on_demo("import", generic, "--dry-run", "--json")
    if dry.code == 1:
        pytest.skip("no connector for a plain list of influencers is installed")
    assert dry.code == 4
    assert json.loads(dry.out)["dry_run"]
    assert demo.session().value("SELECT count(*) FROM profile WHERE handle = 'ada.lens'") == 0
    rejects = generic.with_name("rejects.csv")
    ran = on_demo("import", generic, "--rejects", rejects)
    assert ran.code == 4
    assert rejects.exists()
    assert demo.session().value("SELECT count(*) FROM profile WHERE handle = 'ada.lens'") == 1


def test_a_dash_is_standard_input(on_demo: Callable[..., Any], generic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Piped:
        buffer = io.BytesIO(generic.read_bytes())

        def isatty(self) -> bool:
            return False

    monkeypatch.setattr("sys.stdin", Piped())
    ran = on_demo("import", "-", "--dry-run")
    assert ran.code in (1, 4), ran.err
    assert "Traceback" not in ran.err
