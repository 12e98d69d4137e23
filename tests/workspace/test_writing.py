import sqlite3
import subprocess
import sys
import threading

import attrs
import pytest

from influcore import Advertiser, Influencer, Observation, Post, Profile
from influcore.errors import Conflict, InvalidInput, PluginMisuse, Refused, UnknownId
from influcore.workspace import Workspace


def person(slug):
    return Influencer(slug=slug, name=slug.title())


def test_all_of_a_transaction_lands_or_none(workspace):
    with pytest.raises(RuntimeError), workspace.write("test") as write:
        write.add(person("a"))
        raise RuntimeError
    assert workspace.read().list(Influencer) == ()
    assert workspace.journal() == []


def test_what_is_added_comes_back_the_same(workspace):
    with workspace.write("test") as write:
        added = write.add(Influencer(slug="a", name="Añé 🥊", tags=("x, y", "z"), state="prospect"))
    assert workspace.read().get(Influencer, "a") == added
    assert added.rev == 1


def test_a_row_that_moved_on_is_a_conflict_and_nothing_is_written(workspace):
    with workspace.write("test") as write:
        first = write.add(person("a"))
    with workspace.write("test") as write:
        write.change(attrs.evolve(first, name="B"))
    with pytest.raises(Conflict), workspace.write("test") as write:
        write.change(attrs.evolve(first, name="C"))
    assert workspace.read().get(Influencer, "a").name == "B"


def test_a_taken_slug_is_named(workspace):
    with pytest.raises(InvalidInput, match="slug"), workspace.write("test") as write:
        write.add(person("a"))
        write.add(person("a"))


def test_what_others_point_at_stays(workspace):
    with workspace.write("test") as write:
        a = write.add(person("a"))
        write.add(Profile(influencer=a.id, platform="instagram", handle="a"))
    with pytest.raises(Refused, match="still point at it"), workspace.write("test") as write:
        write.remove(a)


def test_a_savepoint_that_fails_costs_only_itself(workspace):
    with workspace.write("test") as write:
        write.add(person("a"))
        with pytest.raises(RuntimeError), write.savepoint():
            write.add(person("b"))
            raise RuntimeError
    assert [i.slug for i in workspace.read().list(Influencer)] == ["a"]
    assert workspace.journal()[0].changes == 1


def test_a_dry_run_leaves_no_trace(workspace):
    with workspace.write("test", keep=False) as write:
        write.add(person("a"))
        assert write.find(Influencer, "a")
    assert workspace.read().find(Influencer, "a") is None
    assert workspace.journal() == []


def test_adding_many_skips_what_is_there(workspace):
    with workspace.write("test") as write:
        assert write.add_many([person("a"), person("b")]) == 2
        assert write.add_many([person("b"), person("c")]) == 1
    assert workspace.journal()[0].changes == 3


def test_plain_sql_can_not_touch_entities(workspace):
    with pytest.raises(PluginMisuse, match="influencer"), workspace.write("test") as write:
        write.execute("DELETE FROM influencer")


def test_plain_sql_can_not_touch_the_journal(workspace):
    with workspace.write("test") as write:
        write.add(person("a"))
    conn = sqlite3.connect(workspace.path)
    for statement in (
        "DELETE FROM journal",
        "UPDATE journal SET actor = 'x'",
        "DELETE FROM journal_change",
        "UPDATE journal_change SET payload = 'x'",
        "INSERT OR REPLACE INTO journal SELECT * FROM journal",
    ):
        conn.execute("PRAGMA recursive_triggers = ON")
        with pytest.raises(sqlite3.DatabaseError):
            conn.execute(statement)
    conn.close()


def test_an_unknown_id_names_the_nearest(workspace):
    with workspace.write("test") as write:
        write.add(person("lea-martin"))
    with pytest.raises(UnknownId) as caught:
        workspace.read().get(Influencer, "lea-marten")
    assert "lea-martin" in caught.value.hint


def test_people_are_found_by_handle_and_by_the_end_of_their_id(workspace):
    with workspace.write("test") as write:
        a = write.add(person("a"))
        write.add(Profile(influencer=a.id, platform="instagram", handle="lea.m"))
        write.add(Profile(influencer=write.add(person("b")).id, platform="tiktok", handle="other"))
    read = workspace.read()
    assert (
        read.get(Influencer, "@Lea.M")
        == read.get(Influencer, "instagram:lea.m")
        == read.get(Influencer, a.id[-8:])
        == a
    )


def test_two_of_one_handle_are_not_guessed_between(workspace):
    with workspace.write("test") as write:
        for slug, platform in (("a", "instagram"), ("b", "tiktok")):
            write.add(Profile(influencer=write.add(person(slug)).id, platform=platform, handle="same"))
    assert workspace.read().find(Influencer, "@same") is None
    assert workspace.read().find(Influencer, "tiktok:same").slug == "b"


def test_observations_are_one_entry_a_batch(workspace):
    with workspace.write("import") as write:
        a = write.add(person("a"))
        p = write.add(Profile(influencer=a.id, platform="instagram", handle="a"))
        write.add_many([Post(profile=p.id, key=str(k)) for k in range(500)])
        write.add_many([Observation(profile=p.id, at=write.now, counts={"likes": 3}, statistic="average")])
    entry = workspace.journal()[0]
    assert entry.changes == 2
    assert entry.details["batches"] == {"post": 500, "observation": 1}


WRITER = """
import sys
from pathlib import Path
from influcore import Advertiser
from influcore.workspace import Workspace
w = Workspace.open(Path(sys.argv[1]))
for n in range(100):
    with w.write("test") as write:
        write.add(Advertiser(slug=f"{sys.argv[2]}-{n}", name="x"))
"""


def test_writers_in_several_processes_lose_nothing(workspace):
    crowd = [subprocess.Popen([sys.executable, "-c", WRITER, str(workspace.path), f"w{n}"]) for n in range(3)]
    assert [p.wait(60) for p in crowd] == [0, 0, 0]
    assert len(workspace.read().list(Advertiser)) == 300
    assert len(workspace.journal(limit=1000)) == 300


def test_threads_have_connections_of_their_own(workspace):
    def work(slug):
        with workspace.write("test") as write:
            write.add(person(slug))
        workspace.close()

    crowd = [threading.Thread(target=work, args=(f"t{n}",)) for n in range(8)]
    for thread in crowd:
        thread.start()
    for thread in crowd:
        thread.join()
    assert len(workspace.read().list(Influencer)) == 8


def test_a_file_in_use_tells_of_others_commits(workspace, tmp_path):
    before = workspace.token()
    other = Workspace.open(workspace.path)
    with other.write("test") as write:
        write.add(person("a"))
    other.close()
    assert workspace.token() != before
