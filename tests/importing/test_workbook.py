"""Workbooks: read like their CSV, and refused before they can fill the memory."""

from __future__ import annotations

import datetime as dt
import zipfile

import pytest
import xlsxwriter

from influcore import BadFile
from influcore.services.importing import ImportOptions, run as run_import
from influcore.services.importing.workbook import _text, write_sheet


def book(path, rows, sheets=("Sheet1",)):
    with xlsxwriter.Workbook(path) as made:
        for name in sheets:
            sheet = made.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def test_a_workbook_is_imported_like_its_csv(desk, tmp_path, ask):
    path = book(tmp_path / "list.xlsx", [["WHO", "followers", "name"], ["lea", 1200, "Lea\nMartin"]], ("A", "B"))
    report = run_import(desk, [path], ImportOptions())
    assert ask("SELECT handle, followers FROM profile") == [("lea", 1200)]
    assert report.left_out[0][0] == "list.xlsx, sheet “B”"


def test_lines_of_rejects_are_the_sheets_rows(desk, tmp_path):
    path = book(tmp_path / "l.xlsx", [["WHO", "followers"], ["a\nb", "x"], [], ["c", "y"]])
    report = run_import(desk, [path], ImportOptions(dry_run=True))
    assert [r.line for r in report.files[0].rejects] == [2, 4]


@pytest.mark.parametrize(
    ("cell", "decimal", "text"),
    [(3.0, "", "3"), (1.234, "", "1.2340"), (1.5, ",", "1,5"), (True, "", "yes"), (None, "", ""),
     (dt.datetime(2026, 6, 1), "", "2026-06-01"), (dt.datetime(2026, 6, 1, 9, 5), "", "2026-06-01 09:05:00")],
)  # fmt: skip
def test_a_cell_is_written_so_that_it_means_one_thing(cell, decimal, text):
    assert _text(cell, decimal) == text


def bomb(path, sheet):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return path


@pytest.mark.parametrize(
    "sheet",
    [
        "<sheetData><row r='1'><c r='A1'/></row><row r='1048576'><c r='XFD1048576'/></row></sheetData>",
        "<row r='1'>" + " " * 5_000_000,
        "no xml",
    ],
)
def test_a_workbook_that_is_too_large_or_broken_is_refused(tmp_path, sheet):
    with pytest.raises(BadFile):
        write_sheet(bomb(tmp_path / "b.xlsx", sheet), "b.xlsx", tmp_path / "out.csv")
