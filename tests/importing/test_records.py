"""CSV: strict about quotes, and one broken row never costs the rest."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, strategies as st

from influcore.services.importing import records
from influcore.services.importing.records import read_records


def read(text: str, *, delimiter: str = ",", block: int = 1 << 20):
    """Cut a text at line ends into blocks; gives rows with their lines, and (line, reason) of the rejects."""
    lines = text.splitlines(keepends=True)
    blocks, some = [], ""
    for line in lines:
        some += line
        if len(some) >= block:
            blocks.append(some)
            some = ""
    rejects = []
    rows = list(read_records(iter([*blocks, some] if some else blocks), delimiter, rejects.append))
    return rows, [(r.line, r.reason) for r in rejects]


def test_rows_come_with_the_line_they_begin_on():
    rows, rejects = read('a,b\n1,"two\nlines"\n3,4\n')
    assert rows == [(1, ["a", "b"]), (2, ["1", "two\nlines"]), (4, ["3", "4"])]
    assert rejects == []


def test_rows_without_any_value_are_left_out_and_counted():
    assert read("a,b\n,\n\n1,2\n,\n")[0] == [(1, ["a", "b"]), (4, ["1", "2"])]


@pytest.mark.parametrize("block", [1, 8, 1 << 20])
def test_an_open_quote_costs_its_own_line_only(block):
    rows, rejects = read('a,b\n1,2\n3,"open\n5,6\n7,8\n', block=block)
    assert rows == [(1, ["a", "b"]), (2, ["1", "2"]), (4, ["5", "6"]), (5, ["7", "8"])]
    assert rejects == [(3, "a quote is opened and not closed")]


@pytest.mark.parametrize("block", [1, 8, 1 << 20])
def test_an_open_quote_does_not_swallow_rows_up_to_the_next_quote(block):
    rows, rejects = read('a,b\n1,"open\n3,4\n5,"x, y"\n6,7\n', block=block)
    assert [line for line, _ in rows] == [1, 3, 4, 5]
    assert rejects == [(2, "a quote is opened and not closed")]


def test_an_open_quote_that_a_later_one_closes_is_seen_by_its_missing_columns():
    rows, rejects = read('a,b,c\n1,"open\n3,4,5\n6,7"\n9,9,9\n')
    assert rejects == [(2, "a quote is opened and not closed")]
    assert (3, ["3", "4", "5"]) in rows
    assert (5, ["9", "9", "9"]) in rows


def test_text_behind_a_closing_quote_is_refused():
    assert read('a,b\n"x"y,2\n3,4\n')[1] == [(2, "text follows a closing quote")]


def test_a_nul_in_one_row_costs_that_row():
    rows, rejects = read("a,b\n1,\0\n3,4\n")
    assert [line for line, _ in rows] == [1, 3]
    assert rejects == [(2, "it holds a NUL character")]


def test_an_open_quote_over_many_lines_is_not_read_to_the_end_of_the_file(monkeypatch):
    monkeypatch.setattr(records, "MOST_LINES", 50)
    rows, rejects = read('a,b\n1,"open\n' + "2,3\n" * 500, block=100)
    assert len(rows) == 501
    assert len(rejects) == 1


cell = st.text(alphabet='ab,"\n ;', max_size=6)


@given(st.lists(st.lists(cell, min_size=3, max_size=3), min_size=1, max_size=8), st.integers(1, 40))
def test_what_the_csv_module_writes_comes_back_whatever_the_blocks(rows, block):
    rows = [["h", "h", "h"], *rows]
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows(rows)
    found, rejects = read(file.getvalue(), block=block)
    assert [row for _, row in found] == [row for row in rows if any(row)]
    assert rejects == []


@given(st.text(alphabet='ab,"\n\0', max_size=60), st.integers(1, 20))
def test_any_text_is_read_to_its_end_without_an_error(text, block):
    found, rejects = read(text, block=block)
    lines = [line for line, _ in found] + [line for line, _ in rejects]
    assert len(lines) == len(set(lines))
