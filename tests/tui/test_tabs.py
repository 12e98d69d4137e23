"""Titles of tabs in too little room."""

from influcore_tui.paint import text_of, width_of
from influcore_tui.tabs import TabStrip, fit_titles, in_sight

TITLES = ["Overview", "Influencers", "Overlap", "Deliverables & forecast", "Calendar", "Contracts", "Links"]


def test_the_seven_tabs_of_a_campaign_fit_80_columns() -> None:
    for active in range(len(TITLES)):
        strip = TabStrip(TITLES)
        strip.set_reactive(TabStrip.active, active)
        line = text_of(strip.line(80)).rstrip()
        assert width_of(line) <= 80
        assert f"[{active + 1} {TITLES[active]}]" in line


def test_titles_stay_whole_where_there_is_room() -> None:
    assert fit_titles(TITLES, 0, 140) == TITLES


def test_the_active_tab_is_always_in_sight() -> None:
    titles = [f"Some panel {n}" for n in range(30)]
    for active in range(30):
        assert active in in_sight(fit_titles(titles, active, 80), active, 80)
        strip = TabStrip(titles)
        strip.set_reactive(TabStrip.active, active)
        assert width_of(text_of(strip.line(80)).rstrip()) <= 80
