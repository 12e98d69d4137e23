"""Widgets that paint lines of named styles; every colour comes from the one stylesheet."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from .paint import STYLES, Line, padded

CLASSES = frozenset(f"paint--{name}" for name in STYLES)


class Brush(Widget):
    """Turns a line into a strip, with the widget's own component styles."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(CLASSES)

    def style_named(self, name: str) -> Style:
        return self.get_component_rich_style(f"paint--{name}")

    def strip_of(self, line: Line, width: int, over: str = "") -> Strip:
        """Paint a line; ``over`` is a style laid over all of it, as for the cursor."""
        top = self.get_component_rich_style(f"paint--{over}", partial=True) if over else None
        segments = []
        for text, name in padded(line, width):
            base = self.style_named(name)
            segments.append(Segment(text, base + top if top else base))
        return Strip(segments, width)


class PaintedLine(Brush):
    """One line at the edge of a screen."""

    def line(self, width: int) -> Line:
        return ()

    def render_line(self, y: int) -> Strip:
        return self.strip_of(self.line(self.size.width) if y == 0 else (), self.size.width)


class Painted(Brush, ScrollView):
    """Many lines with a window on them."""

    ALLOW_SELECT = False

    def hint_size(self, width: int, height: int) -> None:
        """Say how large the whole is; a parent that takes its height from it is laid out anew."""
        size = self.virtual_size.with_width(width).with_height(height)
        if size != self.virtual_size:
            self.virtual_size = size
            self.refresh(layout=True)
