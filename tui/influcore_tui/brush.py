"""Widgets that paint lines of named styles; every colour comes from the one stylesheet.

The styles are component classes of the application, not of each widget: Textual works out every component class of
every widget at every restyling, and 17 styles on 5 widgets took 40 ms before the first paint.
"""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from .paint import STYLES, Line, padded

R = TypeVar("R")


class InkedApp(App[R]):
    """An application that knows the styles of painted text."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"paint--{name}" for name in STYLES}

    def __init__(self) -> None:
        super().__init__()
        self._inks: dict[tuple[str, str, Style], Style] = {}

    def ink(self, name: str, base: Style) -> Style:
        """Give a widget's own style with a named one over it."""
        key = (self.theme, name, base)
        if key not in self._inks:
            self._inks[key] = base + self._partial(name, base)
        return self._inks[key]

    def _partial(self, name: str, base: Style) -> Style:
        """Give what a style sets; a background that lets through is mixed with the one below it."""
        styles = self.get_component_styles(f"paint--{name}")
        colour = styles.color.rich_color if styles.has_rule("color") else None
        ground = None
        if styles.has_rule("background"):
            below = Color.from_rich_color(base.bgcolor) if base.bgcolor else self.background_colors[1]
            ground = (below + styles.background).rich_color
        style: Style = Style(color=colour, bgcolor=ground) + styles.text_style
        return style


def strip_of(widget: Widget, line: Line, width: int, over: str = "") -> Strip:
    """Paint a line on the widget's own ground; ``over`` is laid over all of it, as the cursor is."""
    app: InkedApp[Any] = widget.app  # type: ignore[assignment]
    own = widget.rich_style
    segments = []
    for text, name in padded(line, width):
        style = app.ink(name, own)
        segments.append(Segment(text, app.ink(over, style) if over else style))
    return Strip(segments, width)


class PaintedLine(Widget):
    """One line at the edge of a screen."""

    def line(self, width: int) -> Line:
        return ()

    def render_line(self, y: int) -> Strip:
        return strip_of(self, self.line(self.size.width) if y == 0 else (), self.size.width)


class Painted(ScrollView):
    """Many lines with a window on them."""

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
