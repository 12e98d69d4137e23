"""A host with every hostile plugin, and the folder in which they are."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from influcore.host import Host, HostOptions

FOLDER = Path(__file__).parent / "plugins"
NAMES = sorted(path.stem for path in FOLDER.iterdir() if not path.name.startswith(("_", ".")))
DEADLINE = "0.4"


@pytest.fixture(scope="session")
def folder() -> Path:
    return FOLDER


@pytest.fixture(scope="module")
def hostile_host(influcore_home):
    """A host that let all of them in, or tried to."""
    before = set(sys.modules)
    given = (f"core.deadline={DEADLINE}", f"core.write_deadline={DEADLINE}")
    yield Host.load(HostOptions(plugins_dirs=(str(FOLDER),), cache_dir="", given=given))
    for name in set(sys.modules) - before:
        if (getattr(sys.modules[name], "__file__", None) or "").startswith(str(FOLDER)):
            del sys.modules[name]


@pytest.fixture
def hostile_desk(demo_file, hostile_host, clock, tmp_path):
    """A desk on a copy of the sample workspace, with all of them."""
    import shutil

    from influcore.services.desk import Desk

    copy = tmp_path / "demo.influcore"
    shutil.copy(demo_file, copy)
    opened = Desk.open(copy, hostile_host, clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def environment(tmp_path):
    """The environment of a process that finds all of them in a plugins folder."""
    own = {f"INFLUCORE_{use}_DIR": str(tmp_path / use.lower()) for use in ("CACHE", "CONFIG", "DATA")}
    set_ = {"INFLUCORE_SET_PLUGINS__DIRS": str(FOLDER), "INFLUCORE_SET_CORE__DEADLINE": DEADLINE}
    return {**os.environ, **own, **set_, "PYTHONDONTWRITEBYTECODE": "1"}
