"""What docs/reference/json.md promises is what is printed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

DOCUMENT = Path(__file__).parents[2] / "docs" / "reference" / "json.md"
COMMANDS = {
    "plan": ["plan", "rosee-launch"], "check": ["check"], "journal": ["journal"], "doctor": ["doctor"],
    "verify": ["journal", "--verify"], "plugins": ["plugins"], "explain": ["explain", "cpm", "rosee-launch", "--trace"],
    "show": ["show", "campaign.list"], "dry": ["campaign", "edit", "rosee-launch", "--name", "X", "--dry-run"],
}  # fmt: skip


@pytest.mark.parametrize("name", COMMANDS)
def test_every_printed_name_is_documented(on_demo: Callable[..., Any], name: str) -> None:
    documented = set(re.findall(r"`(\w+)(?:\[\])?`", DOCUMENT.read_text(encoding="utf-8")))
    ran = on_demo(*COMMANDS[name], "--json")
    assert ran.code == 0, ran.err
    told = json.loads(ran.out)
    assert set(told) - documented == set()
    for key in ("pieces", "influencers", "findings", "entries", "examined", "columns", "missing"):
        items = told.get(key)
        if isinstance(items, list) and items:
            assert set(items[0]) - documented == set(), key


def test_every_exit_code_is_documented() -> None:
    from influcore import errors

    text = DOCUMENT.read_text(encoding="utf-8").partition("## Exit codes")[2]
    for name in ("FAILED", "USAGE", "BUSY", "REJECTS", "PLUGIN", "INTERRUPTED"):
        assert re.search(rf"\b{getattr(errors, name)} ", text), name
