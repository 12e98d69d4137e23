"""Drive the application without a terminal, and read what stands on the screen."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from influcore import Column, ListRows, Panel, Ref, Table
from influcore_tui.app import InflucoreApp
from influcore_tui.panes import PanelPane

SMALL, LARGE = (80, 24), (140, 40)


class Stage:
    """The application under test: press keys, read the screen."""

    def __init__(self, app: InflucoreApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def settle(self) -> None:
        """Wait until nothing is being read and everything is painted."""
        for _ in range(500):
            await self.pilot.pause()
            if not self._pending():
                await self.pilot.pause()
                if not self._pending():
                    return
            await asyncio.sleep(0.01)
        raise AssertionError("the application does not come to rest")

    def _pending(self) -> int:
        panes = [pane for screen in self.app.screen_stack for pane in screen.query(PanelPane)]
        waiting = [pane for pane in panes if not pane.children]
        return self.app.work.pending + sum(pane.reader.pending for pane in panes) + len(waiting)

    async def press(self, *keys: str) -> str:
        """Press keys one after another, each after the last has had its effect; gives the screen."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()
        return self.text

    async def type(self, text: str) -> str:
        for character in text:
            await self.pilot.press(
                {" ": "space", "-": "minus", "@": "at", ":": "colon", ".": "full_stop"}.get(character, character)
            )
        await self.settle()
        return self.text

    async def tab(self, title: str) -> str:
        """Go to the tab with this title."""
        names = [tab.title for tab in self.app.browse.place.tabs]
        self.app.browse.go_to(names.index(title))
        await self.settle()
        return self.text

    @property
    def lines(self) -> list[str]:
        """What stands on the screen on top, line by line."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def line(self, part: str) -> str:
        """Give the first line that holds this."""
        found = [line for line in self.lines if part in line]
        assert found, f"“{part}” is not on the screen:\n{self.text}"
        return found[0]


Play = Callable[..., None]


@pytest.fixture
def play() -> Play:
    """Run steps against a desk: ``play(desk, steps, size=…, campaign=…)``."""

    def run(
        desk: Any,
        steps: Callable[[Stage], Awaitable[None]],
        *,
        size: tuple[int, int] = SMALL,
        campaign: str | None = None,
    ) -> None:
        async def main() -> None:
            app = InflucoreApp(desk, campaign)
            async with app.run_test(size=size, notifications=True) as pilot:
                stage = Stage(app, pilot)
                await stage.settle()
                await steps(stage)

        asyncio.run(main())

    return run


@pytest.fixture
def staged(tmp_path: Path, clock: Any) -> Iterator[Callable[..., Any]]:
    """Make a desk on an empty workspace whose host has only the given objects as plugins, beside the core."""
    from influcore.host import Host, HostOptions
    from influcore.services.desk import Desk

    made: list[Any] = []

    def make(**plugins: object) -> Any:
        host = Host.load(HostOptions(no_plugins=True))
        for name, plugin in plugins.items():
            host.admit(plugin, name)
        desk = Desk.create(tmp_path / "stage.influcore", host, clock=clock)
        made.append(desk)
        return desk

    yield make
    for desk in made:
        desk.close()


def table_of(rows: Sequence[Mapping[str, Any]], *columns: Column, **more: Any) -> Table:
    """Make a table of a few rows."""
    return Table(columns=columns, rows=ListRows(rows), **more)


def panel_of(name: str, read: Callable[..., Any], **more: Any) -> Panel:
    """Make a panel of the workspace from a function of nothing."""
    title = name.partition(".")[2].capitalize()
    return Panel(name=name, title=title, help="Show it.", read=lambda session, params: read(), **more)


def ref(label: str, kind: str = "thing") -> Ref:
    return Ref(kind, label, label)


@pytest.fixture
def demo_twin(demo: Any, installed_host: Any, clock: Any) -> Iterator[Callable[..., Any]]:
    """Do something in the demo as another process would: with a desk of its own."""
    from influcore.contributions import parse_form
    from influcore.services.desk import Desk

    twin = Desk.open(demo.workspace.path, installed_host, clock=clock)
    yield lambda action, /, **texts: twin.run(action, parse_form(twin.host.action(action).form, texts))
    twin.close()
