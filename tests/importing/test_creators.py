"""Accounts become influencers with profiles, once, however often and in whatever order they come."""

from __future__ import annotations

import datetime as dt

import pytest

HEAD = "WHO,followers,name,likes,id,platform\n"


def day(text):
    return dt.datetime.fromisoformat(f"{text}T12:00:00+00:00")


def counts(report):
    return [(t.what, t.new, t.changed, t.same) for file in report.files for t in file.taken]


def test_an_account_becomes_an_influencer_with_a_profile_and_averages(bring, ask):
    report = bring({"a.csv": HEAD + "@Lea.Martin,48200,Léa Martin,1200\n"}, as_of=day("2026-06-01"))
    assert counts(report) == [("influencers", 1, 0, 0)]
    assert ask("SELECT slug, name FROM influencer") == [("lea.martin", "Léa Martin")]
    assert ask("SELECT platform, handle, followers, counted FROM profile") == [
        ("instagram", "lea.martin", 48200, "2026-06-01")
    ]
    assert ask("SELECT post, at, statistic, provenance, counts FROM observation") == [
        ("", "2026-06-01T12:00:00Z", "average", "list", '{"likes":1200.0}')
    ]


def test_the_same_file_again_adds_nothing(bring, ask):
    text = HEAD + "a,1,A,10,1\nb,2,B,20,2\n"
    bring({"a.csv": text})
    before = ask("SELECT count(*) FROM journal")
    assert counts(bring({"a.csv": text})) == [("influencers", 0, 0, 2)]
    assert counts(bring({"copy.csv": text}, as_of=day("2026-06-10"))) == [("influencers", 0, 0, 2)]
    assert ask("SELECT count(*) FROM journal") == before
    assert ask("SELECT count(*) FROM observation") == [(2,)]


def test_an_overlapping_file_adds_only_what_is_new(bring, ask):
    bring({"a.csv": HEAD + "a,1\nb,2\n"})
    assert counts(bring({"b.csv": HEAD + "c,3\nb,2\n"})) == [("influencers", 1, 0, 1)]
    assert ask("SELECT count(*) FROM influencer") == [(3,)]


def test_newer_numbers_replace_older_ones_and_not_the_other_way_round(bring, ask):
    bring({"june.csv": HEAD + "a,100,A,10\n"}, as_of=day("2026-05-01"))
    assert counts(bring({"sep.csv": HEAD + "a,200,A,20\n"}, as_of=day("2026-06-01"))) == [("influencers", 0, 1, 0)]
    report = bring({"june.csv": HEAD + "a,100,A,10\n"}, as_of=day("2026-05-01"))
    assert counts(report) == [("influencers", 0, 0, 1)]
    assert "newer numbers" in " ".join(report.files[0].sentences)
    assert ask("SELECT followers, counted FROM profile") == [(200, "2026-06-01")]
    assert ask("SELECT count(*) FROM observation") == [(2,)]


def test_the_same_row_twice_is_the_same_and_another_row_of_that_account_is_rejected(bring, ask):
    text = HEAD + "a,100,A,10\nA,100,A,10\na,100,A,10\na,999,A,10\n"
    report = bring({"a.csv": text})
    assert [(r.line, r.column) for r in report.files[0].rejects] == [(5, "handle")]
    assert counts(report) == [("influencers", 1, 0, 2)]
    assert ask("SELECT followers FROM profile") == [(100,)]
    assert counts(bring({"a.csv": text})) == [("influencers", 0, 0, 3)]


def test_two_accounts_of_one_name_get_slugs_of_their_own(bring, ask):
    bring({"a.csv": HEAD + "lea,1,Lea,,,instagram\nlea,2,Lea,,,tiktok\n"})
    bring({"b.csv": HEAD + "lea,3,Lea,,,youtube\n"})
    assert ask("SELECT slug FROM influencer ORDER BY slug") == [("lea",), ("lea-2",), ("lea-3",)]


def test_a_slug_is_of_the_name_where_the_handle_is_a_mere_number(bring, ask):
    bring({"a.csv": HEAD + "51,1,Duran Duran,,,lastfm\n52,1,東京,,,lastfm\n"})
    assert ask("SELECT slug FROM influencer ORDER BY slug") == [("52",), ("duran-duran",)]


def test_an_id_ties_a_renamed_account_to_nobody_else(bring, ask):
    bring({"a.csv": HEAD + "lea,1,Lea,,7\n"})
    report = bring({"b.csv": HEAD + "other,1,Other,,7\nnew,1,New,,8\nnewer,1,Newer,,8\n"})
    reasons = [r.reason for r in report.files[0].rejects]
    assert len(reasons) == 2
    assert "instagram:lea" in " ".join(reasons)
    assert ask("SELECT handle FROM profile ORDER BY handle") == [("lea",), ("new",)]


def test_an_id_that_comes_later_is_added_to_a_known_account(bring, ask):
    bring({"a.csv": HEAD + "lea,1,Lea\n"})
    assert counts(bring({"b.csv": HEAD + "lea,1,Lea,,7\n"})) == [("influencers", 0, 1, 0)]
    assert ask("SELECT namespace, key FROM alias") == [("ids", "7")]


def test_a_person_with_several_profiles_keeps_the_name_that_people_gave(bring, desk, ask):
    from influcore import Influencer, Profile

    bring({"a.csv": HEAD + "lea,1,Lea\n"})
    with desk.write("test") as write:
        lea = write.get(Influencer, "lea")
        write.add(Profile(influencer=lea.id, platform="tiktok", handle="leatok"))
    bring({"b.csv": HEAD + "lea,2,@lea official\nleatok,5,lea tok,,,tiktok\n"})
    assert ask("SELECT name FROM influencer") == [("Lea",)]
    assert ask("SELECT followers FROM profile ORDER BY handle") == [(2,), (5,)]


@pytest.mark.parametrize("handle", ["le a", "lea\u202e", "x" * 31, "le/a"])
def test_a_handle_that_can_not_be_is_rejected_and_the_rest_goes_in(bring, ask, handle):
    report = bring({"a.csv": HEAD + f"{handle},1\nok,2\n"})
    assert [r.line for r in report.files[0].rejects] == [2]
    assert ask("SELECT handle FROM profile") == [("ok",)]


def test_a_name_keeps_its_letters_and_loses_what_can_not_be_seen(bring, ask):
    bring({"a.csv": HEAD + "a,1,\u202eL\u00e9a\u200b  \u202cMartin 👩\u200d🎤\nb,1,=cmd()\n"})
    assert ask("SELECT name FROM influencer ORDER BY slug") == [("Léa Martin 👩\u200d🎤",), ("=cmd()",)]


def test_a_file_without_date_says_what_moment_its_numbers_are_taken_as_of(bring):
    sentences = " ".join(bring({"a.csv": HEAD + "a,1\n"}).files[0].sentences)
    assert "2026-06-10" in sentences
    assert "--as-of" in sentences


def test_other_averages_of_the_very_same_moment_are_said_and_left_out(bring, ask):
    moment = day("2026-06-01")
    bring({"a.csv": HEAD + "a,1,A,10\n"}, as_of=moment)
    report = bring({"b.csv": HEAD + "a,1,A,11\n"}, as_of=moment)
    assert "same moment" in " ".join(report.files[0].sentences)
    assert ask("SELECT count(*) FROM observation") == [(1,)]


def test_an_import_can_be_undone_as_one(bring, desk, ask):
    bring({"a.csv": HEAD + "a,1,A,10,7\nb,2\n"})
    desk.undo()
    assert ask("SELECT (SELECT count(*) FROM influencer) + (SELECT count(*) FROM observation)") == [(0,)]
    assert counts(bring({"a.csv": HEAD + "a,1,A,10,7\nb,2\n"})) == [("influencers", 2, 0, 0)]
