"""The contract that every connector keeps, for both versions of the export, and what is particular to them."""

from __future__ import annotations

import datetime as dt

import pytest
from influcore import BadFile, Profile
from influcore.testing import ConnectorContract, KpiContract
from influcore.testing.files import import_files, read_file

from influcore_acme.connector import CLIPS

VERSION_1 = """handle;clip_id;kind;date;likes;comments
ada.bloom;a1;clip;14/05/2026;1.903;92
ada.bloom;a2;card;28/05/2026;-;17
"""
VERSION_2 = """# acme export 2; account ada.bloom; followers 48200
clip_id,kind,published_at,views,likes,comments,hearts,rewatches
a1,clip,2026-05-14T17:00:00Z,26400,1903,92,310,1200
a2,card,2026-05-28T09:30:00Z,,1244,41,,
"""


class TestVersion1(ConnectorContract):
    plugin = "acme"
    samples = {"clips.csv": VERSION_1, "clips-2.csv": VERSION_2}
    header = VERSION_1.splitlines()[0]
    bad_rows = {
        "ada.bloom;a9;clip;31/02/2026;1;1": "date",
        "ada.bloom;a9;clip;2026-05-14;1;1": "date",
        "ada.bloom;a9;song;14/05/2026;1;1": "kind",
        "ada.bloom;;clip;14/05/2026;1;1": "clip_id",
        "ada.bloom;a9;clip;14/05/2026;many;1": "likes",
        "ada.bloom;a9": "",
    }

    def row(self, number):
        return f"ada.bloom;n{number};clip;14/05/2026;{number % 900};1"

    def prepare(self, desk):
        """Version 1 tells nobody's followers; its posts are of accounts that are known."""
        desk.run(
            "influencer.new", desk.host.action("influencer.new").form(name="Ada", platform="acme", handle="ada.bloom")
        )


class TestVersion2(TestVersion1):
    samples = {"clips-2.csv": VERSION_2}
    header = "\n".join(VERSION_2.splitlines()[:2])
    bad_rows = {
        "a9,clip,2026-05-14 17:00,1,1,1,1,1": "published_at",
        "a9,clip,2026-13-14T17:00:00Z,1,1,1,1,1": "published_at",
        "a9,clip,2026-05-14T17:00:00Z,lots,1,1,1,1": "views",
        "a9,clip": "",
    }

    def row(self, number):
        return f"n{number},clip,2026-05-14T17:00:00Z,{number % 900},1,1,1,1"

    def prepare(self, desk):
        """Version 2 brings the account along."""


class TestKpi(KpiContract):
    plugin = "acme"


def test_the_account_comes_from_the_first_line(workspace, tmp_path):
    desk = workspace("acme")
    path = tmp_path / "clips.csv"
    path.write_text(VERSION_2, encoding="utf-8")
    import_files(desk, CLIPS, [path], {})
    [profile] = desk.session().list(Profile)
    assert (profile.platform, profile.handle, profile.followers) == ("acme", "ada.bloom", 48200)


def test_what_only_acme_counts_is_kept_under_names_of_its_own_and_what_is_not_there_is_left_out(tmp_path):
    path = tmp_path / "clips.csv"
    path.write_text(VERSION_2, encoding="utf-8")
    _, first, second = read_file(CLIPS, path, {})
    assert (first.counts["acme_hearts"], first.counts["acme_rewatches"]) == (310, 1200)
    assert set(second.counts) == {"likes", "comments"}


def test_version_1_groups_by_points_and_puts_the_day_first(tmp_path):
    path = tmp_path / "clips.csv"
    path.write_text(VERSION_1, encoding="utf-8")
    first, _ = read_file(CLIPS, path, {})
    assert first.counts["likes"] == 1903
    assert first.posted == dt.datetime(2026, 5, 14, tzinfo=dt.UTC)
    assert not first.exact


def test_an_export_that_names_nobody_is_refused(tmp_path):
    path = tmp_path / "clips.csv"
    path.write_text("# acme export 2; account ; followers 1\n", encoding="utf-8")
    with pytest.raises(BadFile, match="whose export"):
        list(read_file(CLIPS, path, {}))
