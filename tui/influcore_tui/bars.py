"""The lines at the edges: where one is, how things stand, and which keys do what."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from influcore.terminal import clean

from .brush import PaintedLine
from .paint import Line, Span, fit, width_of

_KEYS = {
    "enter": "Enter", "slash": "/", "colon": ":", "question_mark": "?", "escape": "Esc", "space": "Space",
    "left_square_bracket": "[", "right_square_bracket": "]", "pagedown": "PgDn", "pageup": "PgUp", "tab": "Tab",
    "up": "↑", "down": "↓", "left": "←", "right": "→", "home": "Home", "end": "End", "plus": "+", "minus": "-",
}  # fmt: skip


def key_name(key: str) -> str:
    """Write a key as it stands on the keyboard."""
    before, plus, last = key.rpartition("+")
    word = _KEYS.get(last, last)
    word = word.upper() if plus or word in ("f1",) else word
    return f"{before.capitalize()}{plus}{word}" if plus else word


class TitleBar(PaintedLine):
    """The program, the way to here, and the file one works on."""

    def __init__(self, crumbs: Callable[[], Sequence[str]], file: str) -> None:
        super().__init__()
        self._crumbs = crumbs
        self._file = clean(file)

    def line(self, width: int) -> Line:
        name, file = " influcore ", f" {self._file} "
        room = width - width_of(name) - width_of(file) - 2
        crumbs = [clean(crumb) for crumb in self._crumbs()]
        way = " › ".join(crumbs)
        while width_of(way) > room and len(crumbs) > 1:
            crumbs = crumbs[1:]
            way = "… › " + " › ".join(crumbs)
        if room < 8:
            return ((name, "brand"), ("  " + fit(way, max(1, width - width_of(name) - 2)), "title"))
        return ((name, "brand"), ("  " + fit(way, room), "title"), (file, "dim"))


class StatusLine(PaintedLine):
    """One line of news about the pane above it."""

    text = ""

    def tell(self, text: str) -> None:
        if text != self.text:
            self.text = text
            self.refresh()

    def line(self, width: int) -> Line:
        return ((fit(f" {clean(self.text)}", width), "dim"),)


class KeyBar(PaintedLine):
    """The keys that do something here, the most particular first; help and palette always stay in sight."""

    ALWAYS = ("help", "palette")
    FIRST = ("open", "add", "edit", "menu", "filter", "options", "want_back", "item_day", "month", "undo", "sort")

    def __init__(self, words: Callable[[], Mapping[str, str]]) -> None:
        super().__init__()
        self._words = words

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, _: Any) -> None:
        self.refresh()

    def line(self, width: int) -> Line:
        keys = self._keys()
        last = [pair for action, *pair in keys if action in self.ALWAYS]
        tail = _painted(last)
        room = width - sum(width_of(text) for text, _ in tail) - 1
        shown: list[Span] = []
        for action, *pair in keys:
            spans = _painted([pair])
            size = sum(width_of(text) for text, _ in spans)
            if action not in self.ALWAYS and size <= room:
                shown += spans
                room -= size
        return ((" ", "plain"), *shown, *tail)

    def _keys(self) -> list[tuple[str, str, str]]:
        """List (action, key, words) of what is bound here, each action once."""
        words = self._words()  # by action, as in want('add')
        found: dict[str, tuple[str, str, str]] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            verb, _, argument = binding.action.partition("(")
            name = argument.strip("')") if verb == "want" else verb
            told = words.get(name, binding.description)
            if binding.show and active.enabled and told and binding.action not in found:
                found[binding.action] = (name, binding.key_display or key_name(binding.key), told)
        return sorted(found.values(), key=lambda key: self.FIRST.index(key[0]) if key[0] in self.FIRST else 99)


def _painted(pairs: Sequence[Sequence[str]]) -> list[Span]:
    return [span for key, words in pairs for span in ((key, "key"), (f" {clean(words)}  ", "dim"))]
