"""A small campaign on a real file, and a way to carry actions out as a frontend would."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve, frozen

from influcore import Action, Advertiser, Campaign, Collaboration, Deliverable, Influencer, Outcome, Profile
from influcore.workspace.reading import Reader, Surroundings
from influcore.workspace.workspace import Workspace
from influcore_links.tables import TABLES

NOW = dt.datetime(2026, 11, 22, 9, 30, tzinfo=dt.UTC)


@frozen(kw_only=True)
class Scene:
    """A workspace in which Anna is approved for *summer* with two reels and a video, and Ben is still pending."""

    workspace: Workspace
    campaign: Campaign
    anna: Collaboration
    ben: Collaboration
    reels: tuple[Deliverable, Deliverable]
    video: Deliverable

    def read(self) -> Reader:
        return self.workspace.read()

    def do(self, action: Action, **values: Any) -> Outcome:
        plan = action.plan(self.read(), action.form(**values))
        with self.workspace.write(action.name, policy=action.undo) as write:
            return action.do(write, plan)

    def change(self, entity: Any, **values: Any) -> Any:
        with self.workspace.write("test.change") as write:
            return write.change(evolve(entity, **values))

    def add(self, entity: Any) -> Any:
        with self.workspace.write("test.add") as write:
            return write.add(entity)


def _fill(write: Any) -> dict[str, Any]:
    brand = write.add(Advertiser(slug="lumen", name="Lumen"))
    campaign = write.add(
        Campaign(
            slug="summer", name="Summer", advertiser=brand.id, starts=dt.date(2026, 11, 1), ends=dt.date(2026, 11, 30),
            currency="EUR", zone="Europe/Paris", landing_page="https://lumen.example/glow?ref=1#top",
        )
    )  # fmt: skip
    people = [write.add(Influencer(slug=slug, name=slug.title(), country="FR")) for slug in ("anna", "ben")]
    write.add(Profile(influencer=people[0].id, platform="instagram", handle="anna.b"))
    write.add(Profile(influencer=people[0].id, platform="youtube", handle="annab"))
    write.add(Profile(influencer=people[1].id, platform="tiktok", handle="ben"))
    anna = write.add(Collaboration(campaign=campaign.id, influencer=people[0].id, selection="approved"))
    ben = write.add(Collaboration(campaign=campaign.id, influencer=people[1].id))
    pieces = [("instagram", "reel", 24), ("instagram", "reel", 25), ("youtube", "video", 26)]
    one, two, video = (
        write.add(
            Deliverable(
                collaboration=anna.id, platform=platform, format=form, due=dt.datetime(2026, 11, day, tzinfo=dt.UTC)
            )
        )
        for platform, form, day in pieces
    )
    return {"campaign": campaign, "anna": anna, "ben": ben, "reels": (one, two), "video": video}


@pytest.fixture
def make_scene(tmp_path: Path) -> Iterator[Callable[[], Scene]]:
    opened: list[Workspace] = []

    def make() -> Scene:
        path = tmp_path / f"{len(opened)}.influcore"
        workspace = Workspace.create(path, [("links", TABLES)], around=Surroundings(clock=lambda: NOW))
        opened.append(workspace)
        assert workspace.migration_failures == []
        with workspace.write("test.fill") as write:
            return Scene(workspace=workspace, **_fill(write))

    yield make
    for workspace in opened:
        workspace.close()


@pytest.fixture
def scene(make_scene: Callable[[], Scene]) -> Scene:
    return make_scene()
