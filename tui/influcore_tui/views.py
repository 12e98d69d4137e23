"""What every view of a content has in common, and what it tells the screen around it."""

# No `from __future__ import annotations` here: NamedTuple would compile each annotation anew at every start.
import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from textual.message import Message

from influcore.entities import Ref

from .reader import Reader


class Setting(NamedTuple):
    """What a view is given: where to read lazy rows, and what tells, for a kind of row, how to begin with none."""

    reader: Reader
    start: Callable[[str], str] = lambda kind: ""


class Opened(Message):
    """Enter on something: the screen shows what there is to see about the first of ``refs`` that has anything."""

    def __init__(self, refs: tuple[Ref, ...]) -> None:
        super().__init__()
        self.refs = refs


class MenuAsked(Message):
    """The row's menu is wanted; ``refs`` is what the row names, what it stands for first.

    ``mend`` is the action that would put right what the row tells, ``texts`` what to fill in there.
    """

    def __init__(self, refs: tuple[Ref, ...], mend: str = "", texts: Mapping[str, Any] | None = None) -> None:
        super().__init__()
        self.refs = refs
        self.mend = mend
        self.texts = dict(texts or {})


class Edge(Message):
    """The cursor would leave the view: down (1) or up (-1)."""

    def __init__(self, sender: Any, direction: int) -> None:
        super().__init__()
        self.sender = sender
        self.direction = direction


class Broken(Message):
    """Something came late and failed, as lazy rows do."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error


class FilterAsked(Message):
    """The line for filtering this table is wanted."""

    def __init__(self, sender: Any) -> None:
        super().__init__()
        self.sender = sender


class Refused(Message):
    """Something asked for can not be had, and all stays as it was; the reason is for the user."""

    def __init__(self, why: str) -> None:
        super().__init__()
        self.why = why


class Told(Message):
    """The line below has news: where the cursor is, how rows are sorted and filtered."""


class View:
    """Mixed into widgets that show one content."""

    kind: str = ""

    def show(self, content: Any) -> None:
        """Show this content instead, keeping the cursor where that makes sense."""

    def selected(self) -> Ref | None:
        """Give what the cursor is on."""
        return next(iter(self.refs()), None)

    def refs(self) -> tuple[Ref, ...]:
        """Give everything the row under the cursor names, what it stands for first."""
        return ()

    def day(self) -> dt.date | None:
        """Give the day the cursor is on, in a calendar."""
        return None

    def status(self) -> str:
        """Say where one is, in a few words."""
        return ""

    def copied(self) -> str:
        """Give what copying takes along."""
        return ""
