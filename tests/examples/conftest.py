"""A fresh virtual environment, as a stranger's, that finds influcore's dependencies without downloading any."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sysconfig
import venv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen


@frozen
class Stranger:
    """A virtual environment with influcore in it, and a workspace of its own."""

    python: Path
    home: Path
    environment: dict[str, str]

    def run(self, *words: object, code: int = 0, cwd: Path | None = None) -> str:
        """Run a command of this environment's Python; gives what it printed."""
        done = subprocess.run(
            [str(self.python), *map(str, words)], cwd=cwd or self.home, env=self.environment, text=True, timeout=300,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
        )  # fmt: skip
        assert done.returncode == code, f"$ {' '.join(map(str, words))}\n{done.stdout}"
        return done.stdout

    def influcore(self, *words: object, code: int = 0) -> str:
        return self.run("-m", "influcore.cli", *words, code=code)

    def json(self, *words: object) -> Any:
        return json.loads(self.influcore(*words, "--json"))

    def install(self, *words: object) -> None:
        """Install without dependencies, an index, or an environment to build in."""
        self.run("-m", "pip", "install", "-q", "--no-deps", "--no-index", "--no-build-isolation", *words)


@pytest.fixture(scope="module")
def strangers(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Stranger]:
    """Make such environments. ``editable`` has influcore as it is installed here; else a wheel of it is to come."""
    for module in ("pip", "hatchling"):
        if importlib.util.find_spec(module) is None:
            pytest.skip(f"{module} is not installed")

    def make(*, editable: bool) -> Stranger:
        folder = tmp_path_factory.mktemp("stranger")
        home = folder / "home"
        home.mkdir()
        venv.create(folder / "venv", with_pip=False, symlinks=True)
        python = folder / "venv" / "bin" / "python"
        command = [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
        site = subprocess.run(command, text=True, capture_output=True, check=True).stdout.strip()
        here = sysconfig.get_path("purelib")
        # addsitedir also reads the .pth files there, among them the one by which influcore itself is found.
        line = f"import site; site.addsitedir({here!r})" if editable else here
        Path(site, "dependencies.pth").write_text(f"{line}\n", encoding="utf-8")
        keep = {name: value for name, value in os.environ.items() if not name.startswith(("INFLUCORE_", "PYTEST_"))}
        keep.pop("PYTHONPATH", None)
        own = {f"INFLUCORE_{use}_DIR": str(folder / use.lower()) for use in ("DATA", "CACHE", "CONFIG")}
        return Stranger(python, home, keep | own | {"COLUMNS": "200", "PIP_DISABLE_PIP_VERSION_CHECK": "1"})

    return make
