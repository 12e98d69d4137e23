"""Which files an import is of: files as given, and the data files of folders."""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from attrs import frozen

from influcore.entities import Platform
from influcore.errors import BadFile

DATA_SUFFIXES = frozenset((".csv", ".tsv", ".tab", ".txt", ".dat", ".xlsx"))


@frozen
class Given:
    """A file to import: where it is, what to call it, and whether it came out of a folder."""

    path: Path
    name: str
    in_folder: bool = False
    origin: Path | None = None  # where it lay, if ``path`` is a copy in another form


@frozen
class Found:
    """The files to import, and those of folders that are left out, with the reason."""

    files: tuple[Given, ...]
    left_out: tuple[tuple[str, str], ...] = ()


@contextmanager
def found_files(paths: Sequence[Path | str], decimal: str = "") -> Iterator[Found]:
    """Give the files behind paths; ``-`` is what comes on stdin, a workbook is its first filled sheet.

    ``decimal`` is how the connector will be told to read numbers. Errors: BadFile.
    """
    with tempfile.TemporaryDirectory(prefix="influcore-") as spool:
        files: list[Given] = []
        left_out: list[tuple[str, str]] = []
        for path in paths:
            if str(path) == "-":
                files.append(Given(_spooled(Path(spool)), "stdin"))
            elif Path(path).is_dir():
                inside, others = _in_folder(Path(path))
                files += inside
                left_out += others
            else:
                files.append(Given(Path(path), Path(path).name))
        yield Found(tuple(_as_text(_once(files), Path(spool), decimal, left_out)), tuple(left_out))


def platform_hint(path: Path, platforms: Iterable[Platform]) -> dict[str, str]:
    """Name the one platform that the file's or its folder's name has as a word of its own."""
    for name in (path.stem, path.absolute().parent.name):
        words = set(re.findall(r"[a-z]+", name.casefold()))
        named = [p.name for p in platforms if len(p.name) > 1 and p.name in words]
        if len(named) == 1:
            return {"platform": named[0]}
    return {}


def _in_folder(folder: Path) -> tuple[list[Given], list[tuple[str, str]]]:
    try:
        inside = sorted(p for p in folder.iterdir() if p.is_file() and not p.name.startswith("."))
    except PermissionError:
        raise BadFile(f"the folder {folder} can not be read: permission denied") from None
    files = [Given(p, p.name, in_folder=True) for p in inside if p.suffix.casefold() in DATA_SUFFIXES]
    if not files:
        kinds = ", ".join(sorted(DATA_SUFFIXES))
        raise BadFile(
            f"the folder {folder} has no data file", hint=f"data files end in {kinds}; name others one by one"
        )
    others = [(p.name, "not a data file by its name") for p in inside if p.suffix.casefold() not in DATA_SUFFIXES]
    return files, others


def _once(files: Iterable[Given]) -> Iterator[Given]:
    """Leave out a file that is given twice."""
    seen = set()
    for given in files:
        key = given.path.resolve()
        if key not in seen:
            seen.add(key)
            yield given


def _as_text(files: Iterable[Given], spool: Path, decimal: str, left_out: list[tuple[str, str]]) -> Iterator[Given]:
    """Turn workbooks into text; another sheet that is filled is left out, and said."""
    from .workbook import is_workbook, write_sheet

    for number, given in enumerate(files):
        if not is_workbook(given.path):
            yield given
            continue
        target = spool / f"{number}.csv"
        _, others = write_sheet(given.path, given.name, target, decimal)
        left_out += [(f"{given.name}, sheet “{other}”", "only the first sheet is read") for other in others]
        yield Given(target, given.name, given.in_folder, given.path)


def _spooled(folder: Path) -> Path:
    """Copy stdin into a file, since it is read more than once."""
    target = folder / "stdin"
    with target.open("wb") as file:
        shutil.copyfileobj(sys.stdin.buffer, file)
    return target
