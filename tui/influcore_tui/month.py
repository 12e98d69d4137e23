"""A month of items as lines of text: counts and marks where it is narrow, titles where there is room."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from influcore.contributions import Calendar, CalendarItem
from influcore.terminal import clean

from .paint import SIGNS, Line, Span, fit, padded, signed, width_of, wrap

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
LIST_LEAST = 6


class Grid(NamedTuple):
    """Where the cells are: ``top`` lines above the first week, each day ``width`` by ``height`` cells."""

    weeks: tuple[tuple[dt.date, ...], ...]
    width: int
    height: int
    top: int = 2

    @property
    def bottom(self) -> int:
        return self.top + len(self.weeks) * self.height

    def day_at(self, x: int, y: int) -> dt.date | None:
        """Find the day of a cell on the screen."""
        week, day = (y - self.top) // self.height, x // self.width
        return self.weeks[week][day] if self.top <= y < self.bottom and 0 <= day < 7 else None


def grid_of(day: dt.date, width: int, height: int) -> Grid:
    """Divide a pane between the weeks of the month of ``day`` and, below, the list of that day."""
    weeks = tuple(tuple(week) for week in calendar.Calendar(0).monthdatescalendar(day.year, day.month))
    return Grid(weeks, max(6, width // 7), max(1, min(5, (height - 2 - LIST_LEAST) // len(weeks))))


def by_day(content: Calendar) -> dict[dt.date, list[CalendarItem]]:
    """Sort the items into days, each in order of time and title."""
    days: dict[dt.date, list[CalendarItem]] = {}
    for item in sorted(content.items, key=lambda item: (item.day, item.time, item.title)):
        days.setdefault(item.day, []).append(item)
    return days


def moved(day: dt.date, months: int) -> dt.date:
    """Give the same day in another month, or its last day where that month is shorter."""
    at = day.year * 12 + day.month - 1 + months
    year, month = divmod(at, 12)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        return day
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def paint_grid(content: Calendar, days: dict[dt.date, list[CalendarItem]], grid: Grid, day: dt.date) -> list[Line]:
    """Paint heading, weekdays and weeks."""
    names = tuple((fit(f" {name}", grid.width), "head") for name in WEEKDAYS)
    lines: list[Line] = [_heading(content, days, day), names]
    for week in grid.weeks:
        cells = [_cell(content, days.get(d, ()), d, day, grid) for d in week]
        lines += [tuple(span for cell in cells for span in cell[at]) for at in range(grid.height)]
    return lines


def _heading(content: Calendar, days: dict[dt.date, list[CalendarItem]], day: dt.date) -> Line:
    month = [item for d, items in days.items() if (d.year, d.month) == (day.year, day.month) for item in items]
    bad = [item for item in month if item.mark.tone == "bad"]
    spans: list[Span] = [(f" {MONTHS[day.month - 1]} {day.year}", "title")]
    spans.append((f"   {len(month)} item{'' if len(month) == 1 else 's'}" if month else "   nothing this month", "dim"))
    if bad:
        spans.append((f" · ! {len(bad)} {clean(bad[0].mark.word)}", "bad"))
    spans.append((f"   runs {content.first} – {content.last}", "dim"))
    return tuple(spans)


def _cell(content: Calendar, items: Sequence[CalendarItem], d: dt.date, day: dt.date, grid: Grid) -> list[Line]:
    """Paint one day as ``grid.height`` lines; the chosen one is laid over with the cursor's style."""
    inner = grid.width - 1
    number = f"[{d.day}]" if d == content.today else f" {d.day} "
    outside = d.month != day.month or not content.first <= d <= content.last
    tone = "accent" if d == content.today else "dim" if outside else "plain"
    lead = "▸" if d == day else " "
    lines: list[Line] = [((lead, "key"), (f"{number}", tone))]
    if grid.height == 1:
        lines[0] += _summary(items, inner - width_of(number) - 1)
    elif len(items) > 1 and grid.height == 2:
        lines.append(((" ", "plain"), *_summary(items, inner)))
    else:
        room = grid.height - 1
        shown = items if len(items) <= room else items[: room - 1]
        lines += [((" ", "plain"), _title(item, inner)) for item in shown]
        if len(shown) < len(items):
            lines.append(((" ", "plain"), *_rest(items[len(shown) :], inner)))
    lines += [()] * (grid.height - len(lines))
    cells = [padded(line, grid.width) for line in lines]
    return [tuple((text, "cursor") for text, _ in cell) for cell in cells] if d == day else cells


def _title(item: CalendarItem, width: int) -> Span:
    return fit(SIGNS[item.mark.tone] + clean(item.title), width - 1), item.mark.tone


def _summary(items: Sequence[CalendarItem], width: int) -> Line:
    """Count items, and of them those that are bad."""
    bad = sum(1 for item in items if item.mark.tone == "bad")
    if not items:
        return ()
    tone = "bad" if bad else next((i.mark.tone for i in items if i.mark.tone == "warn"), "plain")
    text = f"{len(items)} · {SIGNS['bad']} {bad}" if bad else f"{len(items)} items" if len(items) > 1 else "1 item"
    return ((fit(text, max(1, width)), tone),)


def _rest(items: Sequence[CalendarItem], width: int) -> Line:
    bad = sum(1 for item in items if item.mark.tone == "bad")
    text = f"+{len(items)} more" + (f" · ! {bad}" if bad else "")
    return ((fit(text, width), "bad" if bad else "dim"),)


def paint_day(content: Calendar, items: Sequence[CalendarItem], day: dt.date, at: int, room: int, width: int,
              start: str = "") -> list[Line]:  # fmt: skip
    """Paint what there is on one day, the chosen item among it in sight."""
    when = f" {WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"
    lines: list[Line] = [((when, "title"), (" · today" if day == content.today else "", "accent"))]
    if not items:
        text = content.empty if not content.items else "Nothing on this day."
        lines += [((f"   {line}", "dim"),) for line in wrap(f"{text} {start}", max(10, width - 4))]
        return lines[:room]
    top = max(0, min(at - (room - 1) // 2, len(items) - (room - 1)))
    return [*lines, *[_entry(item, i == at, width) for i, item in enumerate(items) if top <= i < top + room - 1]]


def _entry(item: CalendarItem, here: bool, width: int) -> Line:
    word = signed(clean(item.mark.word), item.mark.tone)
    style = "cursor" if here else ""
    title = clean(item.title)
    spans: list[Span] = [(" ▸ " if here else "   ", style or "key")]
    if item.time:
        spans.append((f"{clean(item.time)}  ", style or "plain"))
    spans.append((title, style or "plain"))
    if word:
        spans.append((f"  {word}", style or item.mark.tone))
    if item.detail:
        spans.append((f"  {clean(item.detail)}", style or "dim"))
    return padded(tuple(spans), width) if not here else tuple((t, "cursor") for t, _ in padded(tuple(spans), width))
