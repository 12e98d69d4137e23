"""Files of a few lines, read by a connector as the core would have it read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from influcore import AudienceChunk, Connector, CreatorRecord, Match, Note, PostRecord, Reject
from influcore.services.importing.sampling import take_sample
from influcore.services.importing.source import FileSource

NOW = dt.datetime(2026, 6, 10, 12, 0, tzinfo=dt.UTC)


@frozen
class Read:
    """What a connector gave, by kind."""

    items: tuple[Any, ...]
    refused: tuple[Reject, ...] = ()

    def of(self, kind: type[Any]) -> list[Any]:
        return [item for item in self.items if isinstance(item, kind)]

    @property
    def creators(self) -> list[CreatorRecord]:
        return self.of(CreatorRecord)

    @property
    def posts(self) -> list[PostRecord]:
        return self.of(PostRecord)

    @property
    def rejects(self) -> list[Reject]:
        return [*self.of(Reject), *self.refused]

    @property
    def notes(self) -> str:
        return " / ".join(note.text for note in self.of(Note))

    @property
    def pairs(self) -> list[tuple[str, str]]:
        return [pair for c in self.of(AudienceChunk) for pair in zip(c.accounts, c.viewers, strict=True)]


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    """Write a file of some text."""

    def perform(text: str | bytes, name: str = "file.csv") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return perform


@pytest.fixture
def read() -> Callable[..., Read]:
    """Let a connector read a file."""

    def perform(
        connector: Connector,
        path: Path,
        *,
        as_of: dt.datetime | None = None,
        hints: Mapping[str, str] = {},
        **options: str,
    ) -> Read:
        encoding = take_sample(path, path.name).encoding
        source = FileSource(
            path=path, name=path.name, as_of=as_of or NOW, dated=as_of is not None, options=options, hints=hints,
            encoding=encoding,
        )  # fmt: skip
        items = tuple(connector.read(source))
        return Read(items, tuple(source.refused()))

    return perform


@pytest.fixture
def sniff() -> Callable[[Path], dict[str, int]]:
    """Ask every connector of the plugin; gives how sure each one is that knows the file."""
    from influcore_platforms import influcore_register_connectors

    def perform(path: Path) -> dict[str, int]:
        sample = take_sample(path, path.name).sample
        answers = {c.name.rpartition(".")[2]: c.sniff(sample) for c in influcore_register_connectors()}
        return {name: answer.sure for name, answer in answers.items() if isinstance(answer, Match)}

    return perform
