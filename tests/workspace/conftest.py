import datetime as dt

import pytest

from influcore.workspace import Actor, Surroundings, Workspace

NOW = dt.datetime(2026, 6, 10, 12, 0, tzinfo=dt.UTC)


@pytest.fixture
def workspace(tmp_path):
    made = Workspace.create(
        tmp_path / "w.influcore", around=Surroundings(clock=lambda: NOW), actor=Actor(kind="user", name="jo")
    )
    yield made
    made.close()
