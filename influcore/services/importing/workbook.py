"""Workbooks (.xlsx) as text: bounded before they are opened, then the first filled sheet as CSV with the same lines."""

from __future__ import annotations

import csv
import datetime as dt
import re
import zipfile
from pathlib import Path
from typing import Any

from influcore.errors import BadFile

LARGEST = 200 << 20  # bytes of all parts, unpacked
RATIO = 100
MOST_CELLS = 5_000_000
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*?\br=[\"']([0-9]{1,9})")
_COLUMN = re.compile(rb"\br=[\"']([A-Z]{1,3})[0-9]")
_BLOCK = 1 << 20
_OVERLAP = 64


def is_workbook(path: Path) -> bool:
    """Say whether a file is a zip archive with a workbook in it."""
    try:
        with path.open("rb") as file:
            if file.read(4) != b"PK\x03\x04":
                return False
        with zipfile.ZipFile(path) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except (OSError, zipfile.BadZipFile):
        return False


def write_sheet(path: Path, name: str, target: Path, decimal: str = "") -> tuple[str, list[str]]:
    """Write the first filled sheet as CSV; gives its name and those of other filled ones.

    A number with decimals is written with ``decimal``, and never with three places, which could mean thousands.
    Errors: BadFile for what is larger than is safe, is broken, or is locked by a password.
    """
    import python_calamine as calamine

    _check(path, name)
    try:
        book = calamine.CalamineWorkbook.from_path(str(path))
        filled = [s for s in book.sheet_names if book.get_sheet_by_name(s).height]
        if not filled:
            raise BadFile(f"{name} is empty", hint="there is nothing to import")
        sheet = book.get_sheet_by_name(filled[0])
        if sheet.total_height * sheet.total_width > MOST_CELLS:
            raise _too_many(name)
        with target.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerows([_text(cell, decimal) for cell in row] for row in sheet.to_python(skip_empty_area=False))
    except (calamine.CalamineError, calamine.PasswordError, zipfile.BadZipFile) as error:
        raise BadFile(
            f"{name} is no workbook that can be read: {error}", hint="export it as CSV and import that"
        ) from error
    return filled[0], filled[1:]


def _text(cell: Any, decimal: str) -> str:
    """Write a cell as text that means one thing only; line ends within it become blanks, so that lines are rows."""
    if isinstance(cell, str):
        return " ".join(cell.splitlines()) if "\n" in cell or "\r" in cell else cell
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        if cell == int(cell) and abs(cell) < 1e15:
            return str(int(cell))
        text = repr(cell)
        text = f"{text}0" if re.fullmatch(r"-?[0-9]+\.[0-9]{3}", text) else text
        return text.replace(".", ",") if decimal == "," else text
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else f"{cell:%Y-%m-%d %H:%M:%S}"
    return "" if cell is None else str(cell)


def _check(path: Path, name: str) -> None:
    """Refuse archives that unpack to more than is safe, and sheets of more cells. Errors: BadFile."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            size, packed = sum(p.file_size for p in parts), sum(p.compress_size for p in parts)
            if size > LARGEST or size > RATIO * max(packed, 1):
                raise BadFile(
                    f"{name} unpacks from {packed:,} to {size:,} bytes; {LARGEST:,} and {RATIO} times are the most",
                    hint="export it as CSV and import that",
                )
            for part in parts:
                if part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml"):
                    _count(archive, part, name)
    except (OSError, zipfile.BadZipFile, RuntimeError) as error:
        raise BadFile(
            f"{name} is no workbook that can be read: {error}", hint="export it as CSV and import that"
        ) from error


def _count(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> None:
    """Bound a sheet's area, which is what it takes in memory, by the highest row and column it names."""
    rows, cells, columns = 1, 0, {b"A"}
    with archive.open(part) as file:
        rest = b""
        while block := file.read(_BLOCK):
            text = rest + block
            rows = max([rows, *map(int, _ROW.findall(text))])
            cells += block.count(b"<c ") + block.count(b":c ")
            columns.update(_COLUMN.findall(text))
            rest = text[-_OVERLAP:]
    if rows * max(map(_number, columns)) > MOST_CELLS or cells > MOST_CELLS:
        raise _too_many(name)


def _number(letters: bytes) -> int:
    """Give a column's number: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _too_many(name: str) -> BadFile:
    return BadFile(f"{name} has a sheet of more than {MOST_CELLS:,} cells", hint="export it as CSV and import that")
