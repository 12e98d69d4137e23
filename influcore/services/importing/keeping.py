"""From a connector's stream to those who keep: creators and posts by the core, the rest by plugins' sinks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from attrs import frozen

from influcore.contributions import (
    ClickRecord,
    Connector,
    CreatorRecord,
    Note,
    OrderRecord,
    PostRecord,
    Reject,
    Sink,
    Taker,
    TakeReport,
    Write,
)
from influcore.errors import InflucoreError, PluginMisuse, Refused

from .creators import CreatorTaker
from .options import FileReport
from .posts import PostTaker
from .rejects import Rejects
from .sales import ClickTaker, OrderTaker
from .source import FileSource

BATCH = 2_000
_IN_BATCHES = (CreatorRecord, PostRecord, OrderRecord, ClickRecord)


@frozen
class _Open:
    """A taker at work, with the name of the sink that it belongs to ('' for the core's own)."""

    taker: Taker
    sink: str = ""

    def ask(self, call: Callable[[], Any]) -> Any:
        """Let it work. Errors: PluginMisuse names a sink that broke down."""
        try:
            return call()
        except InflucoreError:
            raise
        except Exception as error:
            if not self.sink:
                raise
            raise PluginMisuse(
                f"sink {self.sink} broke down: {type(error).__name__}: {error}; nothing was written",
                hint="please report this to the plugin's author",
            ) from error


class Keeper:
    """Hands records on in batches, to takers that are opened when the first record of their kind comes."""

    def __init__(self, write: Write, source: FileSource, sinks: Sequence[Sink]) -> None:
        self._write = write
        self._source = source
        self._sinks = sinks
        self._open: dict[type[Any], list[_Open]] = {}
        self._waiting: dict[type[Any], list[Any]] = {CreatorRecord: [], PostRecord: []}

    def put(self, record: Any) -> None:
        """Take one record. Whatever waits is handed on together, accounts first."""
        kind = type(record)
        waiting = self._waiting.setdefault(kind, [])
        if len(waiting) >= BATCH and not _goes_with(record, waiting[-1]):
            self.flush()
        self._waiting[kind].append(record)
        if kind not in _IN_BATCHES:
            self.flush()

    def flush(self) -> None:
        """Hand on what waits."""
        for kind, some in self._waiting.items():
            if some:
                self._waiting[kind] = []
                for taker in self._takers_of(kind):
                    taker.ask(partial(taker.taker.take, some))

    def close(self) -> list[TakeReport]:
        """Finish; gives the reports of all takers."""
        self.flush()
        return [t.ask(t.taker.close) for takers in self._open.values() for t in takers]

    def _takers_of(self, kind: type[Any]) -> list[_Open]:
        if kind not in self._open:
            self._open[kind] = self._takers_for(kind)
        return self._open[kind]

    def _takers_for(self, kind: type[Any]) -> list[_Open]:
        source = self._source
        if kind is CreatorRecord:
            return [_Open(CreatorTaker(self._write, source.name, source.as_of, dated=source.dated))]
        if kind is PostRecord:
            return [_Open(PostTaker(self._write, source.name, source.as_of))]
        takers: list[_Open] = []
        if kind is OrderRecord:
            takers.append(_Open(OrderTaker(self._write)))
        elif kind is ClickRecord:
            takers.append(_Open(ClickTaker(self._write)))
        takers += [
            _Open(s.open(self._write, source.name, source.as_of), s.name) for s in self._sinks if s.takes is kind
        ]
        if not takers:
            raise Refused(
                f"{source.name} holds {_words(kind)}, and no plugin that is loaded keeps those; nothing was written",
                hint="see `influcore plugins`; audiences are kept by the plugin overlap",
            )
        return takers


def _goes_with(record: Any, last: Any) -> bool:
    """Say whether a record is of the same person as the one before, so that both must be looked up together."""
    return bool(getattr(record, "person", "")) and record.person == last.person


def _words(kind: type[Any]) -> str:
    """Say what records of a type are: ``AudienceChunk`` → audiences."""
    bare = kind.__name__.removesuffix("Chunk").removesuffix("Record")
    return f"{bare.lower()}s"


def keep(connector: Connector, source: FileSource, write: Write, sinks: Sequence[Sink], rejects: Rejects) -> FileReport:
    """Read a file and keep what is in it, within the transaction of ``write``.

    Errors: what a connector or sink refuses; PluginMisuse names a connector that broke down.
    """
    keeper = Keeper(write, source, sinks)
    notes: list[str] = []
    stream = iter(connector.read(source))
    while True:
        try:
            item = next(stream, None)
        except InflucoreError:
            raise
        except Exception as error:
            raise PluginMisuse(
                f"connector {connector.name} broke down on {source.name}: {type(error).__name__}: {error}",
                hint="nothing was written; please report this to the plugin's author",
            ) from error
        if item is None:
            break
        if isinstance(item, Reject):
            rejects.add(item)
        elif isinstance(item, Note):
            notes.append(item.text)
        else:
            keeper.put(item)
        for reject in source.refused():
            rejects.add(reject)
    taken = keeper.close()
    for reject in (r for t in taken for r in t.rejects):
        rejects.add(reject)
    return FileReport(
        file=source.name, connector=connector.name, why="", taken=tuple(taken), rejects=tuple(rejects.first),
        rejected=dict(rejects.kinds), notes=tuple(notes),
    )  # fmt: skip
