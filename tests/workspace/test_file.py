import os
import sqlite3
import stat
from pathlib import Path

import pytest

from influcore.contributions import Tables, TableSpec
from influcore.errors import BadWorkspace, Refused
from influcore.workspace import Workspace


def test_a_new_workspace_is_private(workspace):
    assert stat.S_IMODE(workspace.path.stat().st_mode) == 0o600


def test_nothing_is_made_over_what_is_there(tmp_path):
    (tmp_path / "x").write_text("mine")
    with pytest.raises(Refused, match="is there already"):
        Workspace.create(tmp_path / "x")
    assert (tmp_path / "x").read_text() == "mine"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"hello" * 100, "no influcore workspace"),
        (b"SQLite format 3\x00" + b"\0" * 84, "no influcore workspace"),
    ],
)
def test_what_is_no_workspace_is_refused_untouched(tmp_path, content, reason):
    path = tmp_path / "x"
    path.write_bytes(content)
    with pytest.raises(BadWorkspace, match=reason):
        Workspace.open(path)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused(tmp_path):
    conn = sqlite3.connect(tmp_path / "x")
    conn.execute("CREATE TABLE t (a)")
    conn.close()
    with pytest.raises(BadWorkspace):
        Workspace.open(tmp_path / "x")


def test_a_missing_workspace_is_never_made_on_open(tmp_path):
    with pytest.raises(BadWorkspace, match="there is no workspace"):
        Workspace.open(tmp_path / "x")
    assert not (tmp_path / "x").exists()


def test_a_newer_workspace_is_refused(workspace):
    conn = sqlite3.connect(workspace.path)
    conn.execute("PRAGMA user_version = 99")
    conn.close()
    with pytest.raises(BadWorkspace, match="newer influcore"):
        Workspace.open(workspace.path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_file_can_be_read_and_says_why_it_is_not_written(workspace):
    workspace.path.chmod(0o400)
    with pytest.raises(Refused, match="permission denied"), workspace.write("test"):
        pass


def test_folders_and_missing_folders_are_named(tmp_path):
    with pytest.raises(BadWorkspace, match="is a folder"):
        Workspace.open(tmp_path)
    with pytest.raises(Refused, match="the folder"):
        Workspace.create(tmp_path / "no" / "x")


def m001_first(db):
    db.table("extra_thing").create({"id": str, "rev": int, "name": str}, pk="id", strict=True)


def m002_broken(db):
    db.execute("INSERT INTO extra_thing VALUES ('a', 1, 'x')")
    raise ValueError("on purpose")


def tables(*steps):
    return Tables(migrations=steps, tables=(TableSpec(name="extra_thing", kind="entity"),))


def test_a_plugins_tables_are_made_and_remembered(workspace):
    workspace.bring_up_to_date([("extra", tables(m001_first))])
    assert workspace.kinds(workspace.connection())["extra_thing"] == "entity"
    assert Path(f"{workspace.path}.before-migration").exists()


def test_a_broken_migration_takes_back_all_of_its_plugin_and_nothing_else(workspace):
    workspace.bring_up_to_date(
        [("extra", tables(m001_first, m002_broken)), ("other", Tables(migrations=(), tables=()))]
    )
    assert workspace.migration_failures == [("extra", "ValueError: on purpose")]
    assert workspace.read().value("SELECT count(*) FROM sqlite_master WHERE name = 'extra_thing'") == 0
    assert workspace.read().value("SELECT count(*) FROM influencer") == 0


def test_a_table_must_carry_its_plugins_name(workspace):
    workspace.bring_up_to_date([("wrong", tables(m001_first))])
    assert "must be named wrong_" in workspace.migration_failures[0][1]


def test_every_core_table_has_the_columns_of_its_class(workspace):
    from influcore.workspace.codec import codec_of
    from influcore.workspace.tables import CORE

    for spec in CORE.tables:
        columns = [r["name"] for r in workspace.read().rows(f"SELECT name FROM pragma_table_info('{spec.name}')")]
        assert sorted(columns) == sorted(codec_of(spec.of).columns), spec.name
