"""Edges, lists of followers, names of accounts: which column is which is never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from influcore import InvalidInput
from influcore_platforms.account_names import ACCOUNT_NAMES
from influcore_platforms.edges import EDGES
from influcore_platforms.follower_list import FOLLOWER_LIST


def test_a_header_says_which_column_is_the_account(file, read):
    path = file("userID\tartistID\tweight\n2\t51\t13883\n3\t51\t1\n")
    assert read(EDGES, path, platform="lastfm").pairs == [("51", "2"), ("51", "3")]


def test_edges_without_words_ask_and_never_guess(file, read):
    for text in ("1,2\n3,4\n", "id_1,id_2\n1,2\n", "source,target\n1,2\n"):
        with pytest.raises(InvalidInput, match="which column is the account") as caught:
            read(EDGES, file(text), platform="x")
        assert "--option undirected=yes" in caught.value.hint


def test_everything_that_is_missing_is_asked_for_at_once(file, read):
    with pytest.raises(InvalidInput, match=r"which platform.*which column") as caught:
        read(EDGES, file("1,2\n3,4\n"))
    assert "platform=" in caught.value.hint
    assert "undirected=yes" in caught.value.hint
    with pytest.raises(InvalidInput, match=r"whose followers.*which platform"):
        read(FOLLOWER_LIST, file("fan1\nfan2\n"))


@pytest.mark.parametrize("account", ["2", "id_2", "ID 2"])
def test_the_user_says_which_column_by_number_or_name(file, read, account):
    viewer = "1" if account == "2" else "id_1"
    got = read(EDGES, file("id_1,id_2\n1,20\n3,40\n"), platform="x", account=account, viewer=viewer)
    assert got.pairs == [("20", "1"), ("40", "3")]


@pytest.mark.parametrize(("account", "viewer"), [("3", "1"), ("nosuch", "1"), ("1", "1"), ("0", "1"), ("²", "1")])
def test_a_column_that_is_not_there_or_named_twice_is_refused(file, read, account, viewer):
    with pytest.raises(InvalidInput, match=r"column"):
        read(EDGES, file("1,2\n3,4\n"), platform="x", account=account, viewer=viewer)


def test_an_edge_without_direction_counts_for_both_and_never_for_itself(file, read):
    got = read(EDGES, file("id_1,id_2\n0,1\n2,2\n1,2\n"), platform="github", undirected="yes")
    assert sorted(got.pairs) == [("0", "1"), ("1", "0"), ("1", "2"), ("2", "1")]
    assert "2 edges without direction" in got.notes
    assert "1 edges from an account to itself" in got.notes


def test_the_same_number_in_two_columns_is_no_loop_where_edges_have_a_direction(file, read):
    assert read(EDGES, file("userID,artistID\n5,5\n"), platform="lastfm").pairs == [("5", "5")]


def test_junk_lines_are_rejected_with_their_place_and_the_rest_goes_in(file, read):
    path = file("18800\n92834\n2\t51\t13883\n\n2\t52\t11690\nx\t\t1\n3\t51\t7\n", "user_artists.dat")
    got = read(EDGES, path, platform="lastfm", account="2", viewer="1")
    assert got.pairs == [("51", "2"), ("52", "2"), ("51", "3")]
    assert [(r.line, r.value) for r in got.rejects] == [(1, "18800"), (2, "92834"), (6, "x\t\t1")]


def test_names_are_ids_too_and_are_left_for_the_keeper_to_clean(file, read):
    got = read(EDGES, file('account,follower\n@Lea,"@Fan_1"\nlea,fan_2\n'), platform="instagram")
    assert got.pairs == [("@Lea", "@Fan_1"), ("lea", "fan_2")]


def test_lines_behind_a_large_piece_have_their_right_numbers(file, read):
    text = "id_1,id_2\n" + "".join(f"{n},{n + 1}\n" for n in range(200_000)) + "oops\n"
    got = read(EDGES, file(text), platform="x", undirected="yes")
    assert [r.line for r in got.rejects] == [200_002]
    assert len(got.pairs) == 400_000


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), min_size=2, max_size=30), st.booleans())
def test_reading_in_bulk_and_line_by_line_give_the_same(tmp_path_factory, pairs, quoted):
    import datetime as dt

    from influcore.services.importing.source import FileSource

    path = tmp_path_factory.mktemp("edges") / "e.csv"
    mark = '"' if quoted else ""
    path.write_text("follower,account\n" + "".join(f"{mark}{v}{mark},{a}\n" for v, a in pairs))
    source = FileSource(path=path, name="e.csv", as_of=dt.datetime.now(dt.UTC), options={"platform": "x"})
    got = [pair for c in EDGES.read(source) for pair in zip(c.accounts, c.viewers, strict=True)]
    assert got == [(str(a), str(v)) for v, a in pairs]


def test_a_list_of_followers_needs_to_know_whose_they_are(file, read):
    path = file("fan1\nfan2\n", "f.txt")
    with pytest.raises(InvalidInput, match="whose followers") as caught:
        read(FOLLOWER_LIST, path, platform="instagram")
    assert "--option account=" in caught.value.hint


@pytest.mark.parametrize(
    "text", ["fan1\nFan2\nfan 3\n", "username\nfan1\nFan2\nfan 3\n", "name,follower_id\nx,fan1\ny,fan2\nz,fan 3\n"]
)
def test_a_list_of_followers_is_one_id_a_line_or_a_column_of_them(file, read, text):
    got = read(FOLLOWER_LIST, file(text), platform="instagram", account="@Lea")
    assert [(account, viewer.casefold()) for account, viewer in got.pairs] == [("@Lea", "fan1"), ("@Lea", "fan2")]
    assert [r.value for r in got.rejects] == ["fan 3"]


def test_a_table_whose_followers_column_is_not_clear_asks(file, read):
    path = file("colour,taste\nred,sweet\n")
    with pytest.raises(InvalidInput, match="which column"):
        read(FOLLOWER_LIST, path, platform="x", account="a")
    assert read(FOLLOWER_LIST, path, platform="x", account="a", column="taste").pairs == [("a", "sweet")]


def test_names_of_accounts_keep_quotes_where_tabs_cut(file, read):
    got = read(ACCOUNT_NAMES, file('id\tname\n1686\t"Weird Al" Yankovic\n3\t5\'9"\n4\n'), platform="lastfm")
    assert [(c.handle, c.name, c.namespace, c.key) for c in got.creators] == [
        ("1686", '"Weird Al" Yankovic', "lastfm", "1686"), ("3", "5'9\"", "lastfm", "3")
    ]  # fmt: skip
    assert [r.line for r in got.rejects] == [4]


def test_names_cut_by_commas_may_be_quoted(file, read):
    got = read(ACCOUNT_NAMES, file('id,name\n1,"Tyler, The Creator"\n'), platform="lastfm")
    assert got.creators[0].name == "Tyler, The Creator"


@pytest.mark.parametrize(
    ("text", "connector"),
    [
        ("userID\tartistID\tweight\n2\t51\t13883\n", "edges"),
        ("18800\n92834\n2\t51\t13883\n2\t52\t1\n3\t52\t1\n", "edges"),
        ("id_1,id_2\n0,23977\n", "edges"),
        ("follower,followee\na,b\n", "edges"),
        ("fan1\nfan2\nfan3\n", "follower-list"),
        ("id\tname\n1\tMALICE MIZER\n", "account-names"),
        ("1\tMALICE MIZER\n2\tDiary of Dreams\n3\t1984\n", "account-names"),
    ],
)
def test_each_layout_is_recognised_by_one_connector(file, sniff, text, connector):
    answers = sniff(file(text))
    assert max(answers, key=answers.__getitem__) == connector
    assert len(set(answers.values())) == len(answers)


@pytest.mark.parametrize(
    "text", ["colour,taste\nred,sweet\n", "a b c\nd e f\n", '{"a": [1, 2]}\n', "# title\n\nsome words here\n", "x\n"]
)
def test_what_is_none_of_these_is_nobodys(file, sniff, text):
    assert sniff(file(text)) == {}
