"""Watching hooks: which plugin was called for what, how long that took, and how much it gave.

pluggy's own tracing would see nothing: each implementation is called directly.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sized
from typing import Any

Trace = Callable[[str], None]


def traced(trace: Trace, plugin: str, hook: str, function: Callable[[], Any]) -> Any:
    """Call a function and tell of it, also where it raises."""
    start = time.perf_counter()
    gave = "raised"
    try:
        answer = function()
        gave = _size(answer)
        return answer
    except BaseException as error:
        gave = f"raised {type(error).__name__}"
        raise
    finally:
        trace(f"hook {hook} of {plugin}: {(time.perf_counter() - start) * 1000:.2f} ms, {gave}")


def _size(answer: Any) -> str:
    if answer is None:
        return "nothing"
    if isinstance(answer, Sized) and not isinstance(answer, str | bytes):
        try:
            return f"{len(answer)} answer{'' if len(answer) == 1 else 's'}"
        except Exception:  # noqa: BLE001 - even the length of a plugin's answer may raise
            return "an answer without a length"
    return f"a {type(answer).__name__}"
