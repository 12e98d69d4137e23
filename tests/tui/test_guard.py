"""Whatever a plugin does, its pane shows the reason and everything else lives on."""

from __future__ import annotations

import sys
import types
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Static

from influcore import Cards, Chart, Column, ListRows, Panel, Screen, Series, Table, hookimpl
from influcore.errors import Refused

COLUMN = (Column(name="a", title="A"),)


class LateRows:
    """Rows that fail where a lazy query would: when they are looked at."""

    def __init__(self, fail_from: int = 0) -> None:
        self._from = fail_from

    def count(self, match: str = "") -> int:
        return 1000

    def window(self, offset: int, limit: int, **more: Any) -> Sequence[Any]:
        if offset + limit > self._from:
            raise OSError("the disk went away")
        return [{"a": f"row {n}"} for n in range(offset, offset + limit)]

    def stream(self, **more: Any) -> Any:
        return iter(())


class Unsortable(LateRows):
    def window(self, offset: int, limit: int, *, sort: str = "", **more: Any) -> Sequence[Any]:
        if sort:
            raise ValueError(f"can not sort by “{sort}”")
        return [{"a": f"row {n}"} for n in range(offset, offset + limit)]


def boom() -> Any:
    raise RuntimeError("boom")


def leave() -> Any:
    raise SystemExit(3)


def refuse() -> Any:
    raise Refused("not today", hint="come back tomorrow")


FAULTS: dict[str, tuple[Callable[[], Any], str]] = {
    "raises": (boom, "RuntimeError: boom"),
    "exits": (leave, "SystemExit"),
    "refuses": (refuse, "not today"),
    "gives_nothing": (lambda: None, "can not be shown"),
    "gives_text": (lambda: "text", "can not be shown"),
    "late": (lambda: Table(columns=COLUMN, rows=LateRows()), "the disk went away"),
    "bad_row": (lambda: Table(columns=COLUMN, rows=ListRows([3])), "can not be shown"),  # type: ignore[list-item]
    "bad_cards": (lambda: Cards(cards=(3,)), "can not be shown"),  # type: ignore[arg-type]
    "bad_chart": (lambda: Chart(series=(Series(name="x", points=(("a", "b"),)),)), "can not be shown"),  # type: ignore[arg-type]
}


class Faulty:
    """One panel of each kind of fault, and one that works."""

    @hookimpl
    def influcore_register_panels(self) -> Sequence[Panel]:
        panels = [
            Panel(name=f"faulty.{name}", title=name, help="Fail.", read=lambda session, params, read=read: read())
            for name, (read, _) in FAULTS.items()
        ]
        table = Table(columns=COLUMN, rows=ListRows([{"a": "all is well"}]))
        fine = Panel(name="faulty.fine", title="fine", help="Work.", read=lambda session, params: table)
        return (*panels, fine)


def test_each_fault_of_a_panel_is_told_in_its_own_pane(staged: Any, play: Any) -> None:
    desk = staged(faulty=Faulty())

    async def steps(stage: Any) -> None:
        for name, (_, words) in FAULTS.items():
            assert words in await stage.tab(name), name
            assert "r tries again" in stage.text
        assert "all is well" in await stage.tab("fine")
        assert "No campaigns yet" in await stage.tab("Campaigns")

    play(desk, steps, size=(140, 40))
    assert any("boom" in failure.reason for failure in desk.host.failures)


class Late:
    @hookimpl
    def influcore_register_panels(self) -> Sequence[Panel]:
        def panel(name: str, rows: Any) -> Panel:
            table = Table(columns=COLUMN, rows=rows)
            return Panel(name=f"late.{name}", title=name, help="Late.", read=lambda session, params: table)

        return (panel("later", LateRows(fail_from=200)), panel("unsortable", Unsortable(10**9)))


def test_rows_that_fail_while_one_scrolls_are_told_too(staged: Any, play: Any) -> None:
    async def steps(stage: Any) -> None:
        assert "row 0" in await stage.tab("later")
        assert "the disk went away" in await stage.press("G")
        assert "row 0" in await stage.press("r")

    play(staged(late=Late()), steps)


def test_an_order_that_can_not_be_had_leaves_all_as_it_was(staged: Any, play: Any) -> None:
    async def steps(stage: Any) -> None:
        await stage.tab("unsortable")
        await stage.press("s", "enter")
        assert "can not sort by" in stage.text
        assert "row 0" in stage.text

    play(staged(late=Late()), steps)


# widgets that plugins draw by themselves


class Fine(Static):
    def __init__(self, session: Any, subject: Any) -> None:
        super().__init__("drawn by a plugin")
        self.session = session


class InCompose(Widget):
    def compose(self) -> ComposeResult:
        raise RuntimeError("compose failed")
        yield


class InRender(Widget):
    def render(self) -> Any:
        raise RuntimeError("render failed")


class InLine(Widget):
    def render_line(self, y: int) -> Any:
        raise RuntimeError("line failed")


class InMount(Widget):
    def on_mount(self) -> None:
        raise RuntimeError("mount failed")


class InInit(Widget):
    def __init__(self) -> None:
        raise RuntimeError("init failed")


class InTimer(Widget):
    def on_mount(self) -> None:
        self.set_timer(0.01, self.fail)

    def fail(self) -> None:
        raise RuntimeError("timer failed")


class InWorker(Widget):
    def on_mount(self) -> None:
        self.run_worker(self.fail())

    async def fail(self) -> None:
        raise RuntimeError("worker failed")


class Child(Widget):
    def render(self) -> Any:
        raise RuntimeError("child failed")


class InChild(Widget):
    def compose(self) -> ComposeResult:
        yield Child()


class InKey(Widget, can_focus=True):
    def on_key(self) -> None:
        raise RuntimeError("key failed")


WIDGETS = {
    "compose": InCompose, "render": InRender, "line": InLine, "mount": InMount, "init": InInit, "timer": InTimer,
    "worker": InWorker, "child": InChild,
}  # fmt: skip


class Drawing:
    @hookimpl
    def influcore_register_screens(self) -> Sequence[Screen]:
        named = {
            **{name: kind.__name__ for name, kind in WIDGETS.items()},
            "fine": "Fine",
            "key": "InKey",
            "gone": "Gone",
        }
        return tuple(
            Screen(name=f"drawing.{name}", title=name, help="Draw.", widget=f"drawing_widgets:{kind}")
            for name, kind in named.items()
        )


@pytest.fixture
def drawing_module(monkeypatch: pytest.MonkeyPatch) -> None:
    module = types.ModuleType("drawing_widgets")
    for kind in (*WIDGETS.values(), Fine, InKey):
        setattr(module, kind.__name__, kind)
    monkeypatch.setitem(sys.modules, "drawing_widgets", module)


async def open_screen(stage: Any, name: str) -> str:
    listed = stage.app.desk.host.catalogue.find("screen", f"drawing.{name}")
    stage.app.open_screen(listed)
    await stage.settle()
    await stage.pilot.pause(0.1)
    return str(stage.text)


@pytest.mark.parametrize("name", WIDGETS)
def test_a_widget_that_fails_is_told_in_its_pane(staged: Any, play: Any, drawing_module: None, name: str) -> None:
    async def steps(stage: Any) -> None:
        assert f"{name} failed" in await open_screen(stage, name)
        assert "No campaigns yet" in await stage.press("escape")

    play(staged(drawing=Drawing()), steps)


def test_a_widget_that_fails_at_a_key_is_told_in_its_pane(staged: Any, play: Any, drawing_module: None) -> None:
    async def steps(stage: Any) -> None:
        await open_screen(stage, "key")
        assert "key failed" in await stage.press("x")
        assert "No campaigns yet" in await stage.press("escape")

    play(staged(drawing=Drawing()), steps)


def test_a_widget_that_is_not_there_is_told(staged: Any, play: Any, drawing_module: None) -> None:
    async def steps(stage: Any) -> None:
        assert "is no Textual widget" in await open_screen(stage, "gone")

    play(staged(drawing=Drawing()), steps)


def test_a_widget_is_given_what_it_asks_for(staged: Any, play: Any, drawing_module: None) -> None:
    async def steps(stage: Any) -> None:
        assert "drawn by a plugin" in await open_screen(stage, "fine")

    play(staged(drawing=Drawing()), steps)
