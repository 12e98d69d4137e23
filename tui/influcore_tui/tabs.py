"""The line of tabs: titles shorten until all fit, and scroll where even that does not do."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.message import Message
from textual.reactive import reactive

from .brush import PaintedLine
from .paint import Line, Span, fit, width_of

LONGEST, SHORTEST = 40, 8
GAP = 1


def fit_titles(titles: Sequence[str], active: int, width: int) -> list[str]:
    """Shorten the longest titles, the active one last, until the line fits or none can give.

    Each tab takes its title, a number before it and a blank to either side.
    """
    shown = list(titles)
    while _taken(shown) > width:
        giving = [at for at in range(len(shown)) if at != active and width_of(shown[at]) > SHORTEST]
        if not giving:
            break
        longest = max(giving, key=lambda at: width_of(shown[at]))
        shown[longest] = fit(titles[longest], width_of(shown[longest]) - 1)
    return shown


def _taken(titles: Sequence[str]) -> int:
    return sum(width_of(title) + 4 for title in titles) + GAP * (len(titles) - 1)


def in_sight(titles: Sequence[str], active: int, width: int) -> range:
    """Say which tabs to show around the active one where not all fit."""
    first, last = active, active
    while True:
        if last + 1 < len(titles) and _taken(titles[first : last + 2]) + 2 <= width:
            last += 1
        elif first > 0 and _taken(titles[first - 1 : last + 1]) + 2 <= width:
            first -= 1
        else:
            return range(first, last + 1)


class TabStrip(PaintedLine):
    """Numbered tabs in one line."""

    active: reactive[int] = reactive(0)

    class Chosen(Message):
        """A tab was clicked."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, titles: Sequence[str], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._titles = [title if width_of(title) <= LONGEST else fit(title, LONGEST) for title in titles]
        self._spans: list[tuple[int, int, int]] = []

    def line(self, width: int) -> Line:
        titles = fit_titles(self._titles, self.active, width)
        sight = range(len(titles)) if _taken(titles) <= width else in_sight(titles, self.active, width)
        spans: list[Span] = [("‹", "dim")] if sight.start else []
        self._spans, left = [], len(spans)
        for at in sight:
            text = f"[{at + 1} {titles[at]}]" if at == self.active else f" {at + 1} {titles[at]} "
            self._spans.append((left, left + width_of(text), at))
            left += width_of(text) + GAP
            number, rest = text[: len(str(at + 1)) + 1], text[len(str(at + 1)) + 1 :]
            spans += [(text, "tab")] if at == self.active else [(number, "key"), (rest, "dim")]
            spans.append((" " * GAP, "plain"))
        if sight.stop < len(titles):
            spans.append(("›", "dim"))
        return tuple(spans)

    def on_click(self, event: events.Click) -> None:
        for left, right, at in self._spans:
            if left <= event.x < right:
                self.post_message(self.Chosen(at))
