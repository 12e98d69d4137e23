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
def creators(tmp_path: Path) -> list[object]:
    """A list with one good and one bad row, as words of the command line."""
    file = tmp_path / "creators.csv"
    file.write_text("creator_id,handle,followers\n1,ada.lens,12000\n2,bad handle!,1\n", encoding="utf-8")
    return [file, "--option", "platform=instagram"]


def test_rejects_are_code_4_and_the_rest_goes_in(
    on_demo: Callable[..., Any], creators: list[object], demo: Any, tmp_path: Path
) -> None:
    def known() -> int:
        return int(demo.session().value("SELECT count(*) FROM profile WHERE handle = 'ada.lens'"))

    dry = on_demo("import", *creators, "--dry-run", "--json")
    assert dry.code == 4, dry.err
    assert json.loads(dry.out)["dry_run"]
    assert known() == 0
    ran = on_demo("import", *creators, "--rejects", tmp_path / "rejects.csv")
    assert ran.code == 4
    assert "1 row rejected" in ran.err
    assert "bad handle!" in (tmp_path / "rejects.csv").read_text(encoding="utf-8")
    assert known() == 1


def test_a_dash_is_standard_input(
    on_demo: Callable[..., Any], creators: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    piped = io.TextIOWrapper(io.BytesIO(creators[0].read_bytes()))
    monkeypatch.setattr("sys.stdin", piped)
    ran = on_demo("import", "-", "--dry-run", *creators[1:])
    assert ran.code == 4, ran.err
