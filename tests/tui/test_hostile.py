"""Hostile text in every place where text from outside is shown: nothing acts, nothing crashes, no escape gets out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from attrs import frozen

from influcore import (
    Action,
    Board,
    Calendar,
    CalendarItem,
    Card,
    Cards,
    Chart,
    Column,
    Compare,
    Document,
    ListRows,
    Matrix,
    Outcome,
    Panel,
    Plan,
    Ref,
    Series,
    Stack,
    Table,
    Timeline,
    Unknown,
    hookimpl,
    opt,
)
from influcore.contributions import Mark
from influcore.errors import Refused

STRINGS = (
    "[@click=app.quit]x[/]", "[ @click=app.quit]x[/]", "[@click=app.simulate_key('q')]x[/]", "Jane [/]", "[bold red",
    "\x1b]52;c;aGFja2Vk\x07", "\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\", "\x9b2J\x9d0;t\x9c",
    "\x1b[2J\x1bc", "a\r\nb\tc\x00d\x7f", "\u202egnp.exe\u2066", "👩‍👩‍👧‍👦" * 5, "漢字" * 40, "x" * 3000,
    "{x} %s $n [link=https://x]y[/link]",
)  # fmt: skip
DAY = dt.date(2026, 6, 10)


def contents() -> dict[str, Any]:
    """Every content, each hostile text once in every place of it."""
    refs = tuple(Ref("hostile_thing", text, text) for text in STRINGS)
    marks = [Mark(text, "bad") for text in STRINGS]
    columns = tuple(
        Column(name=f"c{at}", title=text, unit=text, basis=text, kind="mark" if at == 1 else "text")
        for at, text in enumerate(STRINGS)
    )
    rows = [{f"c{at}": text for at in range(len(STRINGS))} | {"c0": Unknown(text), "c1": mark, "_ref": ref}
            for text, mark, ref in zip(STRINGS, marks, refs, strict=True)]  # fmt: skip
    everything = " ".join(STRINGS)
    table = Table(columns=columns, rows=ListRows(rows), title=everything, row="hostile_thing", totals=rows[0])
    cards = Cards(cards=tuple(Card(title=t, value=t, note=t, mark=m, of=t, unit=t)
                              for t, m in zip(STRINGS, marks, strict=True)), title=everything)  # fmt: skip
    count = len(STRINGS)
    return {
        "table": table,
        "empty": Table(columns=columns, rows=ListRows([]), empty=everything),
        "cards": cards,
        "chart": Chart(series=tuple(Series(name=t, points=((t, 1.0),), bands=((0.5, 2.0),)) for t in STRINGS),
                       x=everything, y=everything, unit=everything, title=everything),
        "calendar": Calendar(
            items=tuple(
                CalendarItem(day=DAY + dt.timedelta(at), title=t, ref=refs[at], time=t, mark=marks[at], detail=t)
                for at, t in enumerate(STRINGS)
            ),
            first=DAY, last=DAY, today=DAY, row="hostile_thing", empty=everything, title=everything),
        "matrix": Matrix(labels=refs, values=((0.5,) * count,) * count, unit=everything, title=everything,
                         details=table),
        "board": Board(lanes=tuple((t, (Card(title=t, value=t, note=t),)) for t in STRINGS), title=everything),
        "timeline": Timeline(spans=tuple((t, DAY, None, m, r) for t, m, r in zip(STRINGS, marks, refs, strict=True))),
        "compare": Compare(options=STRINGS, rows=tuple((t, STRINGS) for t in STRINGS), title=everything),
        "document": Document(paragraphs=tuple((t, t) for t in STRINGS), title=everything),
        "stack": Stack(parts={everything: table, "cards": cards}, title=everything),
    }  # fmt: skip


@frozen(kw_only=True)
class Form:
    """A form."""

    thing: str = opt("Which.", ref="hostile_thing")
    word: str = opt("A word.", default="")


class Hostile:
    """A plugin whose every text is hostile."""

    @hookimpl
    def influcore_register_panels(self) -> Sequence[Panel]:
        made = contents()
        everything = " ".join(STRINGS)

        def panel(name: str, read: Callable[[], Any], title: str) -> Panel:
            return Panel(name=f"hostile.{name}", title=title, help=title, read=lambda session, params: read())

        def failing(text: str) -> Callable[[], Any]:
            def fail() -> Any:
                raise RuntimeError(text)

            return fail

        shown = [panel(name, lambda content=made[name]: content, everything) for name in made]
        broken = [panel(f"broken_{at}", failing(text), text) for at, text in enumerate(STRINGS)]
        return (*shown, *broken)

    @hookimpl
    def influcore_register_actions(self) -> Sequence[Action]:
        return tuple(hostile_action(at, text) for at, text in enumerate(STRINGS))


def hostile_action(at: int, text: str) -> Action:
    def plan(read: Any, form: Any) -> Plan:
        if form.word == "no":
            raise Refused(text, hint=text)
        return Plan(lines=(text,), warnings=(text,))

    def do(write: Any, plan: Plan) -> Outcome:
        return Outcome(message=text, secret=text, content=contents()["document"])

    return Action(name=f"hostile.do_{at}", title=text, help=text, form=Form, plan=plan, do=do, risk="irreversible",
                  subject="hostile_thing")  # fmt: skip


def assert_harmless(stage: Any) -> None:
    """Check every segment on every screen: no control character, no terminal link, nothing that acts when clicked."""
    assert stage.app.is_running
    for strip in stage.app.screen._compositor.render_strips():
        for segment in strip:
            assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in segment.text), repr(segment.text)
            assert segment.style is None or segment.style.link is None
            assert segment.style is None or not any(str(key).startswith("@") for key in segment.style.meta)


def test_no_hostile_text_acts_or_crashes_in_a_panel(staged: Any, play: Any) -> None:
    async def steps(stage: Any) -> None:
        for at, tab in enumerate(stage.app.browse.place.tabs):
            if tab.name.startswith("hostile."):
                stage.app.browse.go_to(at)
                await stage.settle()
                assert_harmless(stage)
                assert (stage.app.browse.pane.broken is not None) == ("broken" in tab.name)
        stage.app.browse.go_to_panel("hostile.table")
        await stage.settle()
        for y in range(1, 23, 4):
            await stage.pilot.click(offset=(5, y))
            assert_harmless(stage)

    play(staged(hostile=Hostile()), steps)


def test_no_hostile_text_acts_or_crashes_in_a_dialog(staged: Any, play: Any) -> None:
    async def steps(stage: Any) -> None:
        stage.app.browse.go_to_panel("hostile.table")
        await stage.settle()
        for key in ("s", "v", "m", "question_mark", "colon"):
            await stage.press(key)
            await stage.pilot.pause(0.3 if key == "colon" else 0)
            assert_harmless(stage)
            await stage.pilot.click(offset=(20, 10))
            while len(stage.app.screen_stack) > 1:
                await stage.press("escape")

    play(staged(hostile=Hostile()), steps)


@pytest.mark.parametrize("at", [0, 3, 5, 9], ids=["click", "unbalanced", "escape", "controls"])
def test_no_hostile_text_acts_or_crashes_while_something_is_done(staged: Any, play: Any, at: int) -> None:
    async def steps(stage: Any) -> None:
        stage.app.start(f"hostile.do_{at}")
        await stage.settle()
        assert_harmless(stage)
        for word, key in (("no", "ctrl+s"), ("yes", "ctrl+s")):
            stage.app.screen.query("FormField").first().query_one("Input").value = STRINGS[at]
            stage.app.screen.query("FormField").last().control.value = word
            await stage.press(key)
            assert_harmless(stage)
        for key in ("y", "escape", "escape"):
            await stage.press(key)
            assert_harmless(stage)
        assert len(stage.app.screen_stack) == 1

    play(staged(hostile=Hostile()), steps, size=(100, 40))


def test_names_in_the_workspace_are_text_everywhere(desk: Any, play: Any, run: Any) -> None:
    name = "[@click=app.quit]x[/] Jane [/]"
    run("campaign.new", name=name, advertiser=name, starts="2026-06-01", ends="2026-06-30")
    run("influencer.new", name=name, platform="instagram", handle="x")
    slug = desk.session().rows("SELECT slug FROM campaign")[0]["slug"]
    person = desk.session().rows("SELECT slug FROM influencer")[0]["slug"]
    run("deliverable.add", campaign=slug, influencer=person, format="reel", due="2026-06-08 18:00", title=name)

    async def steps(stage: Any) -> None:
        assert name in stage.text
        await stage.press("enter")
        for at in range(len(stage.app.browse.place.tabs)):
            stage.app.browse.go_to(at)
            await stage.settle()
            assert stage.app.browse.pane.broken is None
            assert_harmless(stage)
            await stage.pilot.click(offset=(20, 6))
            while len(stage.app.screen_stack) > 2:
                await stage.press("escape")

    play(desk, steps, size=(140, 40))
