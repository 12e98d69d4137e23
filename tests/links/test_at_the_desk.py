"""The plugin as people meet it: loaded by its entry point, driven by texts."""

from __future__ import annotations

import pytest

from influcore import Ref, Request
from influcore.contributions.cells import cell_text


@pytest.fixture
def summer(run):
    run("influencer.new", name="Anna", platform="instagram", handle="anna", country="FR")
    run(
        "campaign.new", name="Summer", advertiser="Lumen", starts="2026-06-01", ends="2026-06-30",
        landing_page="https://lumen.example/glow#top",
    )  # fmt: skip
    run("collaboration.add", campaign="summer", influencer="anna", selection="approved")
    return run


def test_links_are_made_shown_undone_and_answered(desk, summer) -> None:
    findings = [f for f in desk.session().findings("summer") if f.check == "links.missing"]
    assert [(f.mend, f.form) for f in findings] == [("links.create", {"collaboration": "summer/anna"})]
    outcome = summer(findings[0].mend, **findings[0].form)
    panel = desk.host.panel("links.register")
    (row,) = desk.content(panel, panel.params(campaign="summer")).rows.window(0, 10)
    assert row["_ref"] == outcome.changed[0]
    tagged = (
        "https://lumen.example/glow?utm_source=instagram&utm_medium=influencer&utm_campaign=summer&utm_content=anna"
    )
    assert row["tagged"] == f"{tagged}#top"
    (route,) = desk.host.routes()
    code = row["path"].rpartition("/")[2]
    reply = route.answer(desk.session(), Request(method="GET", path={"code": code}))
    assert (reply.status, reply.headers["Location"]) == (302, f"{tagged}#top")
    (collaboration,) = desk.session().rows("SELECT id FROM collaboration")
    assert desk.session().field("links.url", [Ref("collaboration", collaboration["id"])]) == [f"{tagged}#top"]
    desk.undo()
    assert desk.content(panel, panel.params(campaign="summer")).rows.count() == 0
    assert route.answer(desk.session(), Request(method="GET", path={"code": code})).status == 404


def test_text_from_outside_is_data_in_every_cell(desk, run) -> None:
    hostile = "[@click=app.quit]x[/] =1+1 {influencer}"
    run("influencer.new", name=hostile, slug="x", platform="tiktok", handle="x")
    run("campaign.new", name=hostile, slug="y", advertiser="Lumen", starts="2026-06-01", ends="2026-06-30")
    run("collaboration.add", campaign="y", influencer="x")
    run("links.create", collaboration="y/x", target="https://x.example/[@click=app.quit]{influencer}?a=[/]")
    panel = desk.host.panel("links.register")
    table = desk.content(panel, panel.params(campaign="y"))
    (row,) = table.rows.window(0, 10)
    cells = {column.name: cell_text(row[column.name], column) for column in table.columns}
    assert cells["influencer"] == hostile
    assert "{" not in cells["tagged"]
