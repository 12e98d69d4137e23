"""The contract of a connector for files: honest about what it knows, bounded, and one bad row never costs the rest."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from influcore.contributions import AudienceChunk, Connector, CreatorRecord, Match, Note, PostRecord, Reject
from influcore.errors import InflucoreError

from .contract import Contract, complain, refuse, said
from .decoys import DECOYS
from .files import broken, import_files, read_file, sampled, source_of, written
from .intruders import watched
from .state import differences, image_of
from .workspaces import Workspaces

if TYPE_CHECKING:
    from influcore.services.desk import Desk

# By name, so that this needs no record that the core does not have.
GIVES = {
    "CreatorRecord": "influencers", "PostRecord": "posts", "AudienceChunk": "audiences", "OrderRecord": "orders",
    "ClickRecord": "clicks",
}  # fmt: skip
MANY = 100_000
# Both hold more than one of the blocks that a source is read in; tracing memory makes reading five times slower.
SHORT, LONG = 1_300_000, 3_900_000


class ConnectorContract(Contract):
    """Give ``connector`` and ``samples``: files of its own, by name. The rest says what the kit can not know.

    ``header`` and ``row`` make a file of any length, for which each row must be a record of its own. ``bad_rows`` are
    rows that it must reject, each with the column at fault ('' where the row as a whole is none). ``options`` are what
    a user would give with ``--option``. ``others`` are files of other connectors. ``sure`` and ``unsure`` bound how
    sure it is of its own files, and may be of others. ``with_plugins`` may name one that keeps what this one reads.
    """

    kind: ClassVar[str] = "connector"
    samples: ClassVar[Mapping[str, str | bytes]] = {}
    others: ClassVar[Mapping[str, str | bytes]] = {}
    options: ClassVar[Mapping[str, str]] = {}
    header: ClassVar[str] = ""
    bad_rows: ClassVar[Mapping[str, str]] = {}
    sure: ClassVar[int] = 60
    unsure: ClassVar[int] = 40
    seconds: ClassVar[float] = 30.0

    def prepare(self, desk: Desk) -> None:
        """Put into an empty workspace what the samples rest on, as the accounts whose posts they hold."""

    def row(self, number: int) -> str:
        """Give one row, without its line end; override it. Fails where nobody has."""
        refuse(f"{type(self).__name__} does not say how a row looks: override `header` and `row(number)`")

    def rows(self, count: int, extra: str = "") -> str:
        """Give the text of a file of so many rows; ``extra`` comes after the first two."""
        lines = [self.header] if self.header else []
        lines += [self.row(number) for number in range(2)] + ([extra] if extra else [])
        return "\n".join([*lines, *(self.row(number) for number in range(2, count))]) + "\n"

    def test_it_knows_its_own_files(self, connector: Connector, tmp_path: Path) -> None:
        """Of its own samples it is sure, and says by what it knows them."""
        if not self.samples:
            refuse(f"{type(self).__name__} has no samples: set `samples` to files of its own, by name")
        problems = []
        for path in written(tmp_path, self.samples):
            match = self._sniffed(connector, path)
            if match is None or match.sure < self.sure:
                problems.append(f"{path.name}: expected at least {self.sure}, got {match and match.sure}")
            elif not match.why.strip():
                problems.append(f"{path.name}: it does not say by what it knows the file (Match.why)")
        complain(f"sniff of {connector.name} does not know its own files", problems)

    def test_it_leaves_the_files_of_others_alone(self, connector: Connector, tmp_path: Path) -> None:
        """Of what is not its own it says None, or that it is not sure."""
        problems = []
        for path in written(tmp_path, {**DECOYS, **self.others}):
            match = self._sniffed(connector, path)
            if match is not None and match.sure > self.unsure:
                problems.append(
                    f"{path.name}: expected None or at most {self.unsure}, got {match.sure} (“{match.why}”)"
                )
        complain(f"sniff of {connector.name} claims files that are not its own", problems)

    def test_it_reads_sound_records(self, connector: Connector, tmp_path: Path) -> None:
        """Its samples give what it says it gives, each record complete."""
        problems: list[str] = []
        given: set[str] = set()
        for path in written(tmp_path, self.samples):
            for item in self._read(connector, path):
                kind = GIVES.get(type(item).__name__)
                given |= {kind} if kind else set()
                problems += [f"{path.name}: {fault}" for fault in _faults(item)]
        if given != set(connector.gives) & set(GIVES.values()):
            said_so = ", ".join(connector.gives)
            problems.append(f"it says it gives {said_so}; its samples gave {', '.join(sorted(given)) or 'nothing'}")
        complain(f"{connector.name} reads records that are not sound", problems)

    def test_rejects_say_where(self, connector: Connector, tmp_path: Path) -> None:
        """A bad row is one reject with its line, column and reason; the rows around it go in."""
        if not self.bad_rows:
            refuse(f"{type(self).__name__} has no bad rows: set `bad_rows` to rows it must reject, with their column")
        line = (2 if not self.header else 2 + self.header.count("\n") + 1) + 1
        problems = []
        for bad, column in self.bad_rows.items():
            [path] = written(tmp_path, {"rows.csv": self.rows(5, bad)})
            items = list(self._read(connector, path))
            rejects = [item for item in items if isinstance(item, Reject)]
            what = f"“{bad[:60]}”"
            if len(rejects) != 1:
                problems.append(f"{what}: expected one reject, got {len(rejects)}")
                continue
            [reject] = rejects
            if reject.line != line:
                problems.append(f"{what}: it stands in line {line}, the reject says {reject.line}")
            if reject.column != column:
                problems.append(f"{what}: expected column “{column}”, the reject says “{reject.column}”")
            if not reject.reason.strip():
                problems.append(f"{what}: the reject has no reason")
            if _how_many(items) < 5:
                problems.append(f"{what}: of 5 good rows around it {_how_many(items)} came through")
        complain(f"{connector.name} does not say where a bad row is", problems)

    def test_it_streams(self, connector: Connector, tmp_path: Path) -> None:
        """100,000 rows take bounded time, and a long file no more memory than a short one."""
        [path] = written(tmp_path, {"rows.csv": self.rows(MANY)})
        start = time.perf_counter()
        count = _how_many(self._read(connector, path))
        took = time.perf_counter() - start
        if took > self.seconds:
            refuse(f"{connector.name} took {took:.1f} s for {MANY:,} rows; expected at most {self.seconds:g} s")
        if count < MANY:
            refuse(f"{connector.name} gave {count:,} records for {MANY:,} rows; expected one for each")
        each = len(self.row(0)) + 1
        short, long = written(tmp_path, {f"{size}.csv": self.rows(size // each) for size in (SHORT, LONG)})
        some, many = self._peak(connector, short), self._peak(connector, long)
        if many - some > LONG - SHORT:
            refuse(
                f"{connector.name} keeps what it reads: a file of {SHORT / 1e6:g} MB took {some / 1e6:.1f} MB at "
                f"most, one of {LONG / 1e6:g} MB took {many / 1e6:.1f} MB. Yield each record once its row is read"
            )

    def test_the_same_file_again_adds_nothing(
        self, connector: Connector, tmp_path: Path, workspace: Workspaces
    ) -> None:
        """Importing a file twice leaves the workspace as it was after the first time."""
        desk = workspace(*self.plugins())
        self.prepare(desk)
        paths = written(tmp_path, self.samples)
        import_files(desk, connector, paths, self.options)
        again = import_files(desk, connector, paths, self.options)
        problems = [
            f"{what}: {counted['new']} new, {counted['changed']} changed the second time"
            for what, counted in again.counts().items()
            if counted["new"] or counted["changed"]
        ]
        complain(f"{connector.name}: the same file again is not the same; is a record's key its own?", problems)

    def test_a_dry_run_writes_nothing(self, connector: Connector, tmp_path: Path, workspace: Workspaces) -> None:
        """A dry run leaves the workspace as it was."""
        desk = workspace(*self.plugins())
        self.prepare(desk)
        before = image_of(desk)
        report = import_files(desk, connector, written(tmp_path, self.samples), self.options, dry_run=True)
        complain(f"a dry run of {connector.name} wrote", differences(before, image_of(desk)))
        if not any(counted["new"] or counted["same"] for counted in report.counts().values()):
            told = "; ".join(line for file in report.files for line in file.sentences)
            refuse(f"a dry run of {connector.name} takes nothing of its own samples: {told}")

    def test_it_opens_nothing_itself(self, connector: Connector, tmp_path: Path) -> None:
        """Sniffing and reading use no network, start no program, and write no file."""
        for path in written(tmp_path, self.samples):
            with watched() as tried:
                self._sniffed(connector, path)
                try:
                    for _ in connector.read(source_of(path, self.options)):
                        pass
                except Exception as error:  # noqa: BLE001 - what it did before is what counts here
                    complain(f"{connector.name} does what it may not while it reads: {said(error)}", sorted(set(tried)))
            complain(f"{connector.name} does what it may not while it reads", sorted(set(tried)))

    def test_broken_files_never_raise(self, connector: Connector, tmp_path: Path) -> None:
        """Whatever is wrong with a file is a reject or a BadFile in words, never an exception of Python's."""
        problems = []
        for name, content in self.samples.items():
            for fault, data in broken(content).items():
                [path] = written(tmp_path, {name: data})
                try:
                    self._sniffed(connector, path)
                    for item in read_file(connector, path, self.options):
                        problems += [f"{name}, {fault}: {words}" for words in _faults(item)]
                except InflucoreError:
                    continue
                except Exception as error:  # noqa: BLE001 - told with its line
                    problems.append(f"{name}, {fault}: {said(error)}")
        complain(f"{connector.name} breaks down on broken files", problems)

    def _sniffed(self, connector: Connector, path: Path) -> Match | None:
        sample = sampled(path)
        try:
            match = connector.sniff(sample) if sample is not None else None
        except Exception as error:  # noqa: BLE001 - told with its line
            refuse(f"sniff of {connector.name} fails on {path.name}: {said(error)}")
        if match is not None and not (isinstance(match, Match) and 0 <= match.sure <= 100):
            refuse(f"sniff of {connector.name} gave {match!r:.80} for {path.name}; expected a Match of 0-100, or None")
        return match

    def _read(self, connector: Connector, path: Path) -> Iterator[Any]:
        try:
            yield from read_file(connector, path, self.options)
        except Exception as error:  # noqa: BLE001 - told with its line
            refuse(f"{connector.name} fails while it reads {path.name}: {said(error)}")

    def _peak(self, connector: Connector, path: Path) -> float:
        """Give the most memory that was in use while the file was read, in bytes."""
        tracemalloc.start()
        try:
            for _ in self._read(connector, path):
                pass
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()


def _how_many(items: Any) -> int:
    """Count records; a chunk of an audience counts its pairs."""
    count = 0
    for item in items:
        if isinstance(item, AudienceChunk):
            count += len(item.viewers)
        elif not isinstance(item, Reject | Note):
            count += 1
    return count


def _faults(item: Any) -> Iterator[str]:
    if isinstance(item, Reject) and item.line < 1:
        yield f"a reject stands in line {item.line}; expected the line of the file, from 1 on"
    if isinstance(item, PostRecord):
        if not item.key.strip():
            yield f"line {item.line}: a post without a key; expected one that stays the same in the next export"
        for name in ("posted", "counted"):
            moment = getattr(item, name)
            if moment is not None and moment.tzinfo is None:
                yield f"line {item.line}: {name} {moment} has no time zone"
        if not (item.handle or (item.namespace and item.account)):
            yield f"line {item.line}: a post of nobody; expected a handle, or a namespace and an account"
    if isinstance(item, AudienceChunk) and len(item.accounts) != len(item.viewers):
        yield f"line {item.line}: {len(item.accounts)} accounts and {len(item.viewers)} viewers; expected pairs"
    if isinstance(item, CreatorRecord | PostRecord) and item.line < 1:
        yield f"a {type(item).__name__} has no line; expected the line of the file, from 1 on"
    if not isinstance(item, Reject | Note | CreatorRecord | PostRecord | AudienceChunk) and item is None:
        yield "it yields None; expected a record, a Reject or a Note"
