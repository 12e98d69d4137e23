"""Contracts judged as pytest would, with what each of their tests says where it fails."""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

_NUMBERS = itertools.count()


@pytest.fixture
def verdict(workspace: Any, tmp_path: Path) -> Callable[..., dict[str, str]]:
    """Run every test of a contract (or those whose name holds a word) and give what those that fail say."""

    def judge(contract: type[Any], only: str = "") -> dict[str, str]:
        told: dict[str, str] = {}
        case = contract()
        for name in (name for name in dir(case) if name.startswith("test_") and only in name):
            test = getattr(case, name)
            for thing in case.things():
                folder = tmp_path / str(next(_NUMBERS))
                folder.mkdir()
                known = {case.kind: thing, "workspace": workspace, "tmp_path": folder}
                try:
                    test(**{parameter: known[parameter] for parameter in inspect.signature(test).parameters})
                except pytest.fail.Exception as failure:
                    told[name.removeprefix("test_")] = str(failure)
                except pytest.skip.Exception:
                    continue
        return told

    return judge
