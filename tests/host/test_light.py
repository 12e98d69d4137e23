"""A start that reads a kept manifest loads nothing heavy; and the user's folders are where platformdirs says."""

from __future__ import annotations

import json
import subprocess
import sys

import platformdirs
import pytest

from influcore.host import folders

HEAVY = (
    "attr", "attrs", "babel", "cattrs", "click", "importlib.metadata", "numpy", "platformdirs", "pluggy",
    "sqlite_utils", "textual", "tomllib", "yarl",
)  # fmt: skip
PROBE = """
import json, sys
from influcore.host import Host
host = Host.load()
panels = len(host.catalogue.panels), len(host.plugins()), host.failures
print(json.dumps([list(sys.modules), panels[0]]))
"""


def run(code, env):
    done = subprocess.run([sys.executable, "-P", "-c", code], env=env, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_a_hit_loads_no_heavy_module_and_no_plugin(site, environment):
    site.install("stranger", "")
    run(PROBE, environment(site))
    loaded, panels = run(PROBE, environment(site))
    assert panels > 0
    assert [name for name in loaded if name in HEAVY] == []
    assert [name for name in loaded if name.startswith(("influcore_", "stranger", "influcore.core"))] == []
    assert [name for name in loaded if name.startswith("influcore.contributions")] == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs itself is asked")
@pytest.mark.parametrize("base", [None, "/var/tmp/xdg", "", "relative/xdg"])
@pytest.mark.parametrize("use", ["cache", "config", "data"])
def test_folders_are_those_of_platformdirs(monkeypatch, use, base):
    monkeypatch.delenv(f"INFLUCORE_{use.upper()}_DIR")
    variable = folders._XDG[use][0]
    if base is None:
        monkeypatch.delenv(variable, raising=False)
    else:
        monkeypatch.setenv(variable, base)
    expected = getattr(platformdirs, f"user_{use}_dir")("influcore", appauthor=False)
    assert folders.folder(use) == expected
    assert folders._by_platform(use) == expected


def test_without_a_home_there_is_no_folder(monkeypatch):
    monkeypatch.delenv("INFLUCORE_CACHE_DIR")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(folders.os.path, "expanduser", lambda path: path)
    assert folders.folder("cache") is None
    monkeypatch.setenv("INFLUCORE_CONFIG_DIR", "relative")
    assert folders.settings_file() is None
