"""Calendars as iCalendar (RFC 5545): times in UTC, an id that stays, so that a second import updates the first."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from influcore.contributions import Calendar, CalendarItem, Content, clean
from influcore.entities import zone_named
from influcore.errors import InvalidInput, Refused

if TYPE_CHECKING:
    import icalendar

_START = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
_LENGTH = dt.timedelta(minutes=15)


def ics_bytes(content: Content, *, now: dt.datetime, alarms: Sequence[int] = ()) -> bytes:
    """Write a calendar, with an alarm so many days before each item. Errors: InvalidInput; Refused if empty."""
    if not isinstance(content, Calendar):
        raise InvalidInput("this panel is no calendar", hint="as in campaign.calendar")
    if not content.items:
        raise Refused("there is nothing in this calendar", hint=content.empty)
    import icalendar

    made = icalendar.Calendar()
    made.add("prodid", "-//influcore//influcore//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    if content.title:
        made.add("x-wr-calname", clean(content.title))
    for item in content.items:
        made.add_component(_event(item, content.zone, now, alarms))
    return bytes(made.to_ical())


def _event(item: CalendarItem, zone: str, now: dt.datetime, alarms: Sequence[int]) -> icalendar.Event:
    import icalendar

    event = icalendar.Event()
    event.add("uid", _uid(item))
    event.add("dtstamp", now)
    event.add("last-modified", now)
    event.add("sequence", int((now - _START) / dt.timedelta(minutes=1)))
    event.add("summary", clean(item.title))
    start = _start(item, zone)
    event.add("dtstart", start)
    event.add("dtend", start + (_LENGTH if isinstance(start, dt.datetime) else dt.timedelta(days=1)))
    about = "\n".join(clean(text) for text in (item.mark.word, item.detail) if text)
    if about:
        event.add("description", about)
    for days in sorted(set(alarms)):
        alarm = icalendar.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", clean(item.title))
        alarm.add("trigger", dt.timedelta(days=-days))
        event.add_component(alarm)
    return event


def _uid(item: CalendarItem) -> str:
    """Give an id that is the same in every export of the same thing."""
    if item.ref is not None:
        return f"{item.ref.kind}-{item.ref.id}@influcore"
    digest = hashlib.sha256(f"{item.day}|{item.time}|{item.title}".encode()).hexdigest()
    return f"{digest[:32]}@influcore"


def _start(item: CalendarItem, zone: str) -> dt.datetime | dt.date:
    """Give the moment in UTC, or the day where no time or no zone is known."""
    if not item.time or not zone:
        return item.day
    wall = dt.datetime.combine(item.day, dt.time.fromisoformat(item.time))
    return wall.replace(tzinfo=zone_named(zone)).astimezone(dt.UTC)
