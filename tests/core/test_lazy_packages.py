"""Packages whose names are loaded when asked for: each name is there, and an import of one loads no other."""

import subprocess
import sys
from importlib import import_module

import pytest

PACKAGES = ("influcore.contributions", "influcore.entities", "influcore.measures", "influcore.workspace")


@pytest.mark.parametrize("package", PACKAGES)
def test_every_name_is_there(package: str) -> None:
    module = import_module(package)
    assert sorted(module._HOMES) == sorted(module.__all__)
    assert all(hasattr(module, name) for name in module.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        module.nonsense  # noqa: B018


UNWANTED = {
    "influcore.contributions.content": "influcore.contributions.connector",
    "influcore.entities.base": "influcore.entities.campaigns",
    "influcore.measures.estimate": "influcore.measures.draws",
    "influcore.workspace.workspace": "influcore.workspace.writing",
}


@pytest.mark.parametrize(("name", "unwanted"), UNWANTED.items())
def test_one_name_does_not_load_them_all(name: str, unwanted: str) -> None:
    code = f"import sys, {name}; sys.exit({unwanted!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
