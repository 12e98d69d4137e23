"""Help: every key that does something here, and every action there is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from influcore.terminal import clean

from .bars import key_name
from .lines_view import LinesView
from .offers import title_of
from .paint import Line, fit, wrap
from .text import display

if TYPE_CHECKING:
    from influcore.host import Listed

_GROUPS = {
    "table": "In tables", "calendar": "In the calendar", "lines": "In texts", "tab": "Tabs", "app": "Everywhere",
}  # fmt: skip
Keys = Sequence[tuple[str, str, str]]


def keys_of(active: Iterable[Any]) -> list[tuple[str, str, str]]:
    """List (group, keys, words) of bindings, keys of the same action together."""
    found: dict[tuple[str, str], list[str]] = {}
    for entry in active:
        binding = entry.binding
        group = _GROUPS.get((binding.id or "").partition(".")[0])
        if group and binding.description:
            found.setdefault((group, binding.description), []).append(key_name(binding.key))
    order = list(_GROUPS.values())
    pairs = sorted(found.items(), key=lambda pair: order.index(pair[0][0]))
    return [(group, " ".join(dict.fromkeys(keys)), words) for (group, words), keys in pairs]


def paint_help(content: tuple[Keys, Sequence[Listed]], width: int) -> list[Line]:
    """Paint keys by group, then actions with what they do."""
    keys, actions = content
    lines: list[Line] = []
    group = ""
    for part, key, words in keys:
        if part != group:
            lines += [(), ((f" {part}", "head"),)]
            group = part
        lines.append(((fit(f"   {key}", 18), "key"), (clean(words), "plain")))
    lines += [(), ((" Actions: the palette (:) has them all; m offers those that fit a row", "head"),)]
    for action in actions:
        first, *rest = wrap(f"{title_of(action)}: {clean(action.help)}", max(20, width - 32))
        lines.append(((fit(f"   {clean(action.name)}", 30), "key"), (first, "plain")))
        lines += [((" " * 30, "plain"), (text, "plain")) for text in rest]
    return lines[1:]


class HelpScreen(ModalScreen[None]):
    """Closed by Escape, q or ?."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark", "dismiss(None)", "Close", id="help.close")
    ]

    def __init__(self, keys: Keys, actions: Sequence[Listed]) -> None:
        super().__init__()
        self._content = (keys, actions)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog wide"):
            yield Static(display("Keys and actions"), classes="dialog-title")
            yield LinesView(self._content, paint_help)
            yield Static(display("j k scroll   Esc close"), classes="dialog-keys")
