"""What the documents show is what happens."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from influcore import errors
from influcore.hookspecs import SPECS
from influcore.host.kinds import KINDS, Kind

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
PLAYED = [page for page in PAGES[1:] if re.search(r"^(```console|<!-- run)", page.read_text("utf-8"), re.MULTILINE)]


def _name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.slow
@pytest.mark.parametrize("page", PLAYED, ids=_name)
def test_a_page_shows_what_happens(page: Path, play: Callable[[Path], None]) -> None:
    play(page)


def test_what_the_program_writes_of_itself_is_true() -> None:
    command = [sys.executable, "-m", "cogapp", "--check", "--diff", "-r", *map(str, PAGES)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_page_is_reached_from_the_index() -> None:
    seen, todo = set(), [ROOT / "docs" / "index.md"]
    while todo:
        page = todo.pop()
        if page not in seen and page.suffix == ".md" and page.is_file():
            seen.add(page)
            links = re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8"))
            todo += [(page.parent / link).resolve() for link in links if "://" not in link]
    assert [_name(page) for page in PAGES[1:] if page not in seen] == []


def test_every_environment_variable_that_is_read_is_described() -> None:
    sources = [path for folder in ("influcore", "plugins", "tui") for path in (ROOT / folder).rglob("*.py")]
    read = set(re.findall(r"\bINFLUCORE_[A-Z_]+[A-Z]\b", "".join(path.read_text("utf-8") for path in sources)))
    read.discard("INFLUCORE_API")  # the name of a module's attribute
    read = {name for name in read if not name.startswith("INFLUCORE_SET")} | {"INFLUCORE_SET_<SECTION>__<KEY>"}
    page = (ROOT / "docs" / "reference" / "files.md").read_text("utf-8")
    assert {name for name in read if name not in page} == set()


def test_every_exit_code_is_described() -> None:
    page = (ROOT / "docs" / "reference" / "files.md").read_text("utf-8")
    codes = {value for name, value in vars(errors).items() if name.isupper() and isinstance(value, int)}
    assert {code for code in codes if f"| {code} |" not in page} == set()


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.__name__)
def test_a_hook_is_described(spec: Callable[..., object]) -> None:
    assert f"## `{spec.__name__}`" in (ROOT / "docs" / "plugins" / "hooks.md").read_text("utf-8")


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_a_kind_of_contribution_is_described(kind: Kind) -> None:
    assert f"### `{kind.type}`" in (ROOT / "docs" / "plugins" / "contributions.md").read_text("utf-8")


@pytest.mark.slow
def test_the_pictures_can_be_drawn_anew(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "docs" / "make_pictures.py"), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    names = {path.name for path in tmp_path.glob("*.svg")}
    assert names == {path.name for path in (ROOT / "docs" / "img").glob("*.svg")} != set()
    assert not any("could not" in path.read_text("utf-8") for path in tmp_path.glob("*.svg"))
