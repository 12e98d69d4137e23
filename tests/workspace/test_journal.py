import sqlite3

import attrs
import pytest

from influcore import Influencer, Post, Profile
from influcore.errors import Conflict, Refused
from influcore.workspace import Actor, journal


def add(workspace, slug, **options):
    with workspace.write("influencer.new", **options) as write:
        added = write.add(Influencer(slug=slug, name=slug))
        write.note(f"new {slug}")
    return added


def rename(workspace, slug, name, **options):
    with workspace.write("influencer.edit", **options) as write:
        write.change(attrs.evolve(write.get(Influencer, slug), name=name))


def tamper(workspace, *statements):
    """Change the file as an owner with an editor would, past the triggers."""
    conn = sqlite3.connect(workspace.path)
    for name in [r[0] for r in conn.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]:
        conn.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        conn.execute(statement)
    conn.commit()
    conn.close()


def faults(workspace):
    return journal.verify(workspace.connection())[2]


def test_the_chain_is_whole(workspace):
    for n in range(5):
        add(workspace, f"a{n}")
    count, head, found = journal.verify(workspace.connection())
    assert (count, found) == (5, [])
    assert head == workspace.journal()[0].hash


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET actor = 'someone else' WHERE seq = 2",
        "UPDATE journal SET at = '2020-01-01T00:00:00Z' WHERE seq = 3",
        "UPDATE journal SET undoes = 1 WHERE seq = 2",
        "DELETE FROM journal WHERE seq = 2",
        "UPDATE journal SET seq = 9 WHERE seq = 4",
        "UPDATE journal_change SET payload = replace(payload, 'a1', 'zz') WHERE seq = 2 AND n = 1",
        "UPDATE journal_change SET commitment = x'00' WHERE seq = 2 AND n = 1",
        "DELETE FROM journal_change WHERE seq = 2 AND n = 1",
        "DELETE FROM journal_change WHERE seq = 4 AND n = 0",
        "UPDATE journal SET hash = x'00' WHERE seq = 4",
    ],
)
def test_every_single_change_is_found(workspace, statement):
    for n in range(4):
        add(workspace, f"a{n}")
    tamper(workspace, statement)
    assert faults(workspace)


def test_erasing_a_payload_leaves_the_chain_whole(workspace):
    add(workspace, "a")
    conn = sqlite3.connect(workspace.path)
    conn.execute("UPDATE journal_change SET payload = NULL, salt = NULL WHERE seq = 1")
    conn.commit()
    conn.close()
    assert faults(workspace) == []
    assert workspace.journal()[0].erased == 2


def test_undo_puts_the_rows_back_and_redo_takes_them_again(workspace):
    add(workspace, "a")
    rename(workspace, "a", "B")
    workspace.undo()
    assert workspace.read().get(Influencer, "a").name == "a"
    workspace.redo()
    assert workspace.read().get(Influencer, "a").name == "B"
    workspace.undo()
    workspace.undo()
    assert workspace.read().find(Influencer, "a") is None
    with pytest.raises(Refused, match="nothing to undo"):
        workspace.undo()


def test_something_new_ends_redo(workspace):
    add(workspace, "a")
    workspace.undo()
    add(workspace, "b")
    with pytest.raises(Refused, match="nothing to redo"):
        workspace.redo()


def test_undo_is_of_my_own_last_action(workspace):
    add(workspace, "a")
    add(workspace, "b", actor=Actor(kind="user", name="kim"))
    workspace.undo()
    assert [i.slug for i in workspace.read().list(Influencer)] == ["b"]


def test_undo_of_a_row_that_moved_on_is_refused_with_both_versions(workspace):
    add(workspace, "a")
    rename(workspace, "a", "mine")
    rename(workspace, "a", "theirs", actor=Actor(kind="user", name="kim"))
    with pytest.raises(Conflict, match=r"name was 'mine', is 'theirs'"):
        workspace.undo()
    assert workspace.read().get(Influencer, "a").name == "theirs"


def test_undo_of_an_import_takes_its_facts_out(workspace):
    with workspace.write("import") as write:
        a = write.add(Influencer(slug="a", name="a"))
        p = write.add(Profile(influencer=a.id, platform="instagram", handle="a"))
        write.add_many([Post(profile=p.id, key=str(k)) for k in range(20)])
    workspace.undo()
    assert workspace.read().value("SELECT count(*) FROM post") == 0
    with pytest.raises(Refused, match="import that file again|came from a file"):
        workspace.redo()


def test_what_has_left_the_file_is_not_undone(workspace):
    add(workspace, "a", policy="never")
    with pytest.raises(Refused, match="can not be undone"):
        workspace.undo()


def test_the_journal_says_who_did_what(workspace):
    add(workspace, "a")
    entry = workspace.journal()[0]
    assert (entry.actor_kind, entry.actor, entry.action, entry.summary) == ("user", "jo", "influencer.new", "new a")
    assert entry.refs[0][0] == "influencer"
