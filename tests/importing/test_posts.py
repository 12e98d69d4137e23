"""Posts and their counts: kept once, found again, never guessed."""

from __future__ import annotations

import pytest

WHO = "WHO,followers,name,likes,id\n"
POST = "POST,key,day,likes,counted\n"


@pytest.fixture(autouse=True)
def people(bring):
    bring({"who.csv": WHO + "lea,100,Lea,,1\nmax,200,Max,,2\n"})


def counts(report):
    return [(t.what, t.new, t.changed, t.same) for file in report.files for t in file.taken]


def test_a_post_is_kept_with_what_was_counted_and_when(bring, ask):
    report = bring({"p.csv": POST + "lea,p1,2026-05-01,12,2026-05-03\n"})
    assert counts(report) == [("posts", 1, 0, 0)]
    assert ask("SELECT key, posted, exact FROM post") == [("p1", "2026-05-01T00:00:00Z", 0)]
    assert ask("SELECT at, statistic, counts FROM observation") == [("2026-05-03T00:00:00Z", "count", '{"likes":12.0}')]


def test_posts_find_their_account_by_handle_or_by_the_files_own_id(bring, ask):
    bring({"p.csv": POST + "@Lea,a,2026-05-01,1\n#2,b,2026-05-01,1\nLEA,c,2026-05-01,1\n"})
    found = ask("SELECT f.handle, p.key FROM post p JOIN profile f ON f.id = p.profile ORDER BY p.key")
    assert found == [("lea", "a"), ("max", "b"), ("lea", "c")]


def test_the_same_file_again_adds_nothing_also_in_another_order(bring, ask):
    rows = [f"lea,p{n},2026-05-01,{n}\n" for n in range(50)]
    bring({"p.csv": POST + "".join(rows)})
    before = ask("SELECT count(*) FROM journal")
    assert counts(bring({"p.csv": POST + "".join(rows)})) == [("posts", 0, 0, 50)]
    assert counts(bring({"q.csv": POST + "".join(reversed(rows))})) == [("posts", 0, 0, 50)]
    assert ask("SELECT count(*) FROM journal") == before


def test_new_counts_of_a_known_post_are_kept_beside_the_old_ones(bring, ask):
    bring({"p.csv": POST + "lea,p1,2026-05-01,12,2026-05-03\n"})
    report = bring({"q.csv": POST + "lea,p1,2026-05-01,15,2026-05-09\nlea,p2,2026-05-08,1,2026-05-09\n"})
    assert counts(report) == [("posts", 1, 1, 0)]
    assert counts(bring({"p.csv": POST + "lea,p1,2026-05-01,12,2026-05-03\n"})) == [("posts", 0, 0, 1)]
    assert ask("SELECT counts FROM observation WHERE post = (SELECT id FROM post WHERE key = 'p1') ORDER BY at") == [
        ('{"likes":12.0}',), ('{"likes":15.0}',)
    ]  # fmt: skip


def test_a_post_counted_twice_in_one_file_has_two_counts(bring, ask):
    report = bring({"p.csv": POST + "lea,p1,2026-05-01,12,2026-05-03\nlea,p1,2026-05-01,15,2026-05-09\n"})
    assert counts(report) == [("posts", 1, 0, 0)]
    assert ask("SELECT count(*) FROM observation") == [(2,)]


def test_other_counts_of_the_very_same_moment_are_said_and_left_out(bring, ask):
    bring({"p.csv": POST + "lea,p1,2026-05-01,12,2026-05-03\n"})
    report = bring({"p.csv": POST + "lea,p1,2026-05-01,13,2026-05-03\n"})
    assert "same moment" in " ".join(report.files[0].sentences)
    assert ask("SELECT counts FROM observation") == [('{"likes":12.0}',)]


def test_accounts_that_nobody_knows_are_rejected_once_each_with_a_hint(bring, ask):
    report = bring({"p.csv": POST + "who,a,2026-05-01,1\nlea,b,2026-05-01,1\nwho,c,2026-05-01,1\n#9,d,2026-05-01,1\n"})
    rejects = report.files[0].rejects
    assert [(r.line, r.column, r.value) for r in rejects] == [(2, "handle", "who"), (5, "account", "9")]
    assert "2 posts" in rejects[0].reason
    assert "import its influencer first" in rejects[0].reason
    assert ask("SELECT key FROM post") == [("b",)]
    assert report.exit_code == 4


@pytest.mark.parametrize(("day", "word"), [("1970-01-01", "1970-01-01"), ("2027-01-01", "future")])
def test_a_date_that_can_not_be_is_left_out_and_the_post_kept(bring, ask, day, word):
    report = bring({"p.csv": POST + f"lea,p1,{day},12\n"})
    assert ask("SELECT posted FROM post") == [(None,)]
    assert word in " ".join(report.files[0].sentences)


def test_a_later_file_fills_what_was_not_known_of_a_post(bring, ask):
    bring({"p.csv": POST + "lea,p1,1970-01-01,12\n"})
    assert counts(bring({"q.csv": POST + "lea,p1,2026-05-01,12\n"})) == [("posts", 0, 1, 0)]
    assert ask("SELECT posted FROM post") == [("2026-05-01T00:00:00Z",)]
    assert counts(bring({"r.csv": POST + "lea,p1,2026-05-02,12\n"})) == [("posts", 0, 0, 1)]


def test_a_post_without_counts_is_kept_without_an_observation(bring, ask):
    bring({"p.csv": POST + "lea,p1,2026-05-01\n"})
    assert ask("SELECT (SELECT count(*) FROM post), (SELECT count(*) FROM observation)") == [(1, 0)]


def test_more_posts_than_one_batch_all_arrive(bring, ask):
    bring({"p.csv": POST + "".join(f"lea,p{n},2026-05-01,{n}\n" for n in range(4_500))})
    assert ask("SELECT count(*), count(DISTINCT key) FROM post") == [(4500, 4500)]


def test_an_import_of_posts_is_one_journal_entry_and_can_be_undone(bring, desk, ask):
    bring({"p.csv": POST + "lea,p1,2026-05-01,12\n"})
    assert desk.workspace.journal(limit=1)[0].summary == "imported p.csv: 1 posts"
    desk.undo()
    assert ask("SELECT (SELECT count(*) FROM post) + (SELECT count(*) FROM observation)") == [(0,)]
    assert ask("SELECT count(*) FROM influencer") == [(2,)]
