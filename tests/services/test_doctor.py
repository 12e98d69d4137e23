import sqlite3

from influcore.services.doctor import examine


def states(path, host):
    return {e.name: (e.state, e.detail) for e in examine(path, host)}


def test_a_sound_workspace_has_nothing_bad(desk, summer):
    found = states(desk.workspace.path, desk.host)
    assert {name for name, (state, _) in found.items() if state == "bad"} == set()
    assert "chain intact" in found["journal"][1]


def test_an_altered_journal_is_found(desk, summer):
    conn = sqlite3.connect(desk.workspace.path)
    conn.execute("DROP TRIGGER journal_no_update")
    conn.execute("UPDATE journal SET actor = 'x' WHERE seq = 1")
    conn.commit()
    conn.close()
    assert states(desk.workspace.path, desk.host)["journal"][0] == "bad"


def test_a_dangling_row_is_found(desk, summer):
    conn = sqlite3.connect(desk.workspace.path)
    conn.execute("UPDATE collaboration SET campaign = 'nothing'")
    conn.commit()
    conn.close()
    assert states(desk.workspace.path, desk.host)["keys"][0] == "bad"


def test_a_file_others_can_read_is_warned_of(desk, summer):
    desk.workspace.path.chmod(0o644)
    assert states(desk.workspace.path, desk.host)["mode"][0] == "warn"


def test_what_is_no_workspace_is_said(tmp_path, installed_host):
    (tmp_path / "x").write_bytes(b"hello")
    assert states(tmp_path / "x", installed_host)["file"][0] == "bad"
