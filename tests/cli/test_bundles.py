"""A dump holds every row and gives it back exactly; what is not whole is refused whole."""

from __future__ import annotations

import pytest

from influcore import BadFile, Refused
from influcore.services.bundle import dump, load
from influcore.services.desk import Desk


@pytest.fixture
def lines(demo):
    """The demo workspace as a bundle."""
    return list(dump(demo.workspace.connection()))


@pytest.fixture
def empty(tmp_path, installed_host, clock):
    """A workspace with nothing in it."""
    made = Desk.create(tmp_path / "empty.influcore", installed_host, clock=clock)
    yield made
    made.close()


def test_a_round_trip_is_exact(lines, empty):
    assert load(empty.workspace, lines, "d.jsonl") == len(lines) - 1 > 300
    assert list(dump(empty.workspace.connection())) == lines
    assert empty.workspace.journal()[0].summary.startswith("loaded d.jsonl")


def test_plugins_tables_are_in_it(lines):
    assert '"contracts_contract"' in lines[0]
    assert '"journal' not in lines[0]


def test_a_workspace_that_is_not_empty_is_left_alone(demo, lines):
    with pytest.raises(Refused, match="not empty"):
        load(demo.workspace, lines, "d.jsonl")


@pytest.mark.parametrize("harm", ["cut", "word", "head", "double", "table", "value"])
def test_a_harmed_bundle_is_refused_whole(lines, empty, harm):
    bad = {
        "cut": lines[:-3], "word": [*lines[:5], "nonsense\n", *lines[5:]], "head": ["{}\n", *lines[1:]],
        "double": [*lines, lines[-1]], "table": [*lines, '{"table":"journal","row":[1]}\n'],
        "value": [*lines[:-1], lines[-1].replace('"row":[', '"row":[[1],', 1)],
    }[harm]  # fmt: skip
    with pytest.raises(BadFile):
        load(empty.workspace, bad, "d.jsonl")
    assert len(list(dump(empty.workspace.connection()))) == 1
