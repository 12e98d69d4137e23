"""A desk whose only plugin offers connectors of a few lines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from influcore import AudienceChunk, Connector, CreatorRecord, Match, Note, PostRecord, Reject, Sink, hookimpl
from influcore.contributions import TakeReport
from influcore.host import Host, HostOptions
from influcore.services.desk import Desk
from influcore.services.importing import ImportOptions, run as run_import


def _lines(source: Any) -> Iterator[tuple[int, list[str]]]:
    rows = source.records(",")
    next(rows)
    return rows


def _read_people(source: Any) -> Iterator[Any]:
    """handle, followers, name, average likes, id, platform"""
    for line, row in _lines(source):
        handle, followers, name, likes, key, platform = (row + [""] * 6)[:6]
        if handle == "boom":
            raise RuntimeError("boom")
        if not followers.isdigit():
            yield Reject(line, f"“{followers}” is no number", "followers", followers)
            continue
        yield CreatorRecord(
            platform=platform or "instagram", handle=handle, followers=int(followers), name=name,
            averages={"likes": float(likes)} if likes else {}, namespace="ids" if key else "", key=key, line=line,
        )  # fmt: skip


def _read_posts(source: Any) -> Iterator[Any]:
    """handle, key, day, likes, counted"""
    yield Note("these are posts")
    for line, row in _lines(source):
        handle, key, day, likes, counted = (row + [""] * 5)[:5]
        yield PostRecord(
            platform="instagram", handle="" if handle.startswith("#") else handle, namespace="ids",
            account=handle.removeprefix("#"), key=key, counts={"likes": float(likes)} if likes else {}, line=line,
            posted=dt.datetime.fromisoformat(f"{day}T00:00:00+00:00") if day else None, exact=False,
            counted=dt.datetime.fromisoformat(f"{counted}T00:00:00+00:00") if counted else None,
        )  # fmt: skip


def _read_pairs(source: Any) -> Iterator[Any]:
    rows = [row for _, row in _lines(source)]
    yield AudienceChunk(platform="instagram", accounts=[r[0] for r in rows], viewers=[r[1] for r in rows])


def _header(word: str) -> Callable[[Any], Match | None]:
    return lambda sample: Match(80, f"begins with {word}") if sample.header[:1] == (word,) else None


def _raise(sample: Any) -> Match | None:
    raise ZeroDivisionError("sniffed too hard")


CONNECTORS = (
    Connector(name="t.posts", title="Posts", help="Posts.", gives=("posts",), sniff=_header("POST"), read=_read_posts),
    Connector(
        name="t.people", title="People", help="People.", gives=("influencers",), sniff=_header("WHO"),
        read=_read_people, options=("platform",),
    ),
    Connector(
        name="t.pairs", title="Pairs", help="Pairs.", gives=("audiences",), sniff=_header("PAIR"), read=_read_pairs
    ),
    Connector(name="t.bad", title="Bad", help="Bad.", gives=("posts",), sniff=_raise, read=_read_posts),
)  # fmt: skip


class Tester:
    @hookimpl
    def influcore_register_connectors(self):
        return CONNECTORS


class Keeping:
    """A sink that remembers what it was given."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, str]] = []

    def open(self, write: Any, name: str, as_of: Any) -> Any:
        return self

    def take(self, records: Any) -> None:
        for chunk in records:
            if "boom" in chunk.viewers:
                raise RuntimeError("sink on fire")
            self.taken += zip(chunk.accounts, chunk.viewers, strict=True)

    def close(self) -> TakeReport:
        return TakeReport(what="audience pairs", new=len(self.taken))

    @hookimpl
    def influcore_register_sinks(self):
        return (Sink(name="keeping.pairs", help="Pairs.", takes=AudienceChunk, open=self.open),)


@pytest.fixture
def desk(tmp_path: Path, clock: Callable[[], dt.datetime]) -> Iterator[Desk]:
    """An empty workspace; the only plugin is the tester's."""
    host = Host.load(HostOptions(no_plugins=True, cache_dir=""))
    host.admit(Tester(), "t")
    made = Desk.create(tmp_path / "w.influcore", host, clock=clock)
    yield made
    made.close()


@pytest.fixture
def sink(desk: Desk) -> Keeping:
    """Somebody who keeps audiences."""
    made = Keeping()
    desk.host.admit(made, "keeping")
    return made


@pytest.fixture
def bring(desk: Desk, tmp_path: Path) -> Callable[..., Any]:
    """Write texts to files of these names and import them; options by name."""

    def perform(files: dict[str, str | bytes], **options: Any) -> Any:
        paths = []
        for name, text in files.items():
            path = tmp_path / name
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
            paths.append(path)
        return run_import(desk, paths, ImportOptions(**options))

    return perform


@pytest.fixture
def ask(desk: Desk) -> Callable[..., Any]:
    """Run one SELECT; rows as tuples."""

    def perform(sql: str, *parameters: object) -> list[tuple[Any, ...]]:
        return [tuple(row.values()) for row in desk.session().rows(sql, *parameters)]

    return perform
