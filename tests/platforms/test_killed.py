"""An import that is killed leaves all or nothing; real processes."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROWS = 40_000


@pytest.fixture
def command(tmp_path: Path) -> list[str]:
    """The command line on a workspace of its own, and a file of many posts."""
    start = "import sys; from influcore.cli.entry import main; sys.exit(main())"
    program = [sys.executable, "-c", start, "-w", str(tmp_path / "w.influcore")]
    subprocess.run([*program, "init"], check=True, capture_output=True)
    creators = "creator_id,handle,followers\n" + "".join(f"c{n},handle{n},{n}\n" for n in range(100))
    posts = "creator_id,post_id,date,likes\n" + "".join(f"c{n % 100},p{n},2026-01-01,{n}\n" for n in range(ROWS))
    (tmp_path / "creators.csv").write_text(creators)
    (tmp_path / "posts.csv").write_text(posts)
    load = [*program, "import", "--option", "platform=instagram"]
    subprocess.run([*load, str(tmp_path / "creators.csv")], check=True, capture_output=True)
    return [*load, str(tmp_path / "posts.csv")]


def stored(workspace: Path) -> tuple[int, int, int]:
    conn = sqlite3.connect(workspace)
    try:
        assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        sql = "SELECT (SELECT count(*) FROM post), (SELECT count(*) FROM observation), (SELECT count(*) FROM journal)"
        return tuple(conn.execute(sql).fetchone())
    finally:
        conn.close()


@pytest.mark.slow
def test_kill_9_at_any_moment_leaves_all_or_nothing(command, tmp_path):
    workspace, whole = tmp_path / "w.influcore", 0
    chance = random.Random(7)
    for _ in range(8):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.4, 4.0))
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert stored(workspace) in ((0, 0, 1), (ROWS, ROWS, 2))
        whole = max(whole, stored(workspace)[0])
    subprocess.run(command, check=True, capture_output=True)
    assert stored(workspace) == (ROWS, ROWS, 2)


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="no SIGINT to send on Windows")
def test_an_interrupted_import_says_so_and_leaves_nothing(command, tmp_path):
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    time.sleep(1.5)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate()
    assert process.returncode == 130
    assert "Traceback" not in errors
    assert stored(tmp_path / "w.influcore") == (0, 0, 1)
