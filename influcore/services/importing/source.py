"""A file being imported, as connectors see it: lines, CSV records or blocks, decoded and counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from attrs import Factory, define, field

from influcore.contributions import Reject
from influcore.errors import BadFile

from .decoding import text_blocks
from .mapping import renamed_records
from .records import read_records


@contextmanager
def open_input(path: Path, name: str) -> Iterator[BinaryIO]:
    """Open a file for reading bytes. Errors: BadFile in words for what the system refuses."""
    try:
        with path.open("rb") as file:
            yield file
    except FileNotFoundError:
        raise BadFile(
            f"there is no file {name}", hint="check the name; a folder's data files are found by its name"
        ) from None
    except IsADirectoryError:
        raise BadFile(f"{name} is a folder") from None
    except PermissionError:
        raise BadFile(f"{name} can not be read: permission denied", hint="check its owner and mode") from None
    except OSError as error:
        raise BadFile(f"{name} can not be read: {error.strerror or error}") from error


@define(kw_only=True)
class FileSource:
    """Fulfils `influcore.contributions.Source`. Each call reads the file anew, from its start.

    ``advance`` is told how many bytes of the present pass are read.
    """

    path: Path
    name: str
    as_of: dt.datetime
    dated: bool = False
    options: Mapping[str, str] = Factory(dict)
    hints: Mapping[str, str] = Factory(dict)
    mapping: Mapping[str, str] = Factory(dict)
    encoding: str = "utf-8"
    advance: Callable[[int], None] = field(default=lambda done: None)
    mapped: bool = field(default=False, init=False)
    _rejects: list[Reject] = field(factory=list, init=False)
    _refused_to: int = field(default=0, init=False)

    def lines(self) -> Iterator[tuple[int, str]]:
        number = 1
        for block in self._blocks():
            for text in block.removesuffix("\n").split("\n"):
                yield number, text
                number += 1

    def records(self, delimiter: str = ",") -> Iterator[tuple[int, list[str]]]:
        rows = read_records(self._blocks(), delimiter, self._refuse)
        if not self.mapping:
            return rows
        self.mapped = True
        return renamed_records(rows, self.mapping, self.name)

    def chunks(self, size: int = 1 << 20) -> Iterator[str]:
        for block in self._blocks():
            yield from _pieces(block, size)

    def _blocks(self) -> Iterator[str]:
        with open_input(self.path, self.name) as file:
            yield from text_blocks(file, self.name, self.encoding, self.advance)

    def refused(self) -> Sequence[Reject]:
        """Give the records that were no CSV since it was asked last, each once, however often the file is read."""
        if not self._rejects:
            return ()
        some, self._rejects = self._rejects, []
        return some

    def _refuse(self, reject: Reject) -> None:
        if reject.line > self._refused_to:
            self._refused_to = reject.line
            self._rejects.append(reject)


def _pieces(block: str, size: int) -> Iterator[str]:
    """Cut a block at line ends into pieces of about ``size`` characters."""
    start = 0
    while len(block) - start > size:
        end = block.rfind("\n", start, start + size) + 1
        end = end or block.find("\n", start + size) + 1 or len(block)
        yield block[start:end]
        start = end
    if start < len(block):
        yield block[start:]
