"""Going about the demo workspace, at both sizes."""

from __future__ import annotations

from typing import Any

import pytest

SIZES = pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=["80x24", "140x40"])


@SIZES
def test_the_campaigns_come_first_and_the_keys_are_named(demo: Any, play: Any, size: tuple[int, int]) -> None:
    async def steps(stage: Any) -> None:
        assert stage.lines[0].split()[0] == "influcore"
        assert stage.lines[0].endswith("demo.influcore")
        assert "[1 Campaigns]" in stage.lines[1]
        assert "▸" in stage.lines[3]
        assert "1 of 3" in stage.lines[-2]
        for key in ("Enter Open", "a New campaign", ": Commands", "? Help"):
            assert key in stage.lines[-1]

    play(demo, steps, size=size)


@SIZES
def test_enter_opens_a_campaign_and_every_tab_of_it_reads(demo: Any, play: Any, size: tuple[int, int]) -> None:
    async def steps(stage: Any) -> None:
        await stage.press("enter")
        place = stage.app.browse.place
        assert f"Workspace › {place.title}" in stage.lines[0]
        titles = [tab.title for tab in place.tabs]
        for title in ("Overview", "Influencers", "Deliverables & forecast", "Calendar", "Contracts", "Links"):
            assert title in titles
        for number, title in enumerate(titles[:9], 1):
            await stage.press(str(number))
            assert f"[{number} {title}]" in stage.lines[1]
            assert stage.app.browse.pane.broken is None, stage.text
            assert len(stage.lines) == size[1]
            assert max(len(line) for line in stage.lines) <= size[0]

    play(demo, steps, size=size)


def test_a_campaign_can_be_opened_at_once(demo: Any, play: Any) -> None:
    async def steps(stage: Any) -> None:
        assert "Workspace › Rosée launch" in stage.lines[0]

    play(demo, steps, campaign="rosee-launch")


def test_a_campaign_that_is_none_is_told(demo: Any, play: Any) -> None:
    async def steps(stage: Any) -> None:
        assert "no campaign “nonsense”" in stage.text

    play(demo, steps, campaign="nonsense", size=(140, 40))


def test_tabs_go_round_by_arrows_and_brackets(demo: Any, play: Any) -> None:
    async def steps(stage: Any) -> None:
        await stage.press("enter")
        assert "[2 Influencers]" in await stage.press("right")
        assert "[1 Overview]" in await stage.press("left_square_bracket")
        await stage.press("left")
        assert stage.app.browse.tab == stage.app.browse.place.tabs[-1]

    play(demo, steps)


def test_escape_leaves_and_q_ends(demo: Any, play: Any) -> None:
    async def steps(stage: Any) -> None:
        await stage.press("enter")
        await stage.press("escape")
        assert "[1 Campaigns]" in stage.text
        await stage.press("escape")
        assert "[1 Campaigns]" in stage.text
        await stage.pilot.press("q")

    play(demo, steps)


def test_the_cursor_moves_by_vim_keys_and_stays_in_sight(demo: Any, play: Any) -> None:
    async def steps(stage: Any) -> None:
        await stage.tab("Influencers")
        count = stage.app.browse.pane.active.rows
        await stage.press("G")
        assert f"{count} of {count}" in stage.lines[-2]
        await stage.press("k", "g", "j")
        assert f"2 of {count}" in stage.lines[-2]
        assert stage.line("▸") == stage.lines[4]

    play(demo, steps)


def test_a_filter_narrows_as_one_types_and_escape_takes_it_off(demo: Any, play: Any) -> None:
    async def steps(stage: Any) -> None:
        await stage.tab("Influencers")
        count = stage.app.browse.pane.active.rows
        await stage.press("slash")
        await stage.type("moreau")
        await stage.pilot.pause(0.1)
        await stage.settle()
        assert "1 of 1" in stage.text
        assert "Léa Moreau" in stage.text
        await stage.press("enter")
        assert stage.app.focused is stage.app.browse.pane.active
        await stage.press("escape")
        assert f"of {count}" in stage.lines[-2]

    play(demo, steps)


def test_a_column_is_chosen_for_sorting_and_turned_round(demo: Any, play: Any) -> None:
    async def steps(stage: Any) -> None:
        await stage.tab("Influencers")
        await stage.press("s")
        assert "Sort by" in stage.text
        await stage.press("j", "j", "enter")
        assert "by Followers ▼" in stage.lines[-2]
        first = stage.lines[3]
        await stage.press("S")
        assert "by Followers ▲" in stage.lines[-2]
        assert stage.lines[3] != first

    play(demo, steps)


def test_a_row_leads_on_to_what_it_stands_for(demo: Any, play: Any) -> None:
    async def steps(stage: Any) -> None:
        await stage.tab("Influencers")
        name = stage.app.browse.pane.selected().label
        await stage.press("enter")
        assert f"› {name}" in stage.lines[0]
        assert stage.app.browse.place.subject.kind == "influencer"

    play(demo, steps)


def test_a_row_has_a_menu_of_what_can_be_done_with_it(demo: Any, play: Any) -> None:
    async def steps(stage: Any) -> None:
        await stage.press("enter", "2", "m")
        for words in ("Edit collaboration", "Approve, decline, move on"):
            assert words in stage.text
        await stage.press("escape")
        assert "[2 Influencers]" in stage.text

    play(demo, steps)


def test_every_column_of_a_row_can_be_read(demo: Any, play: Any) -> None:
    async def steps(stage: Any) -> None:
        await stage.press("enter", "2", "v")
        assert "Partnership: ad hoc" in stage.text

    play(demo, steps)


def test_the_calendar_marks_what_is_overdue_and_moves_by_day_and_month(demo: Any, play: Any) -> None:
    async def steps(stage: Any) -> None:
        await stage.tab("Calendar")
        assert "overdue" in stage.lines[2]
        day = stage.app.browse.pane.day()
        await stage.press("right", "down")
        assert (stage.app.browse.pane.day() - day).days == 8
        await stage.press("t")
        assert stage.app.browse.pane.day() == day
        await stage.press("p")
        assert "! overdue" in stage.text
        month = stage.lines[2].split()[0]
        await stage.press("pagedown")
        assert stage.lines[2].split()[0] != month

    play(demo, steps, campaign="rosee-launch")


def test_check_leads_to_the_findings(demo: Any, play: Any) -> None:
    async def steps(stage: Any) -> None:
        await stage.press("c")
        assert "Findings]" in stage.text
        await stage.press("1", "enter", "c")
        assert "Findings]" in stage.text
        assert stage.app.browse.place.subject.kind == "campaign"

    play(demo, steps)


def test_help_lists_keys_and_the_actions_of_plugins(demo: Any, play: Any) -> None:
    async def steps(stage: Any) -> None:
        await stage.press("question_mark")
        assert "In tables" in stage.text
        assert "Everywhere" in stage.text
        everything = stage.app.screen.query_one("LinesView").copied()
        for action in demo.host.catalogue.actions:
            assert action.name in everything

    play(demo, steps, size=(140, 40))


def test_the_palette_finds_panels_and_actions(demo: Any, play: Any) -> None:
    async def steps(stage: Any) -> None:
        await stage.press("colon")
        await stage.type("journal")
        await stage.pilot.pause(0.5)
        assert "Journal" in stage.text
        await stage.press("enter")
        assert "Journal]" in stage.text

    play(demo, steps)


def test_reading_again_keeps_the_cursor(demo: Any, play: Any) -> None:
    async def steps(stage: Any) -> None:
        await stage.tab("Influencers")
        await stage.press("j", "j", "j")
        here = stage.app.browse.pane.selected()
        await stage.press("r")
        assert stage.app.browse.pane.selected() == here

    play(demo, steps)


def test_what_another_program_writes_comes_into_sight(demo: Any, play: Any, demo_twin: Any) -> None:
    async def steps(stage: Any) -> None:
        await stage.tab("Influencers")
        await stage.app._look()
        before = stage.app.browse.pane.active.rows
        demo_twin("influencer.new", name="Newly Found")
        await stage.app._look()
        await stage.settle()
        assert stage.app.browse.pane.active.rows == before + 1

    play(demo, steps)


@SIZES
def test_an_empty_workspace_names_the_key_that_begins(desk: Any, play: Any, size: tuple[int, int]) -> None:
    async def steps(stage: Any) -> None:
        assert "No campaigns yet" in stage.text
        assert "a: New campaign." in stage.text

    play(desk, steps, size=size)


def test_themes_go_round(demo: Any, play: Any) -> None:
    async def steps(stage: Any) -> None:
        seen = set()
        for _ in range(3):
            stage.app.want("theme")
            await stage.settle()
            seen.add(stage.app.theme)
        assert len(seen) == 3

    play(demo, steps)
