"""The start of a file, enough to recognise it by."""

from __future__ import annotations

import pytest

from influcore import BadFile, Connector, InvalidInput, Match
from influcore.services.importing.choosing import choose, connector_named
from influcore.services.importing.sampling import delimiter_of, take_sample


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("a,b,c\n1;2,3\n", ","),
        ("a;b;c\n1,5;2;3\n", ";"),
        ("a\tb\n1,2\t3\n", "\t"),
        ("a|b\n", "|"),
        ('"x;y;z",b\n', ","),
        ("18800\n92834\n2\t51\t13883\n2\t52\t11690\n", "\t"),
        ("justone\nword\n", ","),
        ("", ","),
    ],
)
def test_the_delimiter_is_what_cuts_the_header_or_else_most_lines(text, mark):
    assert delimiter_of(text) == mark


def sample_of(tmp_path, text, name="f.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return take_sample(path, name).sample


def test_a_header_with_line_breaks_is_one_header(tmp_path):
    assert sample_of(tmp_path, '\n\na,"b\nc"\n1,2\n').header == ("a", "b\nc")


def test_a_sample_of_a_long_file_ends_at_a_line_end(tmp_path):
    sample = sample_of(tmp_path, "a,b\n" * 100_000)
    assert len(sample.text) <= 1 << 16
    assert sample.text.endswith("\n")
    assert sample.size == 400_000


def connector(name, sure, why="because"):
    def sniff(sample):
        if sure is None:
            raise RuntimeError("boom")
        return Match(sure, why) if sure else None

    return Connector(name=name, title=name, help="x.", gives=("posts",), sniff=sniff, read=lambda source: iter(()))


def test_the_surest_connector_takes_a_file(tmp_path):
    choice = choose(sample_of(tmp_path, "a,b\n"), [connector("p.a", 20), connector("p.b", 80), connector("p.c", 0)])
    assert (choice.connector.name, choice.why) == ("p.b", "because")


def test_a_connector_that_raises_costs_the_others_nothing(tmp_path):
    choice = choose(sample_of(tmp_path, "a,b\n"), [connector("p.a", None), connector("p.b", 80)])
    assert choice.connector.name == "p.b"
    assert "p.a failed" in choice.warnings[0]


def test_a_tie_is_asked_back_with_its_candidates(tmp_path):
    with pytest.raises(BadFile, match=r"p\.a .*p\.b") as caught:
        choose(sample_of(tmp_path, "a,b\n"), [connector("p.a", 50), connector("p.b", 50), connector("p.c", 10)])
    assert "--connector" in caught.value.hint


def test_a_file_that_nobody_knows_is_described_and_connectors_are_listed(tmp_path):
    with pytest.raises(BadFile, match="colour, taste") as caught:
        choose(sample_of(tmp_path, "colour,taste\n1,2\n"), [connector("p.a", 0), connector("p.b", None)])
    assert "p.a, p.b" in caught.value.hint


def test_a_connector_is_named_in_full_or_by_its_last_part():
    some = [connector("p.a", 1), connector("q.b", 1), connector("r.b", 1)]
    assert connector_named("a", some) is some[0]
    assert connector_named("q.b", some) is some[1]
    for name in ("b", "zzz"):
        with pytest.raises(InvalidInput, match="there is no connector"):
            connector_named(name, some)
