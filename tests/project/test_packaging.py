"""What is built is what is in the tree, and every dependency says why it is there."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

Reader = Callable[[Path | str], str]


@pytest.fixture(scope="module")
def project(read: Reader) -> dict[str, Any]:
    return tomllib.loads(read("pyproject.toml"))


@pytest.fixture(scope="module")
def packages(project: dict[str, Any]) -> list[str]:
    """List the folders that go into the wheel."""
    built: list[str] = project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    return built


def _requirements(project: dict[str, Any]) -> list[str]:
    groups = [project["project"]["dependencies"], *project["project"]["optional-dependencies"].values()]
    return [line for group in groups for line in group if not line.startswith("influcore[")]


def test_every_dependency_says_why_it_is_there(project: dict[str, Any], read: Reader) -> None:
    lines = {line.split('"')[1]: line for line in read("pyproject.toml").splitlines() if line.startswith('    "')}
    bare = [asked for asked in _requirements(project) if len(lines[asked].partition("#")[2].strip()) < 10]
    assert bare == []


def test_every_dependency_has_a_lower_and_an_upper_bound(project: dict[str, Any]) -> None:
    free = {"tzdata", "hatchling"}  # one is numbered by year, the other asked for by the build without an end
    found = {
        Requirement(text).name: {s.operator for s in Requirement(text).specifier} for text in _requirements(project)
    }
    assert {name: signs for name, signs in found.items() if not {">=", "<"} <= signs and name not in free} == {}


def test_the_lock_holds_every_dependency_at_a_version_that_is_allowed(project: dict[str, Any], read: Reader) -> None:
    pins = [line.removesuffix("\\") for line in read("requirements.lock").splitlines() if "==" in line]
    locked: dict[str, set[str]] = {}
    for pin in map(Requirement, pins):
        locked.setdefault(canonicalize_name(pin.name), set()).update(s.version for s in pin.specifier)
    missing = [
        text
        for text in map(Requirement, _requirements(project))
        if not any(text.specifier.contains(v) for v in locked.get(canonicalize_name(text.name), ()))
    ]
    assert missing == []


def test_every_pin_of_the_lock_has_hashes(read: Reader) -> None:
    pins = re.split(r"\n(?=\w)", read("requirements.lock"))[1:]
    assert pins
    assert [pin.split()[0] for pin in pins if "--hash=sha256:" not in pin] == []


def test_every_package_says_that_it_is_typed(packages: list[str], root: Path) -> None:
    assert [name for name in packages if not (root / name / "py.typed").is_file()] == []


def test_every_plugin_of_the_tree_is_built_and_found(project: dict[str, Any], packages: list[str], root: Path) -> None:
    there = {path.parent.relative_to(root).as_posix() for path in root.glob("plugins/*/influcore_*/__init__.py")}
    assert there == {name for name in packages if name.startswith("plugins/")}
    entries = project["project"]["entry-points"]["influcore"]
    assert {f"plugins/{name}/{module}" for name, module in entries.items()} == there


def test_every_plugin_of_the_tree_has_a_readme(packages: list[str], root: Path) -> None:
    folders = [(root / name).parent for name in packages if name.startswith("plugins/")]
    assert [folder.name for folder in folders if not (folder / "README.md").is_file()] == []


@pytest.mark.skipif(find_spec("hatchling") is None, reason="hatchling is not installed; it comes with [test]")
def test_the_wheel_holds_every_file_of_every_package(packages: list[str], root: Path, tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        str(tmp_path),
    ]
    made = subprocess.run([*command, str(root)], capture_output=True, text=True, check=False, timeout=300)
    assert made.returncode == 0, made.stderr
    [wheel] = tmp_path.glob("influcore-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        built = set(archive.namelist())
    wanted = set()
    for folder in map(PurePosixPath, packages):
        inside = [path for path in (root / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts]
        wanted |= {str(folder.name / path.relative_to(root / folder)) for path in inside}
    assert wanted - built == set()
    assert {name for name in built if ".dist-info/" not in name} - wanted == set()
    assert any(name.endswith("licenses/LICENSE") for name in built)
