"""The kit's fixtures. Nothing heavy is imported before a test asks for it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from .clock import Clock

if TYPE_CHECKING:
    from influcore.services.desk import Desk

    from .campaigns import Planted
    from .hosts import Plugin
    from .workspaces import Workspaces

_USES = ("CACHE", "CONFIG", "DATA")
_CHOICES = ("WORKSPACE", "BLOCK", "PLUGINS_DIR", "NO_PLUGINS")


@pytest.fixture(scope="session", autouse=True)
def influcore_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep settings, keys and caches of these tests in a folder of their own, away from the user's."""
    home = tmp_path_factory.mktemp("influcore-home")
    former = dict(os.environ)
    for use in _USES:
        os.environ[f"INFLUCORE_{use}_DIR"] = str(home / use.lower())
    for choice in _CHOICES:
        os.environ.pop(f"INFLUCORE_{choice}", None)
    yield home
    os.environ.clear()
    os.environ.update(former)


@pytest.fixture
def clock() -> Clock:
    """A clock that stands on the tenth of June 2026 at noon, UTC, until it is moved."""
    return Clock()


@pytest.fixture(scope="session")
def _influcore_made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[object, Path]]:
    return tmp_path_factory.mktemp("influcore-workspaces"), {}


@pytest.fixture
def workspace(
    _influcore_made: tuple[Path, dict[object, Path]], influcore_home: Path, clock: Clock
) -> Iterator[Workspaces]:
    """Make desks on empty workspaces with chosen plugins: ``workspace("links")``, ``workspace(my_module)``."""
    from .workspaces import Workspaces

    made = Workspaces(*_influcore_made, clock)
    yield made
    made.close()


@pytest.fixture
def influcore_plugins() -> tuple[Plugin, ...]:
    """Name the plugins that `desk` has: all that are installed. Override it to choose."""
    from importlib.metadata import entry_points

    return tuple(sorted({entry.name for entry in entry_points(group="influcore")}))


@pytest.fixture
def desk(workspace: Workspaces, influcore_plugins: tuple[Plugin, ...]) -> Desk:
    """An empty workspace with the plugins that `influcore_plugins` names."""
    return workspace(*influcore_plugins)


@pytest.fixture
def campaign_factory(request: pytest.FixtureRequest) -> Callable[..., Planted]:
    """Make campaigns with creators and pieces on `desk`, or on another: ``campaign_factory(creators=3, posts=20)``."""
    from .campaigns import plant

    def make(desk: Desk | None = None, **options: Any) -> Planted:
        return plant(request.getfixturevalue("desk") if desk is None else desk, **options)

    return make


@pytest.fixture
def captured_tui() -> Callable[..., str]:
    """Show a desk in the terminal application and give the text of the screen, as wide and high as asked.

    ``captured_tui(desk, campaign="summer", size=(140, 40), press=("tab",))``. Skips where the application is missing.
    """
    from .screen import capture, missing

    reason = missing()
    if reason:
        pytest.skip(reason)
    return capture
