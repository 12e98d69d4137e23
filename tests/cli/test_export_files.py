"""Workbooks and calendars that leave the house: typed, safe, and read back by another program."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import python_calamine

from influcore import InvalidInput, Money, Refused
from influcore.cli.as_ics import ics_bytes
from influcore.cli.as_xlsx import write_xlsx
from influcore.cli.choice import Choice
from influcore.contributions import Calendar, CalendarItem, Column, Stack, small_table
from influcore.entities import Ref
from influcore.measures import Estimate

NOW = dt.datetime(2026, 6, 10, 12, 0, tzinfo=dt.UTC)
DAY = dt.date(2026, 6, 20)
ITEM = CalendarItem(
    day=DAY,
    time="18:00",
    title="Léa: instagram reel, “two”\r\nX-EVIL:1" + " long" * 30,
    ref=Ref("deliverable", "01ABC"),
)


def calendar(*items, zone="Europe/Paris"):
    return Calendar(items=items, first=DAY, last=DAY, today=DAY, zone=zone, title="Summer")


def sheets(path: Path):
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def table(kind, value, **more):
    return small_table([Column(name="v", title="Value", kind=kind, **more)], [{"v": value}])


@pytest.mark.parametrize(
    ("content", "cells"),
    [
        (table("text", "=1+1"), ["=1+1"]),
        (table("text", "https://x.test"), ["https://x.test"]),
        (table("text", "00123"), ["00123"]),
        (table("int", 7), [7]),
        (table("date", DAY), [DAY]),
        (table("datetime", NOW), [NOW.replace(tzinfo=None)]),
        (table("money", Money(120050, "EUR")), [1200.5, "EUR"]),
        (table("estimate", Estimate(median=10.0, low=5.0, high=20.0)), [10, 5, 20]),
        (table("estimate", Estimate(median=1000.0, low=500.0, high=2000.0), of="money", unit="EUR"), [10, 5, 20]),
        (table("number", float("nan")), []),
    ],
)
def test_cells_keep_their_type_and_texts_stay_texts(tmp_path, content, cells):
    write_xlsx(content, Choice(), tmp_path / "f.xlsx")
    [rows] = sheets(tmp_path / "f.xlsx").values()
    assert [cell for row in rows[1:] for cell in row if cell != ""] == cells


def test_no_formula_and_no_link_is_ever_written(tmp_path):
    import zipfile

    write_xlsx(table("text", '=HYPERLINK("http://x.test")'), Choice(), tmp_path / "f.xlsx")
    sheet = zipfile.ZipFile(tmp_path / "f.xlsx").read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert b"hyperlink" not in sheet
    assert b'state="frozen"' in sheet


def test_each_part_is_a_sheet_with_a_name_of_its_own(tmp_path):
    part = table("int", 1)
    write_xlsx(Stack(parts={"a/b": part, "A b": part, "x" * 40: part}), Choice(), tmp_path / "f.xlsx")
    assert list(sheets(tmp_path / "f.xlsx")) == ["a b", "A b 2", "x" * 28]


def test_a_calendar_is_read_back_by_another_parser():
    vobject = pytest.importorskip("vobject", reason="vobject, the other parser, is not installed")
    read = vobject.readOne(ics_bytes(calendar(ITEM), now=NOW, alarms=[1, 7]).decode())
    [event] = read.vevent_list
    assert event.uid.value == "deliverable-01ABC@influcore"
    assert event.dtstart.value == dt.datetime(2026, 6, 20, 16, 0, tzinfo=dt.UTC)
    assert event.summary.value.startswith("Léa: instagram reel, “two”")
    assert [alarm.trigger.value for alarm in event.valarm_list] == [dt.timedelta(days=-1), dt.timedelta(days=-7)]


def test_lines_are_folded_and_no_text_becomes_a_line_of_its_own():
    lines = ics_bytes(calendar(ITEM), now=NOW).split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not any(line.startswith(b"X-EVIL") for line in lines)
    assert b"\n" not in b"".join(lines)


def test_an_id_stays_and_a_later_export_is_newer():
    import icalendar

    first, second = (
        icalendar.Calendar.from_ical(ics_bytes(calendar(ITEM), now=now)).walk("VEVENT")[0]
        for now in (NOW, NOW + dt.timedelta(hours=1))
    )
    assert first["uid"] == second["uid"]
    assert first["sequence"] < second["sequence"]


def test_an_item_without_a_time_takes_the_day():
    import icalendar

    event = icalendar.Calendar.from_ical(ics_bytes(calendar(CalendarItem(day=DAY, title="x")), now=NOW)).walk("VEVENT")[
        0
    ]
    assert (event["dtstart"].dt, event["dtend"].dt) == (DAY, DAY + dt.timedelta(days=1))


def test_what_is_no_calendar_or_empty_is_refused():
    with pytest.raises(InvalidInput):
        ics_bytes(table("int", 1), now=NOW)
    with pytest.raises(Refused):
        ics_bytes(calendar(), now=NOW)
