"""The plugin keeps the contracts of panels, actions and tables."""

from __future__ import annotations

from typing import ClassVar

import influcore_overlap
from influcore import AudienceChunk, Influencer
from influcore.testing import ActionContract, PanelContract, TablesContract


def keep_lists(desk, planted):
    """Each creator has a list of followers, with some in both."""
    [sink] = [sink for sink in desk.host.sinks() if sink.takes is AudienceChunk]
    for number, profile in enumerate(planted.profiles):
        with desk.write("import") as write:
            taker = sink.open(write, f"{profile.handle}.txt", write.now)
            people = [str(person) for person in range(number * 30, number * 30 + 50)]
            taker.take([AudienceChunk(platform="instagram", accounts=[profile.handle] * 50, viewers=people)])
            taker.close()
    form = desk.host.action("group.new").form
    people = tuple(desk.session().get(Influencer, profile.influencer).slug for profile in planted.profiles)
    desk.run("group.new", form(name="Liked", influencers=people))


class TestPanels(PanelContract):
    plugin = influcore_overlap
    with_plugins = ("forecast",)
    texts: ClassVar = {"overlap.group": {"group": "liked"}, "overlap.group_selection": {"group": "liked"}}

    def fill(self, desk, planted):
        keep_lists(desk, planted)


class TestActions(ActionContract):
    plugin = influcore_overlap
    texts: ClassVar = {
        "overlap.forget": {"audience": "instagram:summer_creator_1"},
        "overlap.sampled": {"audience": "instagram:summer_creator_1", "rate": "0.5"},
    }

    def fill(self, desk, planted):
        keep_lists(desk, planted)


class TestTables(TablesContract):
    plugin = influcore_overlap
