"""The import: find, decode, sniff, read, keep. Each file lands in one transaction, or not at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from influcore.contributions import Connector, Write
from influcore.errors import BadFile, InflucoreError, InvalidInput

from .choosing import Choice, choose, connector_named
from .decoding import check_encoding
from .finding import Given, found_files, platform_hint
from .keeping import keep
from .mapping import check_fields, locale_options, renamed
from .options import FileReport, ImportOptions, ImportReport, Progress, Step
from .rejects import Rejects, Writer, reject_writer
from .sampling import take_sample
from .source import FileSource

if TYPE_CHECKING:
    from influcore.services.desk import Desk

ORDER = ("influencers", "posts", "audiences", "orders", "clicks")


@frozen(kw_only=True)
class Job:
    """A file with the connector that reads it."""

    given: Given
    choice: Choice
    encoding: str
    size: int

    @property
    def connector(self) -> Connector:
        return self.choice.connector


def run(
    desk: Desk, paths: Sequence[Path | str], options: ImportOptions, progress: Progress | None = None
) -> ImportReport:
    """Import files and the data files of folders: accounts first, then posts, then audiences, whatever the order given.

    Every file is recognised before any is written. Each lands in a transaction of its own. Errors: BadFile,
    InvalidInput, Refused; what had landed before is named in the hint.
    """
    if options.encoding:
        check_encoding(options.encoding)
    with found_files(paths, _decimal(options)) as found, reject_writer(options.rejects_to) as writer:
        jobs, unknown = _jobs(found.files, options, desk.host.connectors())
        _check_options(options, jobs)
        reports: list[FileReport] = []
        with ExitStack() as stack:
            dry = stack.enter_context(desk.write("import", keep=False)) if options.dry_run else None
            for job in jobs:
                try:
                    reports.append(_import_one(desk, job, options, writer, dry, progress))
                except InflucoreError as error:
                    raise _with_what_landed(error, reports, options) from error
    return ImportReport(files=tuple(reports), dry_run=options.dry_run, left_out=(*found.left_out, *unknown))


def _jobs(
    files: Sequence[Given], options: ImportOptions, connectors: Sequence[Connector]
) -> tuple[list[Job], list[tuple[str, str]]]:
    """Recognise every file. A folder's file that nobody knows is left out, as long as there is another."""
    jobs: list[Job] = []
    unknown: list[tuple[str, str]] = []
    fault: BadFile | None = None
    for given in files:
        try:
            jobs.append(_job(given, options, connectors))
        except BadFile as error:
            if not given.in_folder:
                raise
            fault = error
            unknown.append((given.name, error.message))
    if fault is not None and not jobs:
        raise fault
    return sorted(jobs, key=lambda job: _rank(job.connector)), unknown


def _job(given: Given, options: ImportOptions, connectors: Sequence[Connector]) -> Job:
    sampled = take_sample(given.path, given.name, options.encoding)
    sample = evolve(sampled.sample, header=tuple(renamed(sampled.sample.header, options.mapping, given.name)))
    if options.connector:
        choice = Choice(connector_named(options.connector, connectors), "as told")
    else:
        choice = choose(sample, connectors)
    check_fields(choice.connector, options.mapping)
    return Job(given=given, choice=choice, encoding=sampled.encoding, size=sample.size)


def _rank(connector: Connector) -> int:
    return min((ORDER.index(what) for what in connector.gives if what in ORDER), default=len(ORDER))


def _check_options(options: ImportOptions, jobs: Sequence[Job]) -> None:
    """Refuse an option that no chosen connector knows."""
    known = {name for job in jobs for name in job.connector.options}
    strange = [(name, "no connector of these files knows it") for name in options.options if name not in known]
    if strange:
        raise InvalidInput(
            "strange --option", problems=strange, hint=f"known are: {', '.join(sorted(known)) or 'none'}"
        )


def _import_one(
    desk: Desk, job: Job, options: ImportOptions, writer: Writer | None, dry: Write | None, progress: Progress | None
) -> FileReport:
    rejects = Rejects(job.given.name, writer)
    with ExitStack() as stack:
        write = dry if dry is not None else stack.enter_context(desk.write("import"))
        source = _source(job, options, write, progress)
        report = keep(job.connector, source, write, desk.host.sinks(), rejects)
        if any(t.new or t.changed for t in report.taken):
            counts = ", ".join(f"{t.new + t.changed:,} {t.what}" for t in report.taken)
            write.note(f"imported {job.given.name}: {counts}", file=job.given.name, connector=job.connector.name)
    warnings = job.choice.warnings
    if options.mapping and not source.mapped:
        warnings += (f"{job.connector.name} reads no columns by name: the mapping was not used",)
    return evolve(report, why=job.choice.why, warnings=warnings)


def _source(job: Job, options: ImportOptions, write: Write, progress: Progress | None) -> FileSource:
    as_of: dt.datetime = options.as_of or write.now
    told = _told(options)
    wanted = {k: v for k, v in told.items() if k in job.connector.options}
    source = FileSource(
        path=job.given.path, name=job.given.name, as_of=as_of, dated=options.as_of is not None, options=wanted,
        hints=platform_hint(job.given.origin or job.given.path, write.platforms), mapping=options.mapping,
        encoding=job.encoding,
    )  # fmt: skip
    if progress is not None:
        tell = progress
        source.advance = lambda done: tell(Step(file=job.given.name, done=done, total=job.size))
    return source


def _told(options: ImportOptions) -> dict[str, str]:
    return (locale_options(options.locale) if options.locale else {}) | dict(options.options)


def _decimal(options: ImportOptions) -> str:
    return _told(options).get("decimal", "")


def _with_what_landed(error: InflucoreError, reports: Sequence[FileReport], options: ImportOptions) -> InflucoreError:
    """Add to a fault which files were imported before it."""
    if reports and not options.dry_run:
        landed = f"imported before it: {', '.join(r.file for r in reports)}"
        error.hint = f"{error.hint}; {landed}" if error.hint else landed
    return error


def iter_sentences(report: ImportReport) -> Iterator[str]:
    """Say what became of an import, for people."""
    if report.dry_run:
        yield "dry run: nothing was kept"
    for file in report.files:
        yield from file.sentences
    for name, reason in report.left_out:
        yield f"left out {name}: {reason}"
