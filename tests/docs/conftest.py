"""Run what the documents show, in the order in which they show it, in an empty folder."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from attrs import frozen

# A fenced block with a file's name is that file, and a `console` block is run. So is an HTML comment that begins with
# "run": what a reader need not see, as making the workspace that a page takes for granted.
_STEP = re.compile(r"^```(\w+)[ \t]*(\S*)\n(.*?)^```$|^<!-- run\n(.*?)^-->$", re.MULTILINE | re.DOTALL)


@frozen
class Command:
    """A command with its expected exit code, and what must be among the lines it prints, in that order."""

    text: str
    code: int
    shows: tuple[str, ...]


@frozen
class File:
    """A file that the document tells the reader to make."""

    path: str
    text: str


def steps(document: Path) -> list[Command | File]:
    """Read a document's steps."""
    found: list[Command | File] = []
    for language, path, body, hidden in _STEP.findall(document.read_text(encoding="utf-8")):
        if path:
            found.append(File(path, body))
        elif language == "console" or hidden:
            found += _commands(hidden or body)
    return found


def _commands(text: str) -> Iterator[Command]:
    for block in re.split(r"^\$ ", text.replace("\\\n", " "), flags=re.MULTILINE)[1:]:
        first, _, rest = block.partition("\n")
        code = re.search(r"\s# exit (\d+)$", first)
        shown = tuple(" ".join(line.split()) for line in rest.splitlines() if line.strip())
        yield Command(first[: code.start()] if code else first, int(code[1]) if code else 0, shown)


def _run(command: Command, folder: Path, environment: dict[str, str]) -> None:
    done = subprocess.run(
        command.text, shell=True, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == command.code, f"$ {command.text}\n{done.stdout}"
    lines = iter(" ".join(line.split()) for line in done.stdout.splitlines())
    for wanted in command.shows:
        pattern = ".*".join(re.escape(part.strip()) for part in wanted.split("…"))
        assert any(re.fullmatch(pattern, line) for line in lines), f"$ {command.text}\nno “{wanted}” in\n{done.stdout}"


@pytest.fixture
def play(tmp_path: Path) -> Callable[[Path], None]:
    """Give a function that runs a document's steps and fails at the first that does not do what the document says."""
    folder = tmp_path / "work"
    folder.mkdir()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("INFLUCORE_")}
    environment |= {f"INFLUCORE_{use}_DIR": str(tmp_path / use.lower()) for use in ("DATA", "CACHE", "CONFIG")}
    environment |= {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "120"}
    environment |= {"PYTHONDONTWRITEBYTECODE": "1", "PYTEST_ADDOPTS": "-p no:cacheprovider"}
    environment |= {"PYTHONUNBUFFERED": "1"}  # talk and data come in the order in which a reader sees them

    def run(document: Path) -> None:
        for step in steps(document):
            if isinstance(step, File):
                (folder / step.path).parent.mkdir(parents=True, exist_ok=True)
                (folder / step.path).write_text(step.text, encoding="utf-8")
            else:
                _run(step, folder, environment)

    return run
