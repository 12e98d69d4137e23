"""The real files, faults and all: what arrives is what a separate count of the file says."""

from __future__ import annotations

import csv
import datetime as dt
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from influcore import BadFile
from influcore.services.importing import ImportOptions, run as run_import

LISTS = {
    "instagram june": (
        "social media influencers-instagram june 2022 - june 2022.csv", "instagram name", "2022-06-30", 16, 0
    ),
    "tiktok june": ("social media influencers-tiktok june 2022 - june 2022.csv", "Tiktoker", "2022-06-30", 2, 0),
    "youtube june": (
        "social media influencers-youtube june 2022 - june 2022.csv", "channel name", "2022-06-30", 1, 1
    ),
    "instagram sep": ("social media influencers - instagram sep-2022.csv", "Instagram name", "2022-09-30", 0, 0),
    "tiktok sep": ("social media influencers - Tiktok sep 2022.csv", "Tiktoker name", "2022-09-30", 2, 0),
    "youtube sep": ("social media influencers - Youtube sep-2022.csv", "Youtuber", "2022-09-30", 0, 1),
}  # fmt: skip


def moment(day: str) -> dt.datetime:
    return dt.datetime.fromisoformat(f"{day}T12:00:00+00:00")


def table(path: Path, delimiter: str = ",") -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.reader(file, delimiter=delimiter) if any(cell.strip() for cell in row)]


def counts(report: Any) -> dict[str, tuple[int, int, int]]:
    return {t.what: (t.new, t.changed, t.same) for file in report.files for t in file.taken}


def ask(desk: Any, sql: str) -> Any:
    return desk.session().value(sql)


@pytest.mark.parametrize("name", LISTS)
def test_a_top_list_gives_every_account_once_and_again_nothing(desk, real_data, name):
    file, column, day, clashes, no_handles = LISTS[name]
    path = real_data / "creators/top1000_2022" / file
    header, *rows = table(path)
    at = [cell.strip() for cell in header].index(column)
    handles = {row[at].strip().casefold() for row in rows}
    options = ImportOptions(as_of=moment(day))
    report = run_import(desk, [path], options)
    assert counts(report)["influencers"][0] == len(handles) - no_handles
    stored = {row["handle"] for row in desk.session().rows("SELECT handle FROM profile")}
    assert len(handles - stored) == no_handles
    assert stored <= handles
    assert sum(("already" in kind) * n for kind, n in report.files[0].rejected.items()) >= clashes
    accounted = sum(counts(report)["influencers"]) + report.rejected
    assert accounted == len(rows)
    again = run_import(desk, [path], options)
    assert counts(again)["influencers"][:2] == (0, 0)


def test_the_exact_followers_of_a_list_arrive(desk, real_data):
    path = real_data / "creators/top1000_2022" / LISTS["tiktok june"][0]
    _, *rows = table(path)
    run_import(desk, [path], ImportOptions())
    first = {row[0].casefold(): int(row[3]) for row in reversed(rows)}
    stored = {row["handle"]: row["followers"] for row in desk.session().rows("SELECT handle, followers FROM profile")}
    assert stored == first


def test_june_and_september_are_one_person_each_with_two_sets_of_averages(desk, real_data):
    folder = real_data / "creators/top1000_2022"
    june, september = (table(folder / LISTS[name][0]) for name in ("youtube june", "youtube sep"))
    run_import(desk, [folder / LISTS["youtube june"][0]], ImportOptions(as_of=moment("2022-06-30")))
    report = run_import(desk, [folder / LISTS["youtube sep"][0]], ImportOptions(as_of=moment("2022-09-30")))
    before = {row[0].casefold() for row in june[1:]} - {"أترو/atro"}
    after = {row[2].casefold() for row in september[1:]} - {"أترو/atro"}
    assert counts(report)["influencers"][0] == len(after - before)
    older = run_import(desk, [folder / LISTS["youtube june"][0]], ImportOptions(as_of=moment("2022-06-30")))
    assert counts(older)["influencers"][:2] == (0, 0)


def test_creators_and_their_posts_arrive_and_again_nothing(desk, real_data, tmp_path):
    folder = real_data / "posts/instagram_2017"
    options = ImportOptions(as_of=moment("2017-05-01"))
    report = run_import(desk, [folder / "posts.csv", folder / "creators.csv"], options)
    assert counts(report) == {"influencers": (609, 0, 0), "posts": (10_351, 0, 0)}
    assert report.exit_code == 0
    header, *rows = table(folder / "posts.csv")
    assert ask(desk, "SELECT count(*) FROM post WHERE posted IS NULL") == sum(row[2] == "1970-01-01" for row in rows)
    assert ask(desk, "SELECT sum(json_extract(counts, '$.likes')) FROM observation") == sum(int(r[3]) for r in rows)
    per_creator = Counter(row[0] for row in rows)
    stored = desk.session().rows(
        "SELECT a.key, count(*) AS n FROM post p JOIN alias a ON a.profile = p.profile GROUP BY a.key"
    )
    assert {row["key"]: row["n"] for row in stored} == per_creator
    random.Random(1).shuffle(rows)
    shuffled = tmp_path / "instagram posts.csv"
    with shuffled.open("w", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    assert counts(run_import(desk, [folder], options)) == {"influencers": (0, 0, 609), "posts": (0, 0, 10_351)}
    assert counts(run_import(desk, [shuffled], options)) == {"posts": (0, 0, 10_351)}


def test_a_later_export_with_shifted_ranks_adds_only_its_new_posts(desk, real_data, tmp_path):
    folder = real_data / "posts/instagram_2017"
    header, *rows = table(folder / "posts.csv")
    run_import(desk, [folder], ImportOptions(as_of=moment("2017-05-01")))
    first = rows[0][0]
    new = [[first, "0", "2017-05-02", "5", "0", "0", "1", "7", "121", "0", "0"]]
    later = [[r[0], str(int(r[1]) + 1), *r[2:]] if r[0] == first else r for r in rows]
    path = tmp_path / "later.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([header, *new, *later])
    report = run_import(desk, [path], ImportOptions(as_of=moment("2017-05-02")))
    assert counts(report) == {"posts": (1, 0, 10_351)}


def test_edges_arrive_as_lists_of_followers(desk, real_data):
    github = real_data / "audiences/github_followers/git_edges.csv"
    options = ImportOptions(options={"platform": "github", "undirected": "yes"})
    report = run_import(desk, [github], options)
    ends = [id for row in table(github)[1:] for id in row]
    assert counts(report)["audience lists"] == (len(set(ends)), 0, 0)
    assert f"{len(ends) // 2:,} edges" in " ".join(report.files[0].notes)
    assert counts(run_import(desk, [github], options))["audience lists"] == (0, 0, len(set(ends)))


def test_listeners_and_names_of_artists_arrive_whatever_junk_stands_on_top(desk, real_data):
    folder = real_data / "audiences/lastfm"
    options = ImportOptions(options={"platform": "lastfm", "account": "2", "viewer": "1"})
    report = run_import(desk, [folder], options)
    artists = {line.split("\t")[0] for line in (folder / "artists_id_name.tsv").read_text("utf-8").splitlines()[1:]}
    assert counts(report) == {"influencers": (len(artists), 0, 0), "audience lists": (len(artists), 0, 0)}
    assert [(r.line, r.value) for r in report.files[1].rejects] == [(1, "18800"), (2, "92834")]
    assert ask(desk, "SELECT name FROM influencer WHERE slug = 'weird-al-yankovic'") == '"Weird Al" Yankovic'


def test_a_studio_export_gives_every_video_and_no_totals(desk, real_data, run):
    path = real_data / "posts/youtube_studio/Aggregated_Metrics_By_Video.csv"
    run("influencer.new", name="Ken", platform="youtube", handle="ken")
    report = run_import(desk, [path], ImportOptions(options={"account": "@Ken"}, as_of=moment("2022-01-22")))
    _, *rows = table(path)
    videos = [row for row in rows if row[0] != "Total"]
    assert counts(report) == {"posts": (len(videos), 0, 0)}
    views = sum(int(row[13]) for row in videos)
    assert ask(desk, "SELECT sum(json_extract(counts, '$.views')) FROM observation") == views


def test_videos_counted_twice_have_two_counts(desk, real_data):
    path = real_data / "posts/tiktok_vn_2025/videos.csv"
    _, *rows = table(path)
    told = {"platform": "tiktok", "accounts": "create", "zone": "Asia/Ho_Chi_Minh"}
    report = run_import(desk, [path], ImportOptions(options=told))
    assert counts(report)["posts"][0] == len({row[1] for row in rows})
    assert counts(report)["influencers"][0] == len({row[0] for row in rows})
    assert counts(run_import(desk, [path], ImportOptions(options=told)))["posts"][:2] == (0, 0)


@pytest.mark.parametrize("language", ["en", "de"])
def test_metas_sample_exports_are_read(desk, real_data, language):
    path = real_data / f"exports/fixtures/instagram_meta_business_suite_content_export_posts_{language}.csv"
    assert counts(run_import(desk, [path], ImportOptions())) == {"influencers": (1, 0, 0), "posts": (1, 0, 0)}


def test_what_no_connector_knows_is_said_so(desk, real_data):
    with pytest.raises(BadFile, match="no connector knows"):
        run_import(desk, [real_data / "posts/facebook_page_2014/dataset_Facebook.csv"], ImportOptions())
    latin = real_data / "posts/instagram_insights_119/Instagram data.csv"
    with pytest.raises(BadFile, match="byte 0xA0 at position"):
        run_import(desk, [latin], ImportOptions())
    with pytest.raises(BadFile, match="no connector knows"):
        run_import(desk, [latin], ImportOptions(encoding="latin-1"))
