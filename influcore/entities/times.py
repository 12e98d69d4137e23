"""Local times of a campaign, made aware without guessing."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def zone_named(name: str) -> ZoneInfo:
    """Find an IANA time zone. Errors: ValueError for a name that is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"“{name}” is no IANA time zone such as Europe/Paris") from error


def localize(wall: dt.datetime, zone: str, *, later: bool | None = None) -> dt.datetime:
    """Make a wall-clock time aware.

    Errors: ValueError where the clocks skip that time, or show it twice and ``later`` does not say which is meant.
    """
    if wall.tzinfo is not None:
        return wall
    tz = zone_named(zone)
    first, second = wall.replace(tzinfo=tz, fold=0), wall.replace(tzinfo=tz, fold=1)
    if first.utcoffset() == second.utcoffset():
        return first
    if first.astimezone(dt.UTC).astimezone(tz).replace(tzinfo=None) != wall:
        raise ValueError(f"{wall:%Y-%m-%d %H:%M} does not exist in {zone}: the clocks skip it")
    if later is None:
        raise ValueError(f"{wall:%Y-%m-%d %H:%M} comes twice in {zone}: give it with its offset, as in +01:00")
    return second if later else first


def utc_text(moment: dt.datetime) -> str:
    """Write an aware time as the workspace stores it: ``2026-11-22T09:30:00Z``."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone")
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def from_utc_text(text: str) -> dt.datetime:
    """Read what `utc_text` wrote, in UTC."""
    return dt.datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(dt.UTC)
