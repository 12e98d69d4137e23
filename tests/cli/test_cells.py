"""Cells for people and for programs."""

from __future__ import annotations

import datetime as dt
import json
import unicodedata

import pytest
from hypothesis import given, strategies as st

from influcore.contributions import Column, Mark, Unknown, cell_json, cell_text, clean, figure_text, short_number
from influcore.entities import Money, Ref
from influcore.measures import Estimate, Figure

CET = dt.timezone(dt.timedelta(hours=1))


def _estimate(median: float, low: float, high: float) -> Estimate:
    return Estimate(median=median, low=low, high=high)


@pytest.mark.parametrize(
    ("value", "of", "unit", "text"),
    [
        (_estimate(12_412, 9_120, 16_210), "count", "", "12.4k (9.1k–16.2k)"),
        (_estimate(0.0312, 0.021, 0.043), "share", "", "3.1 % (2.1–4.3 %)"),
        (_estimate(3.24, 2, 4.5), "multiple", "", "3.2× (2–4.5×)"),
        (_estimate(120_000, 120_000, 120_000), "money", "EUR", "€1.2k"),
        (_estimate(12.3, 9, 20), "money_each", "EUR", "€0.12 (€0.09–€0.20)"),
        (_estimate(float("nan"), 0, 0), "count", "", "–"),
        (1_234_567, "count", "", "1,234,567"),
        (0.0312, "share", "", "3.1 %"),
        (Money(120_000, "EUR"), "count", "", "€1,200"),
        (Money(-120_050, "CHF"), "count", "", "-CHF 1,200.50"),
        (Money(1200, "JPY"), "count", "", "¥1,200"),
        (dt.date(2026, 12, 31), "count", "", "2026-12-31"),
        (dt.datetime(2026, 12, 31, 18, tzinfo=dt.UTC), "count", "", "2026-12-31 18:00 UTC"),
        (dt.datetime(2026, 12, 31, 18, tzinfo=CET), "count", "", "2026-12-31 18:00 +01:00"),
        (Mark("overdue", "bad"), "count", "", "overdue"),
        (Unknown("needs reach history"), "count", "", "? needs reach history"),
        (Ref("campaign", "1", "Spring"), "count", "", "Spring"),
        (None, "count", "", "–"),
        (True, "count", "", "yes"),
        (("a", "b"), "count", "", "a, b"),
    ],
)  # fmt: skip
def test_cells_read_as_people_write(value: object, of: str, unit: str, text: str) -> None:
    assert cell_text(value, Column(name="x", title="X", of=of, unit=unit)) == text  # type: ignore[arg-type]


def test_a_figure_without_an_estimate_says_why() -> None:
    assert figure_text(Figure(name="reach", title="Reach", unit="people", missing="needs reach history")) == (
        "? needs reach history"
    )


HOSTILE = ["\x1b]52;c;aGk=\x07", "\x9b31m", "a\u202eb", "x\x00y", "\x1b]8;;http://e\x1b\\l", "\ud800", "l1\nl2\r\n\tl3"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_loses_its_teeth(text: str) -> None:
    shown = clean(text)
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in shown)
    assert "\u202e" not in shown


@given(st.text())
def test_clean_leaves_one_printable_line(text: str) -> None:
    shown = clean(text)
    assert shown.splitlines() in ([], [shown])
    assert clean(shown) == shown
    shown.encode()


def test_clean_keeps_what_people_write() -> None:
    for text in ("Zoë 🏳️‍🌈", "東京", "مرحبا", "naïve – “quoted”", "👩‍👩‍👧"):
        assert clean(text) == text


@given(st.floats())
def test_every_number_is_short(value: float) -> None:
    assert len(short_number(value)) <= 8 or abs(value) > 1e14


def test_every_cell_is_plain_json() -> None:
    cells = [
        Money(1, "EUR"), _estimate(1, 0, float("inf")), Ref("a", "b", "c"), Unknown("x"), Mark("m"), None, 1.5,
        float("nan"), dt.date(2026, 1, 1), ("a",), {"k": Money(1, "EUR")},
    ]  # fmt: skip
    assert json.loads(json.dumps([cell_json(c) for c in cells], allow_nan=False))[:4] == [
        {"minor": 1, "currency": "EUR"},
        {"median": 1, "low": 0, "high": None, "level": 0.8},
        {"kind": "a", "id": "b", "label": "c"},
        {"unknown": "x"},
    ]
