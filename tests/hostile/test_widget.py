"""A widget of a plugin that raises while it is composed costs its own pane alone."""

from __future__ import annotations

import asyncio

from textual.app import App


def test_a_widget_that_raises_in_compose_shows_why_and_the_application_lives(hostile_host):
    from influcore_tui.foreign import ForeignPane, widget_class

    screen = hostile_host.screen("broken_widget.draw")
    pane = ForeignPane(screen.name, lambda: widget_class(screen.widget), {})

    class Small(App):
        def compose(self):
            yield pane

    async def drive():
        async with (app := Small()).run_test() as pilot:
            for _ in range(50):
                await pilot.pause()
                if pane.broken:
                    break
            return pane.broken, app.is_running

    broken, is_running = asyncio.run(drive())
    assert "boom in compose" in str(broken)
    assert is_running
