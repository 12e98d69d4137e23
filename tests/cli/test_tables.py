"""Plain tables: in line, within the room there is, and nothing lost without a word."""

from __future__ import annotations

from hypothesis import given, strategies as st

from influcore.cli.grid import Head, grid
from influcore.terminal import clean, cut, pad, width, wrapped

words = st.text(st.sampled_from("ab 東é👍🏽"), max_size=30).map(lambda t: clean(" ".join(t.split())))
tables = st.integers(1, 6).flatmap(
    lambda n: st.tuples(
        st.lists(st.builds(Head, title=words, right=st.booleans(), wide=st.integers(0, 2)), min_size=n, max_size=n),
        st.lists(st.lists(words, min_size=n, max_size=n), max_size=5),
    )
)


def test_wide_characters_stay_in_line() -> None:
    heads = [Head(title="Name"), Head(title="N", right=True)]
    rows = [["東京", "1"], ["Zoë", "22"], ["👩‍👩‍👧", "3"], ["🇫🇷", "4"], ["❤️", "5"], ["éx", "6"]]
    lines = [line.text for line in grid(heads, rows)[1]]
    assert len({width(line) for line in lines}) == 1
    assert lines[2] == "東京   1"


@given(tables, st.integers(20, 120))
def test_no_line_is_wider_than_the_room(table: tuple[list[Head], list[list[str]]], room: int) -> None:
    heads, rows = table
    for fold in (False, True):
        for line in grid(heads, rows, room=room, fold=fold)[1]:
            assert fold or width(line.text) <= room


@given(tables, st.integers(20, 120))
def test_what_is_left_out_is_named(table: tuple[list[Head], list[list[str]]], room: int) -> None:
    heads, rows = table
    layout, _ = grid(heads, rows, room=room)
    assert len(layout.hidden) + len(layout.blocks[0]) == len(heads)
    layout, _ = grid(heads, rows, room=room, fold=True)
    assert {i for block in layout.blocks for i in block} == set(range(len(heads)))


def test_marked_columns_give_way_first() -> None:
    heads = [Head(title="a"), Head(title="b", wide=2), Head(title="c", wide=1), Head(title="d")]
    layout, _ = grid(heads, [["x" * 10] * 4], room=35)
    assert layout.hidden == ("b",)


def test_long_text_goes_on_below_and_is_not_lost() -> None:
    heads = [Head(title="n", right=True), Head(title="text")]
    lines = [line.text for line in grid(heads, [["1", "one two three four five"]], room=16)[1]]
    assert lines[2:] == ["1  one two three", "   four five"]


def test_long_titles_stand_on_several_lines() -> None:
    lines = [line.text for line in grid([Head(title="Engagement rate by reach", right=True)], [["1"]])[1]]
    assert lines == ["Engagement", "   rate by", "     reach", "──────────", "         1"]


def test_totals_stand_under_a_rule() -> None:
    lines = [
        line.text for line in grid([Head(title="a"), Head(title="b", right=True)], [["x", "1"]], totals=["", "1"])[1]
    ]
    assert lines[-2:] == ["─  ─", "   1"]


@given(words, st.integers(2, 40))
def test_wrapping_keeps_every_letter_within_the_room(text: str, room: int) -> None:
    lines = wrapped(text, room)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(line) <= room for line in lines)


@given(st.text().map(clean), st.integers(1, 40))
def test_cutting_never_takes_more_than_the_room(text: str, room: int) -> None:
    assert width(cut(text, room)) <= room
    assert width(pad(cut(text, room), room)) == room
