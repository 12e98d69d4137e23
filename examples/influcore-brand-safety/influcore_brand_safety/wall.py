"""A widget that draws by itself: the escape hatch, where no content of a panel would do."""

from __future__ import annotations

from collections.abc import Callable

from influcore import Influencer, Ref, Session
from influcore.contributions import clean
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from .entities import GRAVITIES
from .reading import concerns_of, taking_part

_BARS = {"low": "░", "medium": "▒", "high": "█"}


class Wall(Widget):
    """Is given what it asks for by name: ``session`` gives a fresh reading, ``subject`` is the campaign."""

    DEFAULT_CSS = "Wall { height: auto; } Wall Static { height: auto; }"

    def __init__(self, session: Callable[[], Session], subject: Ref) -> None:
        super().__init__()
        self._session = session
        self._subject = subject

    def compose(self) -> ComposeResult:
        for line in lines(self._session(), self._subject.id):
            yield Static(Content(line))  # never a plain text: what comes from outside is no markup


def lines(session: Session, campaign: str) -> list[str]:
    """Write a line for each influencer; the word beside each bar says what its blocks do."""
    part = taking_part(session, campaign)
    concerns = concerns_of(session, part)
    people = session.list(Influencer, id=list(part)) if part else ()
    width = max((len(clean(person.name)) for person in people), default=0)
    found = ["Open concerns: ░ low  ▒ medium  █ high"]
    for person in people:
        mine = [concern for concern in concerns.get(person.id, ()) if concern.is_open]
        bar = "".join(_BARS[g] * 3 * sum(c.gravity == g for c in mine) for g in reversed(GRAVITIES))
        words = ", ".join(f"{c.topic} ({c.gravity})" for c in mine) or "nothing noted"
        found.append(f"{clean(person.name):<{width}}  {bar:<12}  {clean(words)}")
    return found
