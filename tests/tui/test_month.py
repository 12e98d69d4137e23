"""The month grid."""

import datetime as dt

import pytest

from influcore import Calendar, CalendarItem
from influcore.contributions import Mark
from influcore_tui.month import by_day, grid_of, moved, paint_day, paint_grid
from influcore_tui.paint import text_of, width_of

DAY = dt.date(2026, 6, 10)
NONE, LATE = Mark(""), Mark("overdue", "bad")


def calendar(*items: CalendarItem) -> Calendar:
    return Calendar(
        items=items, first=dt.date(2026, 6, 1), last=dt.date(2026, 6, 30), today=DAY, empty="Nothing is due."
    )


def item(day: int, title: str, mark: Mark = NONE, time: str = "") -> CalendarItem:
    return CalendarItem(day=dt.date(2026, 6, day), title=title, mark=mark, time=time)


def grid_text(content: Calendar, size: tuple[int, int]) -> list[str]:
    lines = paint_grid(content, by_day(content), grid_of(DAY, *size), DAY)
    assert all(width_of(text_of(line)) <= size[0] for line in lines[1:])  # the heading is cut where it is painted
    return [text_of(line) for line in lines]


def test_overdue_is_a_sign_and_a_word_not_only_a_colour() -> None:
    content = calendar(item(5, "Lea: story", LATE), item(20, "Lea: reel"))
    text = grid_text(content, (80, 20))
    assert "! 1 overdue" in text[0]
    assert any("!Lea" in line for line in text)
    day = paint_day(content, by_day(content)[dt.date(2026, 6, 5)], dt.date(2026, 6, 5), 0, room=6, width=80)
    assert "! overdue" in text_of(day[1])


def test_a_narrow_month_counts_and_a_wide_one_names() -> None:
    content = calendar(item(12, "Anna: reel"), item(12, "Bert: reel", LATE), item(12, "Carl: reel"))
    assert any("3 · ! 1" in line for line in grid_text(content, (80, 20)))
    wide = "\n".join(grid_text(content, (140, 36)))
    assert "Anna: reel" in wide
    assert "!Bert: reel" in wide


def test_items_that_have_no_room_are_counted() -> None:
    content = calendar(*[item(12, f"Piece {n}", LATE) for n in range(9)])
    assert any("+" in line and "more · ! " in line for line in grid_text(content, (140, 36)))


def test_today_is_in_brackets_and_the_chosen_day_is_marked() -> None:
    assert any("▸[10]" in line for line in grid_text(calendar(), (80, 20)))


@pytest.mark.parametrize("size", [(80, 20), (140, 36), (60, 12), (200, 60), (42, 8)])
def test_every_day_of_the_month_is_there(size: tuple[int, int]) -> None:
    text = " ".join(grid_text(calendar(), size)).replace("[", " ").replace("]", " ").replace("▸", " ")
    assert all(f" {day} " in text for day in range(1, 31))


def test_a_day_lists_its_items_by_time() -> None:
    content = calendar(item(12, "B", time="18:00"), item(12, "A", time="09:00"))
    lines = paint_day(content, by_day(content)[dt.date(2026, 6, 12)], dt.date(2026, 6, 12), 0, room=6, width=60)
    assert [text_of(line).split()[-1] for line in lines[1:]] == ["A", "B"]
    assert text_of(lines[1]).startswith(" ▸ ")


def test_an_empty_calendar_says_how_to_begin() -> None:
    lines = paint_day(calendar(), [], DAY, 0, room=6, width=60, start="a: Add a deliverable.")
    assert "Nothing is due. a: Add a deliverable." in text_of(lines[1])


@pytest.mark.parametrize(("day", "months", "then"), [
    (dt.date(2026, 1, 31), 1, dt.date(2026, 2, 28)), (dt.date(2026, 1, 31), -2, dt.date(2025, 11, 30)),
    (dt.date(9999, 12, 1), 1, dt.date(9999, 12, 1)), (dt.date(1, 1, 1), -1, dt.date(1, 1, 1)),
])  # fmt: skip
def test_another_month_keeps_the_day_as_far_as_it_goes(day: dt.date, months: int, then: dt.date) -> None:
    assert moved(day, months) == then


def test_a_click_finds_its_day() -> None:
    grid = grid_of(DAY, 80, 20)
    assert grid.day_at(0, grid.top) == dt.date(2026, 6, 1)
    assert grid.day_at(12, grid.top + grid.height) == dt.date(2026, 6, 9)
    assert grid.day_at(0, 0) is None
