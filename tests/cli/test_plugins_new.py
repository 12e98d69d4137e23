"""``plugins new`` on the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any


def test_it_prints_what_it_made_and_says_what_comes_next(cli: Callable[..., Any], tmp_path: Path) -> None:
    done = cli("plugins", "new", "kpi", "my-kpi", "--dir", tmp_path)
    assert done.code == 0
    assert all(Path(line).is_file() for line in done.out.splitlines())
    assert "pip install -e" in done.err


def test_a_second_time_is_refused_in_a_line(cli: Callable[..., Any], tmp_path: Path) -> None:
    cli("plugins", "new", "field", "mine", "--dir", tmp_path)
    done = cli("plugins", "new", "field", "mine", "--dir", tmp_path)
    assert (done.code, len(done.said)) == (1, 2)
    assert "already" in done.err


def test_a_wrong_kind_or_name_is_an_error_of_usage(cli: Callable[..., Any], tmp_path: Path) -> None:
    assert cli("plugins", "new", "widget", "x", "--dir", tmp_path).code == 2
    assert cli("plugins", "new", "kpi", "No Name", "--dir", tmp_path).code == 2
    assert not list(tmp_path.iterdir())
