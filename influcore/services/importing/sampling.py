"""The start of a file, enough to recognise it by."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

from attrs import frozen

from influcore.contributions import Sample
from influcore.errors import BadFile

from .decoding import LONGEST_LINE, encoding_of, text_blocks
from .source import open_input

HEAD = 1 << 16
LARGEST = 64 << 30
DELIMITERS = (",", ";", "\t", "|")


@frozen
class Sampled:
    """A sample and how the file is encoded."""

    sample: Sample
    encoding: str


def take_sample(path: Path, name: str, encoding: str = "") -> Sampled:
    """Read the start of a file. Errors: BadFile for what is no text, empty, too large or not to be read."""
    if path.is_dir() or not (path.is_file() or not path.exists()):
        raise BadFile(f"{name} is no file", hint="give a file, or a folder of files")
    with open_input(path, name) as file:
        head = file.read(HEAD)
        size = path.stat().st_size
        if not head.strip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"):
            raise BadFile(f"{name} is empty", hint="there is nothing to import")
        if size > LARGEST:
            raise BadFile(f"{name} has {size:,} bytes; {LARGEST:,} is the most", hint="split it")
        encoding = encoding_of(name, head, encoding)
        file.seek(0)
        text = next(text_blocks(file, name, encoding, lambda done: None), "")
    text = text[:LONGEST_LINE]
    whole = text[: text.rfind("\n", 0, HEAD) + 1] or text[:HEAD] if len(text) > HEAD else text
    delimiter = delimiter_of(whole)
    header = _header(whole, delimiter)
    return Sampled(Sample(name=name, text=whole, header=header, delimiter=delimiter, size=size), encoding)


def delimiter_of(text: str) -> str:
    """Say which of ``, ; tab |`` the first record is cut by; where it has none, most of the lines. ``,`` if nothing."""
    lines = [line for line in text.split("\n") if line.strip()][:100]
    if not lines:
        return ","
    first = Counter(_outside_quotes("\n".join(lines[:10])))
    header = Counter(_outside_quotes(lines[0]))
    if any(header[mark] for mark in DELIMITERS):
        return max(DELIMITERS, key=lambda mark: (header[mark], first[mark]))
    counts = {mark: Counter(line.count(mark) for line in lines) for mark in DELIMITERS}
    steady = {mark: max((n for n in c if n), key=lambda n: c[n], default=0) for mark, c in counts.items()}
    best = max(DELIMITERS, key=lambda mark: counts[mark][steady[mark]] if steady[mark] else 0)
    return best if steady[best] else ","


def _outside_quotes(text: str) -> str:
    """Leave out what stands in quotes; a quote that is not closed counts as text."""
    parts = text.split('"')
    return "".join(parts[::2]) if len(parts) % 2 else text


def _header(text: str, delimiter: str) -> tuple[str, ...]:
    """Split the first record that is not blank; it may span lines where a name is quoted."""
    lines = text.lstrip("\n").split("\n")[:50]
    try:
        for row in csv.reader((line + "\n" for line in lines), delimiter=delimiter):
            if any(cell.strip() for cell in row):
                return tuple(row)
    except csv.Error:
        return tuple(lines[0].split(delimiter))
    return ()
