"""Text from outside, made harmless: the one way into a widget, and the last wall before the terminal."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter

from influcore.errors import InflucoreError
from influcore.terminal import clean

# What makes a terminal act instead of write: C0 (with ESC), DEL and C1.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def display(text: object, style: str = "") -> Content:
    """Make what a widget may show from any text: no markup, no control characters, one line."""
    return Content.styled(clean(str(text)), style) if style else Content(clean(str(text)))


def display_lines(lines: Sequence[object]) -> Content:
    """Make several lines for a widget; a line break within one of them becomes a blank."""
    return Content("\n").join([display(line) for line in lines])


def reason(error: BaseException) -> tuple[str, str]:
    """Say in two sentences what failed: the message, and the hint or the kind of failure."""
    if isinstance(error, InflucoreError):
        return error.message, error.hint
    try:
        told = str(error)
    except Exception:  # noqa: BLE001 - a foreign error's own message may raise too
        told = "its message can not be read"
    return f"{type(error).__name__}: {told}" if told else type(error).__name__, ""


class Wall(LineFilter):
    """Drop control characters, terminal links and click actions from whatever is about to be written."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        if all(_is_harmless(segment) for segment in segments):
            return segments
        return [segment if _is_harmless(segment) else _defused(segment) for segment in segments]


def _is_harmless(segment: Segment) -> bool:
    text, style, control = segment
    if control or (style is not None and (style.link or _acts(style))):
        return False
    return text.isprintable() or _CONTROL.search(text) is None


def _acts(style: Style) -> bool:
    return style._meta is not None and any(str(key).startswith("@") for key in style.meta)


def _defused(segment: Segment) -> Segment:
    text, style, _ = segment
    if style is not None:
        kept = {key: value for key, value in style.meta.items() if not str(key).startswith("@")}
        style = style.clear_meta_and_links()
        style = style + Style.from_meta(kept) if kept else style
    return Segment(_CONTROL.sub("", text), style)
