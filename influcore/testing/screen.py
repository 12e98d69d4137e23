"""The text of the terminal application's screen, without a terminal."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from influcore.services.desk import Desk

# By name: the kit belongs to the core, which knows no terminal application.
APPLICATION = "influcore_tui"


def missing() -> str:
    """Say why there is no screen to capture; '' if there is one."""
    for package in ("textual", APPLICATION):
        if find_spec(package) is None:
            return f"the terminal application can not be shown: {package} is not installed"
    return ""


def capture(
    desk: Desk, campaign: str | None = None, *, size: tuple[int, int] = (80, 24), press: Sequence[str] = ()
) -> str:
    """Start the application on a desk, press some keys, and give what stands on the screen, line by line."""
    return asyncio.run(_captured(desk, campaign, size, tuple(press)))


async def _captured(desk: Desk, campaign: str | None, size: tuple[int, int], press: tuple[str, ...]) -> str:
    app: Any = import_module(f"{APPLICATION}.app").InflucoreApp(desk, campaign)
    async with app.run_test(size=size) as pilot:
        await _settle(app, pilot)
        for key in press:
            await pilot.press(key)
            await _settle(app, pilot)
        return _text(app)


async def _settle(app: Any, pilot: Any) -> None:
    """Wait until nothing is read any more and the screen is the same twice; four seconds at most."""
    before = None
    for _ in range(80):
        await pilot.pause()
        busy = any(not worker.is_finished for worker in app.workers)
        now = _text(app)
        if now == before and not busy:
            return
        before = now
        await asyncio.sleep(0.05)


def _text(app: Any) -> str:
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)
