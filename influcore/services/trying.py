"""Try the KPIs of a file on a campaign without installing it: read it, work it out, and say what is wrong with it."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from influcore.entities import Campaign
from influcore.errors import BadFile

from .explain import Explanation, explain

if TYPE_CHECKING:
    from influcore.host import Host, HostOptions

    from .desk import Desk

Stamp = tuple[tuple[str, int, int], ...]


@frozen(kw_only=True)
class Tried:
    """What became of one try: the KPIs explained with the campaign's numbers, or why the file can not be used."""

    plugin: str
    kpis: tuple[Explanation, ...] = ()
    error: str = ""


def plugin_file(path: Path) -> tuple[str, Path]:
    """Give the plugin's name and the file to import. Errors: BadFile for what is no plugin of Python."""
    file = path / "__init__.py" if path.is_dir() else path
    if file.suffix != ".py" or not file.is_file():
        raise BadFile(f"{path} is no Python file, nor a package's folder", hint="as in kpi.py or influcore_my_kpi/")
    module = path.resolve().name if path.is_dir() else path.stem
    return module.removeprefix("influcore_"), file.resolve()


def stamp(path: Path) -> Stamp:
    """Say in what state the file or the package's files are; () while an editor is replacing it."""
    files = sorted(path.rglob("*.py")) if path.is_dir() else [path]
    found = []
    for file in files:
        try:
            stat = file.stat()
        except OSError:
            continue
        found.append((str(file), stat.st_mtime_ns, stat.st_size))
    return tuple(found)


def try_kpis(desk: Desk, options: HostOptions, path: Path, campaign: str) -> Tried:
    """Work out every KPI that a file offers. An installed plugin of that name stands back; nothing is written.

    Errors: BadFile; UnknownId for the campaign. What is wrong with the file is in the answer.
    """
    from .desk import Desk as AnyDesk

    desk.session().get(Campaign, campaign)
    name, file = plugin_file(path)
    host, error = _admitted(desk.host, options, name, file, is_package=path.is_dir())
    if error:
        return Tried(plugin=name, error=error)
    listed = [*host.catalogue.metrics, *host.catalogue.kpis]
    mine = [line.name for line in listed if line.plugin == name]
    if not mine:
        return Tried(plugin=name, error=f"{path.name} offers no KPI: is there an influcore_register_kpis?")
    other = AnyDesk(desk.workspace.path, host, clock=desk.clock)  # without Desk.open: a try migrates nothing
    try:
        session = other.session()
        return Tried(plugin=name, kpis=tuple(explain(session, kpi, campaign) for kpi in mine))
    finally:
        other.close()


def _admitted(host: Host, options: HostOptions, name: str, file: Path, *, is_package: bool) -> tuple[Host, str]:
    """Give a host of its own with the plugin let in, or what is wrong with it."""
    from influcore.host import Host as AnyHost, PluginInfo
    from influcore.host.bring import bring

    if any(plugin.name == name and plugin.source in ("core", "tree") for plugin in host.plugins()):
        return host, f"the name “{name}” belongs to influcore itself; rename the file"
    known = any(plugin.name == name for plugin in host.plugins())
    fresh = AnyHost.load(options._replace(blocked=(*options.blocked, *((name,) if known else ())), strict=False))
    module = file.parent.name if is_package else file.stem
    try:
        with _no_bytecode():
            found = bring(PluginInfo(name=name, module=module, path=str(file), source="folder"))
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - a file half written may raise anything, SystemExit too
        return fresh, _told(error, file.parent if is_package else file)
    before = len(fresh.failures)
    fresh.admit(found, name)
    mine = [failure for failure in fresh.failures[before:] if failure.plugin == name]
    return fresh, "; ".join(f"{failure.stage}: {failure.reason}" for failure in mine)


@contextmanager
def _no_bytecode() -> Iterator[None]:
    """Compile anew: a file saved twice in one second is told apart by its time alone, in whole seconds."""
    former, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    importlib.invalidate_caches()
    try:
        yield
    finally:
        sys.dont_write_bytecode = former


def _told(error: BaseException, place: Path) -> str:
    """Say what was raised, and at which line of the plugin's own files."""
    from influcore.host.blame import reason_of

    if isinstance(error, SyntaxError) and error.filename:
        return f"{type(error).__name__}: {error.msg} (at {Path(error.filename).name}:{error.lineno})"
    line, trace = "", error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.startswith(str(place)):
            line = f" (at {Path(file).name}:{trace.tb_lineno})"
        trace = trace.tb_next
    return f"{type(error).__name__}: {error}{line}" if line else reason_of(error)
