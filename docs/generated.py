"""The parts of the docs that the program writes itself: cog puts them in place, CI compares them.

Only what ships with influcore is described: the core and the plugins of its tree, with nobody's settings.
"""

from __future__ import annotations

import importlib
import inspect
import os
import re
import tempfile
import typing
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import attrs
import click

from influcore.cli.root import FAMILIES, SECTIONS, VERBS, root
from influcore.cli.start import Start
from influcore.hookspecs import SPECS
from influcore.host import Host, HostOptions
from influcore.host.kinds import kind_named

SHIPPED = ("core", "tree")
CHOOSES_ROWS = ("part", "sort", "descending", "match", "limit", "as_csv")
PROTOCOLS = ("Read", "Session", "Write")
CONTRACTS = ("Kpi", "Connector", "Model", "Panel", "Action", "Tables")
CLASSES = {
    "Numbers": ("Metric", "Kpi", "KpiContext", "ForecastModel", "Ask", "Creator", "History", "Draws", "Audience",
                "ReachAnswer"),
    "Data coming in": ("Connector", "Sample", "Match", "CreatorRecord", "PostRecord", "AudienceChunk", "Reject", "Note",
                       "Sink"),
    "Something to look at": ("Panel", "Table", "Column", "Matrix", "Chart", "Series", "Calendar", "CalendarItem",
                             "Cards", "Card", "Board", "Timeline", "Compare", "Document", "Stack", "Screen"),
    "Something to do": ("Action", "Plan", "Outcome"),
    "Findings, values, tables, settings, pages": ("Check", "Finding", "Field", "Tables", "TableSpec", "Settings",
                                                  "Route", "Request", "Reply"),
}  # fmt: skip


@lru_cache(maxsize=1)
def _start() -> Start:
    """Load what ships, without the settings, caches and variables of whoever builds the docs."""
    with tempfile.TemporaryDirectory() as empty:
        kept = {name: value for name, value in os.environ.items() if name.startswith("INFLUCORE_")}
        for name in kept:
            del os.environ[name]
        os.environ["INFLUCORE_CONFIG_DIR"] = empty
        try:
            every = Host.load(HostOptions(cache_dir="", fresh=True))
            strangers = tuple(plugin.name for plugin in every.plugins() if plugin.source not in SHIPPED)
            host = Host.load(HostOptions(cache_dir="", fresh=True, blocked=strangers, strict=True))
        finally:
            del os.environ["INFLUCORE_CONFIG_DIR"]
            os.environ.update(kept)
    start = Start({})
    start._host = host
    return start


def plugins() -> str:
    """List the plugins that ship, and what each brings."""
    rows = []
    for plugin in _start().host.plugins():
        brings = (f"{n} {kind_named(kind).one if n == 1 else kind}" for kind, n in plugin.contributions.items())
        rows.append((f"`{plugin.name}`", plugin.help, ", ".join(brings)))
    return _table(("Plugin", "What it is for", "It brings"), rows)


def commands() -> str:
    """Describe every command: its usage, its help, its arguments and options."""
    start = _start()
    context = click.Context(root, info_name="influcore", obj=start)
    lines = ["## Options of every command", "", *_options(context), ""]
    words = {name: section for name, (_, section, _) in VERBS.items()}
    families = [name for name in root.list_commands(context) if name not in VERBS]
    own = {plugin.name for plugin in start.host.plugins()}
    for section in SECTIONS:
        names = [name for name in VERBS if words[name] == section]
        names += [name for name in families if section == ("Plugins" if name in own else "Campaigns")]
        if names:
            lines += [f"## {section}", ""]
        for name in names:
            found = root.get_command(context, name)
            assert found is not None
            lines += _command(click.Context(found, info_name=name, parent=context))
    return "\n".join(lines).rstrip()


def _command(context: click.Context) -> Iterator[str]:
    found = context.command
    yield f"### `{context.command_path}`"
    yield ""
    if not isinstance(found, click.Group):
        yield from _details(context)
        return
    name = found.name or ""
    helps = {plugin.name: plugin.help for plugin in _start().host.plugins()}
    yield helps.get(name) or FAMILIES.get(name) or found.help or ""
    yield ""
    if lines := _options(context):
        yield from (*lines, "")
    for verb in found.list_commands(context):
        inner = found.get_command(context, verb)
        assert inner is not None
        below = click.Context(inner, info_name=verb, parent=context)
        yield f"#### `{below.command_path}`"
        yield ""
        yield from _details(below)


def _details(context: click.Context) -> Iterator[str]:
    yield inspect.cleandoc(context.command.help or "")
    yield ""
    yield f"    {' '.join([context.command_path, *context.command.collect_usage_pieces(context)])}"
    yield ""
    lines = _options(context)
    if lines:
        yield from lines
        yield ""


def _options(context: click.Context) -> list[str]:
    """Make a table of a command's arguments and options; those that choose rows are told of once, in the text."""
    rows, chooses = [], False
    for param in context.command.get_params(context):
        if "--help" in param.opts or getattr(param, "hidden", False):
            continue
        if param.name in CHOOSES_ROWS:
            chooses = True
            continue
        record = param.get_help_record(context)
        if record is not None:
            rows.append((f"`{' '.join(record[0].split())}`", " ".join(record[1].split())))
    lines = _table(("", ""), rows).splitlines() if rows else []
    return [*lines, *(["", "It [chooses rows](#choosing-rows)."] if chooses else [])]


def metrics() -> str:
    """List what can be counted."""
    adds = {"sum": "summed", "people": "never summed; estimated together", "mean": "averaged", "last": "the newest"}
    rows = [(f"`{m.name}`", m.title, m.unit, adds[m.add], m.source) for m in _start().host.metrics()]
    return _table(("Metric", "Title", "Unit", "In a total it is", "Source"), rows)


def kpis() -> str:
    """List what is worked out from it."""
    host = _start().host
    each = {"piece": "worked out for each piece, then summed", "total": "worked out on sums",
            "creator": "of a profile alone; never summed"}  # fmt: skip
    rows = [
        (f"`{k.name}`", k.title, k.text, k.unit, k.basis or "–", each[k.of], k.source, host.owner("kpi", k.name))
        for k in host.kpis()
    ]
    return _table(("KPI", "Title", "Formula", "Unit", "Basis", "Total", "Source", "Plugin"), rows)


def creator_quantities() -> str:
    """List what a KPI of a creator alone may need."""
    from influcore.services.creator_kpis import quantities

    rows = [(f"`{q.name}`", q.unit, q.source.removeprefix("influcore: ")) for q in quantities()]
    return _table(("Quantity", "Unit", "What it is"), rows)


def kpi_sets() -> str:
    """List which figures a plan shows, from the dated file."""
    from influcore.services.kpi_sets import kpi_sets as read

    file = read()
    rows = [("every plan", ", ".join(f"`{name}`" for name in file["always"]))]
    for part in ("objective", "platform"):
        for key, names in file[part].items():
            rows.append((f"{part} {key}", ", ".join(f"`{name}`" for name in names)))
    return _table((f"As of {file['as_of']}", "Figures"), rows)


def connectors() -> str:
    """List the files that can be read."""
    host = _start().host
    rows = [(f"`{c.name}`", c.title, ", ".join(c.gives), _plain(c.help)) for c in host.connectors()]
    return _table(("Connector", "File", "It gives", "What it is"), rows)


def checks() -> str:
    """List what is looked after."""
    rows = [(f"`{c.name}`", _plain(c.help)) for c in _start().host.checks()]
    return _table(("Check", "What it finds"), rows)


def hooks() -> str:
    """Describe every hook from its docstring."""
    lines: list[str] = []
    for spec in sorted(SPECS, key=lambda spec: int(spec.__code__.co_firstlineno)):
        arguments = ", ".join(str(value).replace("'", "") for value in inspect.signature(spec).parameters.values())
        answer = str(inspect.signature(spec).return_annotation).strip("'")
        lines += [f"## `{spec.__name__}`", "", "```python", f"def {spec.__name__}({arguments}) -> {answer}", "```", ""]
        lines += [*_labelled(inspect.getdoc(spec) or ""), ""]
    return "\n".join(lines).rstrip()


def _labelled(text: str) -> Iterator[str]:
    """Make a list of a docstring's labels and parameters; what stands before them stays text."""
    for line in text.splitlines():
        label = re.match(r"(Called|Order|Errors|Since): (.*)", line)
        param = re.match(r":param (\w+): (.*)", line)
        answer = re.match(r":returns: (.*)", line)
        if label:
            yield f"* **{label[1]}**: {_plain(label[2])}"
        elif param:
            yield f"* `{param[1]}`: {_plain(param[2])}"
        elif answer:
            yield f"* **Returns** {_plain(answer[1])}"
        else:
            yield _plain(line)


def contributions() -> str:
    """Describe every class that a plugin hands over or is handed, field by field."""
    lines: list[str] = []
    for title, names in CLASSES.items():
        lines += [f"## {title}", ""]
        for name in names:
            lines += [*_class(name), ""]
    lines += ["## What a plugin may do with the workspace", ""]
    for name in PROTOCOLS:
        lines += [*_protocol(name), ""]
    return "\n".join(lines).rstrip()


def _class(name: str) -> Iterator[str]:
    cls = _named(name)
    yield f"### `{name}`"
    yield ""
    yield _plain(inspect.getdoc(cls) or "")
    yield ""
    rows = [(f"`{field.name}`", f"`{_type(field.type)}`", _default(field)) for field in attrs.fields(cls)]
    yield _table(("Field", "Type", "Default"), rows)


def _protocol(name: str) -> Iterator[str]:
    cls = _named(name)
    yield f"### `{name}`"
    yield ""
    yield _plain(inspect.getdoc(cls) or "")
    yield ""
    rows = []
    for key, member in vars(cls).items():
        function = member.fget if isinstance(member, property) else member
        if key.startswith("_") or not inspect.isfunction(function):
            continue
        arguments = str(inspect.signature(function)).replace("(self, ", "(").replace("(self)", "()").replace("'", "")
        told = key if isinstance(member, property) else f"{key}{arguments.partition(' -> ')[0]}"
        rows.append((f"`{told}`", _plain(inspect.getdoc(function) or "")))
    yield _table(("", ""), rows)


def _named(name: str) -> Any:
    found = getattr(importlib.import_module("influcore"), name, None)
    return found if inspect.isclass(found) else getattr(importlib.import_module("influcore.contributions"), name)


def _type(kind: object) -> str:
    text = kind if isinstance(kind, str) else getattr(kind, "__name__", str(kind))
    if not isinstance(kind, str | type) or typing.get_origin(kind) is not None:
        text = str(kind)
    return re.sub(r"\b(?:[a-z_]\w*\.)+(?=[A-Z])|\bdt\.", "", text)


def _default(field: attrs.Attribute[Any]) -> str:
    if field.default is attrs.NOTHING:
        return "required"
    if isinstance(field.default, attrs.Factory):  # type: ignore[arg-type]
        return "empty"
    return f"`{field.default!r}`" if field.default != frozenset() else "empty"


def settings() -> str:
    """List what users may set, by section."""
    lines: list[str] = []
    for section in (_start().host.section("plugins"), *_start().host.settings()):
        lines += [f"### `[{section.name}]`", "", _plain(section.help), ""]
        rows = []
        for field in attrs.fields(section.form):
            told = field.metadata["influcore"]["help"] + (
                " Not in a project's file." * (field.name in section.personal)
            )
            rows.append((f"`{section.name}.{field.name}`", f"`{_type(field.type)}`", _default(field), _plain(told)))
        lines += [_table(("Setting", "Type", "Default", "What it does"), rows), ""]
    return "\n".join(lines).rstrip()


def contracts() -> str:
    """Describe each contract of the test kit: what to give, and each of its tests."""
    from influcore import testing

    lines = []
    for name in CONTRACTS:
        contract = getattr(testing, f"{name}Contract")
        lines += [f"### `{contract.__name__}`", "", _plain(inspect.getdoc(contract) or ""), ""]
        tests = {test: inspect.getdoc(getattr(contract, test)) or "" for test in vars(contract) if test[:5] == "test_"}
        lines += [
            _table(("Test", "What it holds a plugin to"), [(f"`{t}`", _plain(told)) for t, told in tests.items()]),
            "",
        ]
    return "\n".join(lines).rstrip()


def exit_codes() -> str:
    """List the exit codes, as the errors module has them."""
    from influcore import errors

    rows = [
        ("0", "done; also where whoever reads the output closed the pipe"),
        (str(errors.FAILED), "failed, or refused with a reason"),
        (str(errors.USAGE), "the command line, a form or a settings file does not fit"),
        (str(errors.BUSY), "somebody else holds or changed the workspace: try again"),
        (str(errors.REJECTS), "the file went in, but some of its rows did not"),
        (str(errors.PLUGIN), "a plugin broke its contract"),
        (str(errors.INTERRUPTED), "interrupted"),
    ]
    return _table(("Code", "Meaning"), rows)


def _plain(text: str) -> str:
    """Turn reStructuredText's double backticks into Markdown's single ones, and paragraphs into lines of their own."""
    paragraphs = [" ".join(part.split()) for part in text.replace("``", "`").split("\n\n")]
    return "\n\n".join(paragraphs)


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Write a Markdown table; a bar or a line break in a cell would end it."""
    lines = [" | ".join(head), " | ".join("---" for _ in head)]
    for row in rows:
        cells = (" ".join(str(cell).split()).replace("|", "\\|") for cell in row)
        lines.append(" | ".join(cells))
    return "\n".join(f"| {line} |" for line in lines)
