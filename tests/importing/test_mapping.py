"""Mappings: a user says what a column is, and keeps it under a name."""

from __future__ import annotations

import pytest

from influcore import InvalidInput
from influcore.errors import UnknownId
from influcore.services.importing import ImportOptions, save_layout, with_layout
from influcore.services.importing.mapping import locale_options, renamed


def test_columns_are_renamed_by_name_and_by_place():
    assert renamed(["Konto ", "Fans"], {"konto": "handle", "#2": "followers"}, "f") == ["handle", "followers"]


def test_a_mapped_column_takes_the_place_of_one_that_has_the_name_already():
    assert renamed(["handle", "Konto"], {"Konto": "handle"}, "f") == ["", "handle"]
    assert renamed(["handle", "Konto"], {"handle": "-"}, "f") == ["", "Konto"]


@pytest.mark.parametrize(("header", "name"), [(["a", "b"], "c"), (["a", "a"], "a"), (["a"], "#2")])
def test_a_column_that_is_not_there_or_there_twice_is_named(header, name):
    with pytest.raises(InvalidInput, match="column"):
        renamed(header, {name: "handle"}, "f.csv")


def test_a_mapping_makes_a_file_known(bring, ask):
    text = "Konto,followers,name\nlea,100,Lea\n"
    report = bring({"a.csv": text}, mapping={"Konto": "WHO"})
    assert report.files[0].taken[0].new == 1
    assert ask("SELECT handle FROM profile") == [("lea",)]


def test_a_mapping_is_kept_under_a_name_and_used_again(desk, bring):
    told = ImportOptions(mapping={"Konto": "WHO"}, options={"platform": "tiktok"})
    assert "kept the mapping agency" in save_layout(desk, "agency", told, "t.people")
    assert "already" in save_layout(desk, "agency", told, "t.people")
    again = with_layout(desk, "agency", ImportOptions(options={"platform": "x"}))
    assert (again.connector, dict(again.mapping), dict(again.options)) == (
        "t.people", {"Konto": "WHO"}, {"platform": "x"},
    )  # fmt: skip
    with pytest.raises(UnknownId):
        with_layout(desk, "agancy", ImportOptions())


@pytest.mark.parametrize(
    ("name", "said"),
    [("de", {"decimal": ",", "dates": "dmy"}), ("en-US", {"decimal": ".", "dates": "mdy"}),
     ("en-GB", {"decimal": ".", "dates": "dmy"}),
     ("pt-BR", {"decimal": ",", "dates": "dmy"}), ("sv", {"decimal": ","})],
)  # fmt: skip
def test_a_locale_says_how_numbers_and_dates_are_written(name, said):
    assert locale_options(name) == said


def test_what_is_no_locale_is_refused(bring):
    with pytest.raises(InvalidInput):
        bring({"a.csv": "WHO,followers\nlea,1\n"}, locale="klingon!")
