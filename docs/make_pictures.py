"""Draw the pictures in docs/img from the sample workspace, always on the same day.

Run it after the screens or the sample have changed: ``python docs/make_pictures.py [FOLDER]``.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import re
import sys
import tempfile
from pathlib import Path

IMAGES = Path(__file__).with_name("img")
TODAY = dt.datetime(2026, 11, 24, 9, 30, tzinfo=dt.UTC)
SIZE = (132, 38)
# The name of a picture, and the panel on whose tab it is taken.
PICTURES = {
    "forecast": "forecast.outlook",
    "overview": "campaign.overview",
    "calendar": "campaign.calendar",
    "overlap": "overlap.audiences",
}
SETTLED, PATIENCE = 0.4, 60


async def draw(folder: Path, images: Path) -> None:
    """Make the sample in ``folder`` and take every picture."""
    from influcore.host import Host, HostOptions
    from influcore.services.demo import build
    from influcore_tui.app import InflucoreApp

    desk = build(folder / "demo.influcore", Host.load(HostOptions(cache_dir="")), clock=lambda: TODAY)
    app = InflucoreApp(desk, "rosee-launch")
    async with app.run_test(size=SIZE) as pilot:
        await _settle(pilot)
        for name, panel in PICTURES.items():
            assert app.browse.go_to_panel(panel), panel
            await _settle(pilot)
            text = _without_foreign_fonts(app.export_screenshot(title="influcore"))
            (images / f"{name}.svg").write_text(text, encoding="utf-8")
    desk.close()


async def _settle(pilot: object) -> None:
    """Wait until two looks in a row see the same."""
    before = ""
    for _ in range(PATIENCE):
        await pilot.pause(SETTLED)  # type: ignore[attr-defined]
        now = pilot.app.export_screenshot()  # type: ignore[attr-defined]
        if now == before:
            return
        before = now


def _without_foreign_fonts(text: str) -> str:
    """Leave out the fonts that the picture would fetch; whoever looks at it has one of fixed width."""
    return re.sub(r"@font-face \{.*?\}\s*", "", text, flags=re.DOTALL).rstrip() + "\n"


def main(images: Path) -> None:
    """Take the pictures with folders that nobody uses."""
    images.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        for use in ("CONFIG", "DATA", "CACHE"):
            os.environ[f"INFLUCORE_{use}_DIR"] = str(Path(place) / use.lower())
        asyncio.run(draw(Path(place), images))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else IMAGES)
