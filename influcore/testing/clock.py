"""A clock that stands still until a test moves it."""

from __future__ import annotations

import datetime as dt

START = dt.datetime(2026, 6, 10, 12, 0, tzinfo=dt.UTC)


class Clock:
    """Gives the same moment each time it is called; begins on the tenth of June 2026 at noon, UTC."""

    def __init__(self, now: dt.datetime = START) -> None:
        self.set(now)

    def __call__(self) -> dt.datetime:
        return self.now

    def set(self, now: dt.datetime) -> None:
        """Put it on an aware moment. Errors: ValueError for one without a time zone."""
        if now.tzinfo is None:
            raise ValueError(f"{now} has no time zone; add tzinfo=datetime.UTC")
        self.now = now

    def move(self, **step: float) -> dt.datetime:
        """Move it by a timedelta, as in ``move(days=2, hours=-1)``, and give the new moment."""
        self.set(self.now + dt.timedelta(**step))
        return self.now
