"""Bytes to text: known or asked for, never guessed."""

from __future__ import annotations

import io
import tracemalloc

import pytest
from hypothesis import given, strategies as st

from influcore import BadFile, InvalidInput
from influcore.services.importing import decoding
from influcore.services.importing.decoding import encoding_of, text_blocks
from influcore.services.importing.sampling import take_sample


def text_of(data: bytes, encoding: str = "utf-8") -> str:
    return "".join(text_blocks(io.BytesIO(data), "f", encoding, lambda done: None))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_becomes_the_same(end):
    assert text_of(f"a{end}b{end}".encode()) == "a\nb\n"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_tells_the_encoding_and_is_no_text(encoding):
    data = "naïve,1\n".encode(encoding)
    found = encoding_of("f", data, "")
    assert text_of(data, found) == "naïve,1\n"


def test_an_encoding_that_is_told_wins():
    assert encoding_of("f", b"\xef\xbb\xbfa", "latin-1") == "iso8859-1"
    assert text_of("Zürich\n".encode("latin-1"), "latin-1") == "Zürich\n"


def test_a_wrong_byte_is_named_with_its_place_and_what_to_do():
    data = b"a,b\n1,2\nZ\xfcrich,3\n"
    with pytest.raises(BadFile, match=r"0xFC at position 9, line 3") as caught:
        text_of(data)
    assert "--encoding latin-1" in caught.value.hint


def test_a_wrong_byte_far_into_the_file_has_the_right_line(monkeypatch):
    monkeypatch.setattr(decoding, "BLOCK", 64)
    data = b"0123456789\n" * 1000 + b"\xff\n"
    with pytest.raises(BadFile, match=r"position 11,000, line 1,001"):
        text_of(data)


@pytest.mark.parametrize("name", ["klingon", "rot13", "base64", "\0"])
def test_an_encoding_that_is_none_is_refused(name):
    with pytest.raises(InvalidInput, match="is no encoding"):
        encoding_of("f", b"a", name)


@pytest.mark.parametrize(
    ("head", "what"), [(b"PK\x03\x04rest", "xlsx"), (b"\x89PNG\r\n", "picture"), (b"%PDF-1.7", "PDF"), (b"a\0b", "NUL")]
)
def test_what_is_no_text_is_named(head, what):
    with pytest.raises(BadFile, match=what):
        encoding_of("f", head, "")


def test_a_line_without_end_is_refused_in_bounded_memory():
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size=-1):
            self.given += size
            return b"x" * size if self.given < 100 << 20 else b""

    tracemalloc.start()
    with pytest.raises(BadFile, match="line 1 is longer than"):
        list(text_blocks(Endless(), "f", "utf-8", lambda done: None))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20 << 20


@given(st.text(alphabet="ab,é\n\r", max_size=80), st.integers(1, 7))
def test_blocks_of_any_size_give_the_same_text(text, size):
    whole = text.replace("\r\n", "\n").replace("\r", "\n")
    former, decoding.BLOCK = decoding.BLOCK, size
    try:
        blocks = list(text_blocks(io.BytesIO(text.encode()), "f", "utf-8", lambda done: None))
    finally:
        decoding.BLOCK = former
    assert "".join(blocks) == whole
    assert all(block.endswith("\n") for block in blocks[:-1])


@pytest.mark.parametrize("data", [b"", b"\n\n \r\n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file_is_refused(tmp_path, data):
    path = tmp_path / "empty.csv"
    path.write_bytes(data)
    with pytest.raises(BadFile, match="is empty"):
        take_sample(path, "empty.csv")


def test_a_missing_file_and_a_folder_are_refused_in_words(tmp_path):
    with pytest.raises(BadFile, match="there is no file"):
        take_sample(tmp_path / "nothing.csv", "nothing.csv")
    with pytest.raises(BadFile, match="is no file"):
        take_sample(tmp_path, "folder")
