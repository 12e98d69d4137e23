"""What every test may use: the kit for plugins, and workspaces with all that is installed."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest_plugins = ["influcore.testing"]
NOW = dt.datetime(2026, 6, 10, 12, 0, tzinfo=dt.UTC)  # where the kit's clock stands


@pytest.fixture(scope="session")
def installed_host(influcore_home: Path) -> Any:
    """The host with the plugins that are installed."""
    from influcore.host import Host

    return Host.load()


@pytest.fixture
def desk(tmp_path: Path, installed_host: Any, clock: Callable[[], dt.datetime]) -> Iterator[Any]:
    """An empty workspace with all installed plugins; its ids, and so its forecasts, are the same each time."""
    from influcore.entities import CountedIds
    from influcore.services.desk import Desk

    made = Desk.create(tmp_path / "test.influcore", installed_host, clock=clock, ids=CountedIds())
    yield made
    made.close()


@pytest.fixture
def run(desk: Any) -> Callable[..., Any]:
    """Run an action by name with texts, as the command line does."""
    from influcore.contributions import parse_form

    def perform(name: str, /, **texts: Any) -> Any:
        return desk.run(name, parse_form(desk.host.action(name).form, texts))

    return perform


@pytest.fixture
def summer(run: Callable[..., Any]) -> str:
    """A campaign in June with one influencer and two pieces, one of them overdue; gives its slug."""
    run("campaign.new", name="Summer", advertiser="Maison Verte", starts="2026-06-01", ends="2026-06-30",
        budget="5000 EUR", zone="Europe/Paris")  # fmt: skip
    run("influencer.new", name="Lea Martin", platform="instagram", handle="@lea.martin", followers="48200")
    run("deliverable.add", campaign="summer", influencer="lea-martin", format="reel", due="2026-06-20 18:00",
        fee="800 EUR")  # fmt: skip
    run("deliverable.add", campaign="summer", influencer="lea-martin", format="story", due="2026-06-05 18:00")
    return "summer"


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory, installed_host: Any) -> Path:
    """The demo workspace as it is made on the tenth of June 2026; read it, never write it."""
    from influcore.services.demo import build

    path = tmp_path_factory.mktemp("demo") / "demo.influcore"
    build(path, installed_host, clock=lambda: NOW).close()
    return path


@pytest.fixture
def demo(demo_file: Path, installed_host: Any, clock: Callable[[], dt.datetime], tmp_path: Path) -> Iterator[Any]:
    """A desk on a copy of the demo workspace."""
    import shutil

    from influcore.services.desk import Desk

    copy = tmp_path / "demo.influcore"
    shutil.copy(demo_file, copy)
    opened = Desk.open(copy, installed_host, clock=clock)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real data; tests that need it are skipped where nobody named one."""
    named = os.environ.get("INFLUCORE_REAL_DATA", "")
    if not named:
        pytest.skip("INFLUCORE_REAL_DATA is not set")
    return Path(named)
