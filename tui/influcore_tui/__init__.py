"""The terminal application: it paints panels and runs actions, and knows the core only."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from influcore.services.desk import Desk


def run(desk: Desk, campaign: str | None = None) -> int:
    """Show the workspace until the user quits; gives the exit code.

    :param campaign: id or slug of a campaign to open at once.
    """
    import gc

    gc.disable()  # until the first paint, which it would hold up by a tenth: all that is made until then stays
    from .app import InflucoreApp

    app = InflucoreApp(desk, campaign)
    app.run()
    return app.return_code or 0
