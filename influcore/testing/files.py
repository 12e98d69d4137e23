"""Files for connectors: written, read as an import reads them, and broken in every way that happens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from influcore.contributions import Connector, Sample
from influcore.errors import BadFile

from .clock import START

if TYPE_CHECKING:
    from influcore.services.desk import Desk
    from influcore.services.importing import ImportReport
    from influcore.services.importing.source import FileSource


def written(folder: Path, files: Mapping[str, str | bytes]) -> list[Path]:
    """Write files of these names, one after another."""
    paths = []
    for name, content in files.items():
        path = folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        paths.append(path)
    return paths


def sampled(path: Path) -> Sample | None:
    """Take the start of a file as an import does; None for what the core itself refuses."""
    from influcore.services.importing.sampling import take_sample

    try:
        return take_sample(path, path.name).sample
    except BadFile:
        return None


def source_of(path: Path, options: Mapping[str, str]) -> FileSource:
    """Open a file as an import does. Errors: BadFile for what is no text."""
    from influcore.services.importing.sampling import take_sample
    from influcore.services.importing.source import FileSource

    encoding = take_sample(path, path.name).encoding
    return FileSource(path=path, name=path.name, as_of=START, options=dict(options), encoding=encoding)


def read_file(connector: Connector, path: Path, options: Mapping[str, str]) -> Iterator[Any]:
    """Stream what a connector makes of a file, with the rows that were no CSV at all."""
    source = source_of(path, options)
    for item in connector.read(source):
        yield item
        yield from source.refused()
    yield from source.refused()


def import_files(
    desk: Desk, connector: Connector, paths: Iterable[Path], options: Mapping[str, str], *, dry_run: bool = False
) -> ImportReport:
    """Import files with this connector, which need not be one of the desk's."""
    from influcore.services.importing.keeping import keep
    from influcore.services.importing.options import ImportReport
    from influcore.services.importing.rejects import Rejects

    reports = []
    for path in paths:
        with desk.write("import", keep=not dry_run) as write:
            reports.append(keep(connector, source_of(path, options), write, _sinks(desk), Rejects(path.name)))
    return ImportReport(files=tuple(reports), dry_run=dry_run)


def _sinks(desk: Desk) -> Sequence[Any]:
    """Give the desk's sinks, and one that forgets audiences where nobody keeps them."""
    from influcore.contributions import AudienceChunk, Sink

    sinks = list(desk.host.sinks())
    if not any(sink.takes is AudienceChunk for sink in sinks):
        sinks.append(
            Sink(name="testing.audiences", help="Nothing.", takes=AudienceChunk, open=lambda *_: _Forgetting())
        )
    return sinks


class _Forgetting:
    """Counts pairs that it has not seen in this import, and keeps nothing."""

    seen: int = 0

    def take(self, records: Sequence[Any]) -> None:
        self.seen += sum(len(chunk.viewers) for chunk in records)

    def close(self) -> Any:
        from influcore.contributions import TakeReport

        return TakeReport(what="audience pairs", same=self.seen)


def broken(content: str | bytes) -> dict[str, bytes]:
    """Break a file in the ways that happen: cut, mangled, mixed up, and encoded otherwise."""
    data = content if isinstance(content, bytes) else content.encode()
    lines = data.splitlines(keepends=True) or [b""]
    head, first = lines[0], (lines[1] if len(lines) > 1 else b"")
    rest = b"".join(lines[1:])
    return {
        "cut in the middle": data[: len(data) // 2],
        "nothing but the header": head,
        "without its header": rest,
        "with the header twice": head + data,
        "blank lines between": b"\n\n".join(line.rstrip(b"\r\n") for line in lines) + b"\n",
        "a row too short": data + first.split(b",")[0] + b"\n",
        "a row too long": data + first.rstrip(b"\r\n") + b",1,2,3,4,5\n",
        "a row of commas": data + b",,,,,,,,\n",
        "a quote left open": data + b'"' + first + rest,
        "a NUL in it": data + b"\0" + first,
        "bytes that are no UTF-8": data + b"\xff\xfe\xe9\n" + first,
        "other line ends": data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"),
        "a byte-order mark": b"\xef\xbb\xbf" + data,
        "UTF-16": data.decode("utf-8", "replace").encode("utf-16"),
        "a value of a megabyte": data + b"x" * 1_000_000 + b"," + first,
        "digits of another script": data.translate(bytes.maketrans(b"123", b"???")),
        "formulas and escapes": data + b"=1+1,\x1b[31mred,<b>,{0},%s\n",
        "every number negative": data.replace(b",", b",-"),
        "every number enormous": data.replace(b",", b",9" + b"9" * 40),
    }
