"""What no file of the project may be, hold or be called."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from pathlib import Path

Reader = Callable[[Path | str], str]
LONGEST_FILE, LONGEST_FUNCTION = 400, 40
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}
# In pieces, so that this file does not hold what it looks for.
UNFINISHED = re.compile("|".join(("TO" + "DO", "FIX" + "ME", "NotImplemented" + "Error", "pragma: no " + "cover")))
REGISTRIES = re.compile(
    "|".join((r"pypi" + r"\.org", r"files\.python" + r"hosted\.org", "index-" + "url", "find-" + "links"))
)
MACHINE_PATH = re.compile(r"(?<![\w.~$}/-])/(?:work|root|home|Users|opt|tmp)/\w")


def _hits(pattern: re.Pattern[str], files: list[Path], read: Reader) -> list[str]:
    return [
        f"{path}:{number}: {line.strip()[:80]}"
        for path in files
        for number, line in enumerate(read(path).splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_file_is_longer_than_400_lines(sources: list[Path], read: Reader) -> None:
    assert [path for path in sources if len(read(path).splitlines()) > LONGEST_FILE] == []


def test_no_function_is_longer_than_a_screen(sources: list[Path], read: Reader) -> None:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    long = [
        f"{path}:{node.lineno} {node.name}"
        for path in sources
        for node in ast.walk(ast.parse(read(path)))
        if isinstance(node, kinds) and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


def test_no_module_has_a_name_that_says_nothing(sources: list[Path]) -> None:
    assert [path for path in sources if EMPTY_NAMES & {path.stem, *path.parent.parts}] == []


def test_nothing_is_marked_as_unfinished(files: list[Path], read: Reader) -> None:
    assert _hits(UNFINISHED, files, read) == []


def test_no_address_of_a_package_registry(files: list[Path], read: Reader) -> None:
    assert _hits(REGISTRIES, files, read) == []


def test_no_absolute_path_of_somebodys_machine(files: list[Path], read: Reader) -> None:
    assert _hits(MACHINE_PATH, files, read) == []


def test_text_files_end_with_one_newline_and_have_unix_line_ends(files: list[Path], read: Reader) -> None:
    texts = {path: read(path) for path in files if path.suffix in {".py", ".md", ".toml"}}
    assert [path for path, text in texts.items() if "\r" in text or (text and text[-1:] != "\n")] == []
