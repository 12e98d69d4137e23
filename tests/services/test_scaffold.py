"""What `plugins new` makes: whole, safe to paste into files, and never over anything."""

from __future__ import annotations

import ast
import tomllib

import pytest

from influcore.errors import InvalidInput, Refused, UnknownId
from influcore.services.scaffold import KINDS, scaffold, write_scaffold


def made(host, tmp_path, kind="kpi", name="my-kpi", author="Ada Bloom"):
    return scaffold(host, kind, name, where=tmp_path, author=author, year=2026)


@pytest.mark.parametrize("kind", KINDS)
def test_a_distribution_is_complete_and_names_itself_once(kind, installed_host, tmp_path):
    new = made(installed_host, tmp_path, kind, "quiet-one")
    project = tomllib.loads(new.texts["pyproject.toml"])
    assert project["project"]["entry-points"]["influcore"] == {"quiet_one": "influcore_quiet_one"}
    assert project["project"]["name"] == new.distribution == new.folder.name
    own = {f"influcore_quiet_one/{file}" for file in ("__init__.py", "py.typed", f"{kind}.py")}
    others = {"pyproject.toml", "README.md", ".gitignore", "tests/conftest.py", "tests/test_quiet_one.py"}
    assert own | others == set(new.texts)
    for path, text in new.texts.items():
        assert "{{" not in text, path
        assert "{%" not in text, path
        if path.endswith(".py"):
            assert ast.get_docstring(ast.parse(text)), path


@pytest.mark.parametrize("author", ['Zoë "Z" Blüm', "back\\slash", "{{ 7 * 7 }}", "]\nname = 1", "'''"])
def test_an_author_is_a_text_and_nothing_else(author, installed_host, tmp_path):
    if "\n" in author:
        with pytest.raises(InvalidInput):
            made(installed_host, tmp_path, author=author)
        return
    project = tomllib.loads(made(installed_host, tmp_path, author=author).texts["pyproject.toml"])
    assert project["project"]["authors"] == [{"name": author}]


@pytest.mark.parametrize("name", ["Foo", "1st", "a__b", "_a", "a_", "../x", "a b", "é", "x" * 41, "", "a.b", "-a"])
def test_a_name_that_can_not_be_typed_is_refused(name, installed_host, tmp_path):
    with pytest.raises(InvalidInput):
        made(installed_host, tmp_path, name=name)


@pytest.mark.parametrize("name", ["links", "plan", "core", "forecast", "settings"])
def test_a_name_of_ours_is_refused(name, installed_host, tmp_path):
    with pytest.raises(Refused):
        made(installed_host, tmp_path, "panel", name)


def test_a_kpi_may_not_take_a_metrics_name(installed_host, tmp_path):
    with pytest.raises(Refused, match="metric “reach”"):
        made(installed_host, tmp_path, name="reach")


def test_an_unknown_kind_names_those_there_are(installed_host, tmp_path):
    with pytest.raises(UnknownId) as told:
        made(installed_host, tmp_path, "widget")
    assert "kpi" in told.value.hint


def test_nothing_is_written_over(installed_host, tmp_path):
    new = made(installed_host, tmp_path)
    written = write_scaffold(new)
    assert {path.relative_to(new.folder).as_posix() for path in written} == set(new.texts)
    (new.folder / "README.md").write_text("mine")
    with pytest.raises(Refused, match="already"):
        write_scaffold(new)
    assert (new.folder / "README.md").read_text() == "mine"


def test_a_link_to_nowhere_is_in_the_way_too(installed_host, tmp_path):
    new = made(installed_host, tmp_path)
    new.folder.symlink_to(tmp_path / "nowhere")
    with pytest.raises(Refused):
        write_scaffold(new)


def test_a_folder_that_is_not_there_is_not_made(installed_host, tmp_path):
    with pytest.raises(Refused, match="no folder"):
        write_scaffold(made(installed_host, tmp_path / "gone"))
