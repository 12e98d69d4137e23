"""What the README, the licence and the docstrings promise."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from pathlib import Path

import pytest

Reader = Callable[[Path | str], str]
COMMANDS = (
    "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/influcore demo",
    "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/pytest",
)
PUBLIC = ("influcore/contributions", "influcore/measures", "influcore/entities")


@pytest.mark.parametrize("command", COMMANDS, ids=["demo", "tests"])
def test_the_readmes_two_commands_are_run_by_ci(command: str, read: Reader) -> None:
    assert command in read("README.md")
    assert command in read(".ci/run")


def test_the_ci_script_can_be_executed(root: Path) -> None:
    assert (root / ".ci" / "run").stat().st_mode & 0o111


def test_the_licence_is_the_whole_apache_2_0(read: Reader) -> None:
    text = read("LICENSE")
    assert "Version 2.0, January 2004" in text
    assert "9. Accepting Warranty or Additional Liability." in text
    assert "APPENDIX: How to apply the Apache License to your work." in text


def test_the_changelog_names_this_version(read: Reader) -> None:
    import influcore

    assert f"## [{influcore.__version__}]" in read("CHANGELOG.md")


def test_every_public_class_and_function_has_a_docstring(sources: list[Path], read: Reader) -> None:
    kinds = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    bare = [
        f"{path}:{node.lineno} {node.name}"
        for path in sources
        if str(path.parent) in PUBLIC
        for node in ast.parse(read(path)).body
        if isinstance(node, kinds) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert bare == []


def test_every_docstring_of_the_public_code_ends_its_first_line_with_a_stop(sources: list[Path], read: Reader) -> None:
    kinds = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    odd = []
    for path in (p for p in sources if str(p.parent) in PUBLIC):
        for node in ast.walk(ast.parse(read(path))):
            text = ast.get_docstring(node) if isinstance(node, kinds) else None
            if text and not re.search(r"[.!?:)`»”]$", text.split("\n\n")[0].strip()):
                odd.append(f"{path}:{node.lineno}")
    assert odd == []


def test_links_between_the_documents_lead_somewhere(files: list[Path], read: Reader, root: Path) -> None:
    lost = []
    for path in (p for p in files if p.suffix == ".md"):
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", re.sub(r"```.*?```", "", read(path), flags=re.S)):
            if "://" not in target and not target.startswith("mailto:") and not (root / path.parent / target).exists():
                lost.append(f"{path}: {target}")
    assert lost == []
