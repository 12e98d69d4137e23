"""A machine of its own for each test: folders of the user, and a place where strangers install plugins."""

from __future__ import annotations

import os
import sys
from importlib.metadata import entry_points
from pathlib import Path
from textwrap import dedent

import pytest

from influcore.host import Host, HostOptions

GOOD = '''
"""Say hello."""
from influcore import Check, hookimpl

@hookimpl
def influcore_register_checks():
    return [Check(name="{name}.hello", help="Says hello.", run=lambda session, ids: [])]
'''


class Site:
    """A folder on ``sys.path`` into which distributions can be installed."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def module(self, module: str, code: str) -> Path:
        file = self.path / f"{module}.py"
        file.write_text(dedent(code))
        return file

    def install(self, name: str, code: str, *, module: str = "", dist: str = "", version: str = "1.0") -> Path:
        """Install a distribution of one module with one plugin; gives the module's file."""
        module = module or f"stranger_{name}"
        self.metadata(dist or f"vendor-{name}", f"{name} = {module}", version=version)
        return self.module(module, code)

    def metadata(self, dist: str, *entries: str, version: str = "1.0") -> Path:
        info = self.path / f"{dist.replace('-', '_')}-{version}.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {dist}\nVersion: {version}\n")
        (info / "entry_points.txt").write_text("\n".join(["[influcore]", *entries, ""]))
        return info


@pytest.fixture(autouse=True)
def _own_folders(tmp_path, monkeypatch):
    for use in ("CACHE", "CONFIG", "DATA"):
        monkeypatch.setenv(f"INFLUCORE_{use}_DIR", str(tmp_path / use.lower()))
    for variable in ("INFLUCORE_PLUGINS_DIR", "INFLUCORE_BLOCK", "INFLUCORE_NO_PLUGINS"):
        monkeypatch.delenv(variable, raising=False)


@pytest.fixture
def site(tmp_path, monkeypatch):
    path = tmp_path / "site"
    path.mkdir()
    monkeypatch.setattr(sys, "path", [*sys.path, str(path)])
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    before = set(sys.modules)
    yield Site(path)
    for name in set(sys.modules) - before:
        if (getattr(sys.modules[name], "__file__", None) or "").startswith(str(tmp_path)):
            del sys.modules[name]


@pytest.fixture
def host():
    """A host into which a test lets its own plugins, and nobody else."""
    return Host()


@pytest.fixture
def settings(tmp_path):
    """Write the user's settings file."""

    def write(text: str) -> Path:
        file = tmp_path / "config" / "settings.toml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(dedent(text))
        return file

    return write


TREE = tuple(sorted({entry.name for entry in entry_points(group="influcore") if entry.dist.name == "influcore"}))


@pytest.fixture
def load(site):
    """Load a host as the program does, with the core and the installed strangers."""

    def load(**options: object) -> Host:
        return Host.load(HostOptions(**{"blocked": TREE, **options}))

    return load


@pytest.fixture
def environment():
    """The environment for a subprocess that sees the same folders."""

    def make(site: Site) -> dict[str, str]:
        return {**os.environ, "PYTHONPATH": str(site.path)}

    return make


def failures_of(host: Host, name: str) -> list[tuple[str, str]]:
    return [(failure.stage, failure.reason) for failure in host.failures if failure.plugin == name]
