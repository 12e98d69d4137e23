"""A widget that raises while it is composed."""

from textual.widget import Widget


class Broken(Widget):
    """Raise in compose."""

    def compose(self):
        raise RuntimeError("boom in compose")
