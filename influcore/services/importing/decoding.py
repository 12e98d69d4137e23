"""Bytes to text: the encoding is known or asked for, never guessed, and a fault names its byte and line."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from typing import BinaryIO

from influcore.errors import BadFile, InvalidInput

BLOCK = 1 << 20
LONGEST_LINE = 1 << 20
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_BINARY = {
    b"PK\x03\x04": "a zip archive (an .xlsx workbook is one)",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook",
    b"%PDF": "a PDF document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a gzip archive",
    b"SQLite format 3": "a SQLite database",
    b"PAR1": "a Parquet file",
    b"\x7fELF": "a program",
}


def check_encoding(name: str) -> str:
    """Accept the name of a text encoding that Python knows. Errors: InvalidInput."""
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        info = None
    if info is None or not getattr(info, "_is_text_encoding", True):
        raise InvalidInput(f"“{name}” is no encoding", hint="try utf-8, latin-1, cp1252, utf-16 or shift_jis")
    return info.name


def encoding_of(name: str, head: bytes, told: str) -> str:
    """Say how a file is encoded: as told, by its byte-order mark, or UTF-8. Errors: BadFile for what is no text."""
    if told:
        return check_encoding(told)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    what = next((what for magic, what in _BINARY.items() if head.startswith(magic)), "")
    if what:
        raise BadFile(f"{name} is {what}, not text", hint="export it as CSV and import that")
    if b"\0" in head:
        at = head.index(b"\0")
        line = head.count(b"\n", 0, at) + 1
        raise BadFile(
            f"{name} is no text: a NUL byte at byte {at}, line {line}", hint="if it is UTF-16, say --encoding utf-16-le"
        )
    return "utf-8"


def text_blocks(file: BinaryIO, name: str, encoding: str, advance: Callable[[int], None]) -> Iterator[str]:
    """Give the text in blocks that end at line ends, each line end a ``\\n``, in bounded memory.

    ``advance`` is told how many bytes are read so far. Errors: BadFile for a wrong byte or a line without end.
    """
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    rest, lines, offset = "", 0, 0
    while True:
        data = file.read(BLOCK)
        try:
            text = decoder.decode(data, final=not data)
        except UnicodeDecodeError as error:
            raise _undecodable(name, encoding, error, lines + rest.count("\n"), offset + len(data)) from error
        offset += len(data)
        advance(offset)
        if offset == len(data):
            text = text.removeprefix("\ufeff")
        text, rest = _cut_at_line_end(rest + text, final=not data)
        if len(rest) > LONGEST_LINE:
            raise BadFile(f"{name}: line {lines + text.count(chr(10)) + 1} is longer than {LONGEST_LINE:,} characters")
        if text:
            lines += text.count("\n")
            yield text
        if not data:
            return


def _cut_at_line_end(text: str, *, final: bool) -> tuple[str, str]:
    """Split behind the last line end, all of them made ``\\n``; a CR at the very end waits for its LF."""
    held = "\r" if text.endswith("\r") and not final else ""
    text = text[: len(text) - len(held)]
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if final:
        return text, ""
    cut = text.rfind("\n") + 1
    return text[:cut], text[cut:] + held


def _undecodable(name: str, encoding: str, error: UnicodeDecodeError, lines: int, offset: int) -> BadFile:
    line = lines + error.object[: error.start].count(b"\n") + 1
    at = offset - len(error.object) + error.start
    byte = error.object[error.start]
    return BadFile(
        f"{name} is not {encoding}: byte 0x{byte:02X} at position {at:,}, line {line:,}",
        hint="say which encoding it has, such as --encoding latin-1 or --encoding cp1252",
    )
