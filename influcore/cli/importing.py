"""``import``: other people's files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from .command import command, json_option
from .start import Start

if TYPE_CHECKING:
    import datetime as dt

    from influcore.services.importing import ImportOptions, ImportReport


_EXAMPLES = {"--option": "platform=x", "--map": "Konto=handle"}


def _connectors(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    from .start import start_of

    names = [connector.name for connector in start_of(context).host.catalogue.connectors]
    return [name for name in names if name.startswith(incomplete)]


@command(
    "import",
    click.Argument(
        ["files"], nargs=-1, required=True, metavar="FILE...", type=click.Path(allow_dash=True),
        help="Files or folders; - is standard input.",
    ),
    click.Option(["--connector"], metavar="NAME", help="How to read them, instead of looking.",
                 shell_complete=_connectors),
    click.Option(["--option", "options"], metavar="K=V", multiple=True, help="Something the connector wants to know."),
    click.Option(["--map", "columns"], metavar="COLUMN=FIELD", multiple=True,
                 help="What a column is, by its name or place. [as in Konto=handle, or #3=followers]"),
    click.Option(["--mapping"], metavar="NAME", help="Read it as kept under this name."),
    click.Option(["--save-mapping"], metavar="NAME", help="Keep --map, --option and --connector under a name."),
    click.Option(["--locale"], metavar="NAME", help="How it writes numbers and dates. [as in de, or en-US]"),
    click.Option(["--as-of"], metavar="DAY", help="The day the numbers are of; now, if left out. [as in 2026-06-30]"),
    click.Option(["--encoding"], metavar="NAME", help="The files' encoding, where it is not UTF-8. [as in cp1252]"),
    click.Option(["--rejects"], metavar="FILE", help="Write the rows that can not be used to a CSV file."),
    click.Option(["--dry-run"], is_flag=True, help="Do all of it, say what it did, and keep nothing."),
    json_option(),
)  # fmt: skip
def _import(
    start: Start,
    files: Sequence[str],
    connector: str | None,
    options: Sequence[str],
    columns: Sequence[str],
    mapping: str | None,
    save_mapping: str | None,
    locale: str | None,
    as_of: str | None,
    encoding: str | None,
    rejects: str | None,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Read files of creators, posts and audiences. Each lands whole, or not at all.

    A row that can not be used is rejected with its line and reason, and the rest goes in: exit code 4.
    """
    from pathlib import Path

    from influcore.services.importing import ImportOptions, save_layout, with_layout

    told = ImportOptions(
        connector=connector or "",
        encoding=encoding or "",
        as_of=_moment(as_of),
        options=_pairs(options),
        mapping=_pairs(columns, "--map"),
        locale=locale or "",
        dry_run=dry_run,
        rejects_to=Path(rejects) if rejects else None,
    )
    told = with_layout(start.desk, mapping, told) if mapping else told
    report = _run(start, files, told, as_json=as_json)
    if save_mapping and not dry_run:
        from .say import say

        say(save_layout(start.desk, save_mapping, told, report.files[0].connector))
    return report.exit_code


def _run(start: Start, files: Sequence[str], options: ImportOptions, *, as_json: bool) -> ImportReport:
    """Import, and say what became of it."""
    from influcore.services.importing import Step, iter_sentences, run

    from .progress import Bar
    from .say import emit, emit_json, say

    bar = Bar()

    def show(step: Step) -> None:
        bar(step.file, step.done, step.total)

    try:
        report = run(start.desk, files, options, show)
    finally:
        bar.close()
    if as_json:
        emit_json(report.as_json())
    else:
        for sentence in iter_sentences(report):
            (say if sentence.startswith("warning:") else emit)(sentence)
    if report.rejected:
        where = f" in {options.rejects_to}" if options.rejects_to else "; --rejects FILE keeps them"
        rows = "row" if report.rejected == 1 else "rows"
        say(f"warning: {report.rejected:,} {rows} rejected{where}")
    return report


def _pairs(options: Sequence[str], flag: str = "--option") -> dict[str, str]:
    from influcore.errors import InvalidInput

    pairs = {}
    for option in options:
        name, sign, value = option.rpartition("=") if flag == "--map" else option.partition("=")
        if not sign or not name.strip():
            raise InvalidInput(
                f"{flag} “{option}” is not of the form name=value", hint=f"as in {flag} {_EXAMPLES[flag]}"
            )
        pairs[name.strip()] = value.strip()
    return pairs


def _moment(text: str | None) -> dt.datetime | None:
    """Read a day (its end, in UTC) or a time. Errors: InvalidInput."""
    if not text:
        return None
    import datetime as dt

    from influcore.contributions.texts import parse_text
    from influcore.errors import InvalidInput

    try:
        if len(text.strip()) == len("2026-06-30"):
            return dt.datetime.combine(parse_text("date", text), dt.time(12), dt.UTC)
        moment: dt.datetime = parse_text("datetime", text)
    except ValueError as error:
        raise InvalidInput(f"--as-of: {error}") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


COMMANDS = {"import": _import}
