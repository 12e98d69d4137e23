"""Lists of followers handed to the plugin as an import would, and a campaign to count them in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from influcore import AudienceChunk
from influcore_overlap.sink import AUDIENCES

JUNE = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)


@pytest.fixture
def keep(desk: Any) -> Callable[..., Any]:
    """Keep a list: ``keep("anna", range(100))``; gives the report."""

    def kept(
        account: str, viewers: Iterable[object], *, platform: str = "instagram", namespace: str = "",
        as_of: dt.datetime = JUNE,
    ) -> Any:  # fmt: skip
        ids = [str(viewer) for viewer in viewers]
        chunk = AudienceChunk(platform=platform, accounts=[account] * len(ids), viewers=ids, namespace=namespace)
        with desk.write("import") as write:
            taker = AUDIENCES.open(write, "list.csv", as_of)
            taker.take([chunk])
            return taker.close()

    return kept


@pytest.fixture
def campaign(run: Callable[..., Any]) -> Callable[..., None]:
    """Put people into the campaign *summer*: ``campaign(anna=100, ben=None)``, handle and followers."""
    run("campaign.new", name="Summer", advertiser="Lumen", starts="2026-06-01", ends="2026-06-30")

    def cast(platform: str = "instagram", **people: int | None) -> None:
        for name, followers in people.items():
            counted = {} if followers is None else {"followers": str(followers)}
            run("influencer.new", name=name.capitalize(), platform=platform, handle=name, **counted)
            run("collaboration.add", campaign="summer", influencer=name)

    return cast


@pytest.fixture
def panel(desk: Any) -> Callable[[], dict[str, Any]]:
    """Read the panel: each part by its name."""

    def read() -> dict[str, Any]:
        found = desk.host.panel("overlap.audiences")
        return dict(desk.content(found, found.params(campaign="summer")).parts)

    return read


def rows_of(part: Any) -> list[dict[str, Any]]:
    """Give the rows of a table."""
    return [dict(row) for row in part.rows.stream()]
