"""Numbers as people write them."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from influcore.contributions.numbers import is_missing, parse_count, parse_number

REAL = os.environ.get("INFLUCORE_REAL_DATA")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("454", 454),
        (" 454 ", 454),
        ("304.9K", 304_900),
        ("1.4M", 1_400_000),
        ("212.1M", 212_100_000),
        ("4k", 4_000),
        ("1.234K", 1_234),
        ("~20K", 20_000),
        ("5,893,557", 5_893_557),
        ("18,400", 18_400),
        ("1 234 567", 1_234_567),
        ("1\u202f234\u202f567", 1_234_567),
        ("1'234'567", 1_234_567),
        ("1.234.567", 1_234_567),
        ("1.234,5", 1_234.5),
        ("1,234.5", 1_234.5),
        ("2,3 mil", 2_300),
        ("1,5 Mio.", 1_500_000),
        ("348.5", 348.5),
        ("477900000.00", 477_900_000),
        ("0.360", 0.36),
        ("-3", -3),
        ("3 videos", 3),
        ("007", 7),
    ],
)
def test_numbers_are_read_as_they_are_meant(text, value):
    assert parse_number(text) == value
    assert type(parse_number(text)) is type(value)


@pytest.mark.parametrize("text", ["", "  ", "-", "–", "N/A", "N/A'", "#VALOR!", "#VALUE!", "#WERT!", "#DIV/0!", "TBD"])
def test_marks_of_no_value_are_missing_and_not_zero(text):
    assert is_missing(text)
    assert parse_number(text) is None
    assert parse_count(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "NaN", "Infinity", "-inf", "1_000", "١٢٣", "１２３", "1e999999", "7.506832745952218e+18", "1e5", "0x10",
        "12abc", "1.2.3", "1,23,4", "1..2", "1,", ".5", "--5", "5%", "9" * 16, "9" * 4000, "999999999999M", "1\n2",
        "3 cats", "$150-200", "₹18,000", "$2,500", "12 34",
    ],
)  # fmt: skip
def test_what_is_no_count_is_refused_with_a_reason(text):
    with pytest.raises(ValueError, match="“"):
        parse_number(text)


@pytest.mark.parametrize(("text", "dot", "comma"), [("2.300", 2.3, 2300), ("1,234K", 1_234_000, 1_234)])
def test_a_mark_with_two_meanings_needs_the_locale(text, dot, comma):
    with pytest.raises(ValueError, match="say which mark"):
        parse_number(text)
    assert parse_number(text, ".") == dot
    assert parse_number(text, ",") == comma


@pytest.mark.parametrize("text", ["-3", "348.5", "1.5"])
def test_a_count_is_whole_and_not_negative(text):
    with pytest.raises(ValueError, match="“"):
        parse_count(text)


@given(st.integers(0, 10**14))
def test_a_number_survives_grouping_in_either_locale(value):
    english = f"{value:,}"
    assert parse_number(english, ".") == value
    assert parse_number(english.replace(",", "."), ",") == value
    assert parse_number(str(value)) == value


@given(st.integers(0, 99_999), st.sampled_from([("K", 3), ("M", 6), ("B", 9)]))
def test_a_power_of_ten_is_exact(tenths, suffix):
    word, power = suffix
    assert parse_number(f"{tenths // 10}.{tenths % 10}{word}") == tenths * 10 ** (power - 1)


@given(st.text(max_size=60))
def test_any_text_is_a_number_or_missing_or_a_value_error(text):
    try:
        value = parse_number(text)
    except ValueError:
        return
    assert value is None or abs(value) < 10**16


@pytest.mark.skipif(not REAL, reason="INFLUCORE_REAL_DATA is not set")
def test_real_number_strings_mean_what_their_annotation_says():
    with (Path(REAL or "") / "strings/number_strings.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    for row in rows:
        text, value = row["text_as_written"].strip('"'), row["value"]
        if value.startswith("missing"):
            assert parse_number(text) is None
        elif value.isdigit():
            assert parse_number(text, "," if "pt-BR" in row["seen_in"] else "") == int(value)
        elif value.startswith(("range", "id ")) or value[-3:] in ("INR", "USD"):
            with pytest.raises(ValueError, match="“"):
                parse_number(text)
        else:
            assert parse_number(text) == int(value.split()[0])
