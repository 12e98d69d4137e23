"""The project's own files, as a clone would hold them."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MADE = {".git", ".venv", "__pycache__", "dist", "build", ".hypothesis"}
TEXT = {".py", ".md", ".toml", ".tcss", ".jinja", ".j2", ".lock", ".cfg", ".txt", ".csv", ".json", ".svg", ".sh", ""}


def _by_git() -> list[Path] | None:
    """Ask git; None where there is none, or where this folder is no checkout (a copy, an unpacked archive)."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    if not (ROOT / ".git").exists():
        return None
    try:
        told = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return [ROOT / name for name in told.stdout.split("\0") if name and (ROOT / name).is_file()]


def _by_walking() -> list[Path]:
    found: list[Path] = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in MADE and not name.endswith(("_cache", ".egg-info"))]
        found += [Path(folder) / name for name in names if ".influcore" not in name]
    return found


@pytest.fixture(scope="session")
def root() -> Path:
    """Give the folder that holds pyproject.toml."""
    return ROOT


@pytest.fixture(scope="session")
def files() -> list[Path]:
    """List every text file of the project, relative to its root."""
    found = _by_git()
    every = found if found is not None else _by_walking()
    return sorted(path.relative_to(ROOT) for path in every if path.suffix in TEXT)


@pytest.fixture(scope="session")
def sources(files: list[Path]) -> list[Path]:
    """List every Python file, relative to the root."""
    return [path for path in files if path.suffix == ".py"]


@pytest.fixture(scope="session")
def read() -> Callable[[Path | str], str]:
    """Give the text of a file of the project."""
    return lambda path: (ROOT / path).read_text(encoding="utf-8")
