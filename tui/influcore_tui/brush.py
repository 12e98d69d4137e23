"""Widgets that paint lines of named styles; every colour comes from the one stylesheet."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from .paint import STYLES, Line, padded

CLASSES = frozenset(f"paint--{name}" for name in STYLES)


def strip_of(widget: Widget, line: Line, width: int, over: str = "") -> Strip:
    """Paint a line with the widget's own component styles; ``over`` is laid over all of it, as the cursor is."""
    top = widget.get_component_rich_style(f"paint--{over}", partial=True) if over else None
    segments = []
    for text, name in padded(line, width):
        base = widget.get_component_rich_style(f"paint--{name}")
        segments.append(Segment(text, base + top if top else base))
    return Strip(segments, width)


class PaintedLine(Widget):
    """One line at the edge of a screen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(CLASSES)

    def line(self, width: int) -> Line:
        return ()

    def render_line(self, y: int) -> Strip:
        return strip_of(self, self.line(self.size.width) if y == 0 else (), self.size.width)


class Painted(ScrollView):
    """Many lines with a window on them."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(CLASSES)
    ALLOW_SELECT = False

    @property
    def inner_width(self) -> int:
        """The width there is to paint on, the scrollbar left out."""
        return self.scrollable_content_region.width

    def strip_of(self, line: Line, width: int, over: str = "") -> Strip:
        return strip_of(self, line, width, over)

    def hint_height(self, height: int) -> None:
        """Say how high the whole is; a parent that takes its height from it is laid out anew."""
        size = self.virtual_size.with_height(height)
        if size != self.virtual_size:
            self.virtual_size = size
            self._scroll_update(size)  # as OptionList does: the scrollbar does not follow by itself
            self.refresh(layout=True)
