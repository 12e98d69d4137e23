"""Dates as exports write them, never guessed between day and month."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from influcore.entities import localize

_ISO = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:[ T](?P<time>[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(?:\.[0-9]{1,9})?\s?(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_WORDS = re.compile(r"(?P<month>[A-Z][a-z]{2})[a-z]*\.? (?P<day>[0-9]{1,2}), (?P<year>[0-9]{4})")
_NUMBERS = re.compile(
    r"(?P<a>[0-9]{1,2})(?P<mark>[./-])(?P<b>[0-9]{1,2})(?P=mark)(?P<year>[0-9]{4})"
    r"(?: (?P<time>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?))?"
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

Moment = tuple[dt.datetime, bool]  # aware; whether the time of day is known


@lru_cache(maxsize=4096)
def parse_moment(text: str, zone: str = "UTC", order: str = "") -> Moment:
    """Read ``2017-04-29``, ``2020-04-28 20:56:30Z``, ``May 8, 2020`` or, with ``order`` dmy or mdy, ``08/05/2020``.

    A time without a zone of its own is in ``zone``; a day alone is its midnight in UTC, and not exact.
    Errors: ValueError, also for a time that the clocks skip or show twice.
    """
    if match := _ISO.fullmatch(text):
        if not match["time"]:
            return _midnight(dt.date.fromisoformat(match["day"])), False
        moment = dt.datetime.fromisoformat(f"{match['day']} {match['time']}{match['zone'] or ''}")
        return localize(moment, zone).astimezone(dt.UTC), True
    if (match := _WORDS.fullmatch(text)) and match["month"] in _MONTHS:
        day = dt.date(int(match["year"]), _MONTHS.index(match["month"]) + 1, int(match["day"]))
        return _midnight(day), False
    if match := _NUMBERS.fullmatch(text):
        return _by_numbers(match, zone, order)
    raise ValueError(f"“{text[:40]}” is no date that we know")


def _by_numbers(match: re.Match[str], zone: str, order: str) -> Moment:
    if order not in ("dmy", "mdy"):
        raise ValueError(f"“{match[0]}” may be day or month first: say --option dates=dmy or dates=mdy")
    day, month = (match["a"], match["b"]) if order == "dmy" else (match["b"], match["a"])
    date = dt.date(int(match["year"]), int(month), int(day))
    if not match["time"]:
        return _midnight(date), False
    time = dt.time.fromisoformat(":".join(part.rjust(2, "0") for part in match["time"].split(":")))
    return localize(dt.datetime.combine(date, time), zone).astimezone(dt.UTC), True


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), dt.UTC)
