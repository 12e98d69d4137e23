"""``kpi list`` and ``kpi try``."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

TALK = '''"""Talk."""
from influcore import Kpi, hookimpl, ratio


def talk(q, context):
    return {formula}


@hookimpl
def influcore_register_kpis():
    return (Kpi(name="talk", title="Talk", unit="share", needs=({needs}), formula=talk{more}),)
'''


def talk(formula: str = "ratio(q.comments, q.likes)", needs: str = '"comments", "likes"', more: str = "") -> str:
    return TALK.format(formula=formula, needs=needs, more=more)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "talk.py"
    path.write_text(talk(), encoding="utf-8")
    yield path
    for name in ("talk", "links"):  # a process tries files of one folder; this one has those of many tests
        sys.modules.pop(name, None)


def test_all_kpis_and_metrics_are_listed_with_what_they_need(cli: Callable[..., Any]) -> None:
    told = {item["name"]: item for item in json.loads(cli("kpi", "list", "--json").out)}
    assert told["cpe"]["needs"] == ["cost", "engagements"]
    assert told["emv"]["plugin"] == "forecast"
    assert told["likes"]["what"] == "metric"
    assert told["typical_likes"]["what"] == "creator's quantity"
    assert all(item["source"] and item["unit"] for item in told.values())
    assert "typical_engagement_rate" in cli("kpi", "list").out


def test_a_file_is_tried_without_being_installed(on_demo: Callable[..., Any], file: Path) -> None:
    done = on_demo("kpi", "try", file, "rosee-launch", "--once")
    assert done.code == 0, done.err
    assert "11 of 15 pieces have all it needs" in done.out
    assert "Léa Moreau (4)" in done.out
    told = json.loads(on_demo("kpi", "try", file, "rosee-launch", "--once", "--json").out)
    [kpi] = told["kpis"]
    assert (told["plugin"], kpi["name"], kpi["total"]["coverage"]) == ("talk", "talk", {"used": 11, "of": 15})
    assert kpi["total"]["estimate"]["low"] < kpi["total"]["estimate"]["high"]
    assert len(kpi["influencers"]) == 7


def test_what_is_missing_is_named(on_demo: Callable[..., Any], file: Path) -> None:
    file.write_text(talk("q.nonsense", '"nonsense",'), encoding="utf-8")
    done = on_demo("kpi", "try", file, "rosee-launch", "--once")
    assert "needs nonsense" in done.out


def test_a_kpi_of_creators_is_tried_on_those_who_take_part(on_demo: Callable[..., Any], file: Path) -> None:
    file.write_text(talk("q.typical_likes", '"typical_likes",', ', of="creator"'), encoding="utf-8")
    done = on_demo("kpi", "try", file, "rosee-launch", "--once")
    assert "7 of 8 profiles" in done.out
    assert (
        len(json.loads(on_demo("kpi", "try", file, "rosee-launch", "--once", "--json").out)["kpis"][0]["profiles"]) == 8
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x = 1\ndef f(:\n", "at talk.py:2"),
        ("x = 1\n\n1 / 0\n", "ZeroDivisionError: division by zero (at talk.py:3)"),
        ("raise SystemExit(3)\n", "at talk.py:1"),
        ("x = 1\n", "offers no KPI"),
        (talk().replace("kpis()", "kpi()"), "influcore_register_kpis"),
        (talk().replace('name="talk"', 'name="reach"'), "is taken by core"),
        (talk().replace('unit="share"', 'unit="furlong"'), "furlong"),
    ],
)
def test_a_file_with_a_fault_is_told_with_its_place(
    text: str, told: str, on_demo: Callable[..., Any], file: Path
) -> None:
    file.write_text(text, encoding="utf-8")
    done = on_demo("kpi", "try", file, "rosee-launch", "--once")
    assert (done.code, done.out) == (5, "")
    assert told in done.err
    assert "Traceback" not in done.err


def test_a_formula_that_breaks_names_its_line(on_demo: Callable[..., Any], file: Path) -> None:
    file.write_text(talk("1 if q.likes > 3 else 0"), encoding="utf-8")
    done = on_demo("kpi", "try", file, "rosee-launch", "--once")
    assert done.code == 0
    assert "talk.py:6)" in done.out


def test_a_package_is_tried_by_its_folder_even_while_another_of_its_name_is_there(
    on_demo: Callable[..., Any], tmp_path: Path
) -> None:
    folder = tmp_path / "influcore_talk"
    folder.mkdir()
    (folder / "__init__.py").write_text(
        talk().replace("def talk", "from .rule import talk\n\n\ndef _"), encoding="utf-8"
    )
    (folder / "rule.py").write_text("def talk(q, context):\n    return q.likes * 0 + 0.25\n", encoding="utf-8")
    told = json.loads(on_demo("kpi", "try", folder, "rosee-launch", "--once", "--json").out)
    assert told["kpis"][0]["total"]["estimate"]["median"] == 0.25
    (folder / "rule.py").write_text("def talk(q, context):\n    return q.likes * 0 + 0.75\n", encoding="utf-8")
    told = json.loads(on_demo("kpi", "try", folder, "rosee-launch", "--once", "--json").out)
    assert told["kpis"][0]["total"]["estimate"]["median"] == 0.75


def test_a_try_writes_nothing(on_demo: Callable[..., Any], demo: Any, file: Path) -> None:
    file.write_text(talk() + TABLES, encoding="utf-8")
    assert on_demo("kpi", "try", file, "rosee-launch", "--once").code == 0
    assert demo.session().value("SELECT count(*) FROM sqlite_master WHERE name = 'talk_note'") == 0


TABLES = """

from influcore import Tables, TableSpec


def m001(db):
    db.table("talk_note").create({"id": str}, pk="id")


@hookimpl
def influcore_register_tables():
    return (Tables(migrations=(m001,), tables=(TableSpec(name="talk_note", kind="derived"),)),)
"""


def test_wrong_names_are_one_line(on_demo: Callable[..., Any], file: Path, tmp_path: Path) -> None:
    assert "no Python file" in on_demo("kpi", "try", tmp_path / "gone.py", "rosee-launch", "--once").err
    assert "no campaign" in on_demo("kpi", "try", file, "nothing", "--once").err
    ours = file.rename(tmp_path / "links.py")
    assert "belongs to influcore itself" in on_demo("kpi", "try", ours, "rosee-launch", "--once").err


def test_it_is_worked_out_again_when_it_is_saved(demo: Any, file: Path, tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "influcore.cli",
        "-w",
        demo.workspace.path,
        "kpi",
        "try",
        file,
        "rosee-launch",
        "--json",
    ]
    with (tmp_path / "said").open("w") as said:
        running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said, text=True, env=dict(os.environ))
        try:
            assert running.stdout is not None
            assert json.loads(running.stdout.readline())["error"] is None
            _save(file, "def f(:\n")
            assert "talk.py:1" in json.loads(running.stdout.readline())["error"]
            _save(file, talk("q.likes * 0 + 0.5"))
            [kpi] = json.loads(running.stdout.readline())["kpis"]
            assert kpi["total"]["estimate"]["median"] == 0.5
            running.send_signal(signal.SIGINT)
            assert running.wait(timeout=20) == 130
        finally:
            running.kill()
            running.communicate()


def _save(file: Path, text: str) -> None:
    """Save as editors do: a new file takes the place of the old one."""
    time.sleep(0.05)
    draft = file.with_suffix(".tmp")
    draft.write_text(text, encoding="utf-8")
    draft.replace(file)
