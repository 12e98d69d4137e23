"""What all contracts share: which contributions they look at, and failures worded for the plugin's author."""

from __future__ import annotations

import linecache
from collections.abc import Iterable
from pathlib import PurePath
from types import TracebackType
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn

import pytest

from .hosts import Plugin, host_with, named

if TYPE_CHECKING:
    from influcore.host import Host

_OURS = ("influcore/testing/", "influcore/measures/", "site-packages/numpy/", "site-packages/attr", "<")


class Contract:
    """Look at one contribution, or at all of a kind that a plugin offers.

    Give ``plugin``: a module with hooks, an object with hooks, or the name of an installed plugin; every contribution
    of this kind is then looked at. Or give one by its kind (``kpi = MINE``) or several (``kpis = (A, B)``).
    ``with_plugins`` are others that it needs.
    """

    kind: ClassVar[str] = ""
    plugin: ClassVar[Plugin] = None
    with_plugins: ClassVar[tuple[Plugin, ...]] = ()

    def pytest_generate_tests(self, metafunc: pytest.Metafunc) -> None:
        """Run each test once for each contribution."""
        if self.kind in metafunc.fixturenames:
            things = self.things()
            metafunc.parametrize(self.kind, things, ids=[str(getattr(thing, "name", self.kind)) for thing in things])

    def things(self) -> tuple[Any, ...]:
        """Give the contributions to look at. Errors: UsageError where none is given."""
        one, many = getattr(self, self.kind, None), getattr(self, f"{self.kind}s", None)
        if one is not None:
            return (one,)
        found = tuple(many) if many is not None else self.offered()
        if not found:
            raise pytest.UsageError(
                f"{type(self).__name__}: there is no {self.kind} to look at; set `{self.kind}`, or `plugin` to the "
                f"module of a plugin that offers one"
            )
        return found

    def offered(self) -> tuple[Any, ...]:
        """Give everything of this kind that the plugin offers."""
        if self.plugin is None:
            return ()
        host, owner = self.host(), named(self.plugin)[0]
        every = getattr(host, f"{self.kind}s")()
        return tuple(item for item in every if host.owner(self.kind, item.name) == owner)

    def plugins(self) -> tuple[Plugin, ...]:
        """Give the plugins that the tests work with: the others first, then the one looked at."""
        return (*self.with_plugins, *(() if self.plugin is None else (self.plugin,)))

    def host(self) -> Host:
        """Give a host with these plugins."""
        return host_with(*self.plugins())


def complain(what: str, problems: Iterable[str] | str = ()) -> None:
    """Fail if there are problems, with all of them, and without a traceback of the kit's own code."""
    told = [problems] if isinstance(problems, str) else list(problems)
    if told:
        refuse(f"{what}:\n" + "\n".join(f"  - {line}" for line in told[:20]))


def refuse(text: str) -> NoReturn:
    """Fail with this text alone."""
    raise pytest.fail.Exception(text, pytrace=False) from None


def said(error: BaseException) -> str:
    """Name an error, and the line of the plugin that raised it."""
    text = f"{type(error).__name__}: {error}".strip().rstrip(":")
    place = line_of(error)
    return f"{text}\n      at {place}" if place else text


def line_of(error: BaseException) -> str:
    """Find the innermost line of code that is neither the kit's nor a library's: ``talk.py:12: return a / b``."""
    place, trace = "", error.__traceback__
    while trace is not None:
        place = _place(trace) or place
        trace = trace.tb_next
    return place


def _place(trace: TracebackType) -> str:
    file = PurePath(trace.tb_frame.f_code.co_filename).as_posix()
    if file.startswith("<") or any(part in file for part in _OURS):
        return ""
    source = linecache.getline(trace.tb_frame.f_code.co_filename, trace.tb_lineno).strip()
    return f"{'/'.join(PurePath(file).parts[-2:])}:{trace.tb_lineno}: {source}"
