"""What `influcore plugins new` makes can be installed, passes its own tests, and works, with no other line written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from influcore.services.scaffold import KINDS

pytestmark = [pytest.mark.slow]

CREATORS = "creator_id,handle,name,followers\n1,ada.bloom,Ada Bloom,48200\n"
POSTS = "creator_id,post_id,posted_at_utc,format,likes,comments\n" + "".join(
    f"1,a{n},2026-0{n}-14 17:00,reel,{1000 + 37 * n},{40 + n}\n" for n in range(1, 7)
)
# The text of the screen, on the tab of a panel.
SCREEN = """
from pathlib import Path
from influcore.host import Host
from influcore.services.desk import Desk
from influcore.testing.screen import capture
host = Host.load()
tabs = [panel.name for panel in host.catalogue.panels if panel.subject == "campaign"]
desk = Desk.open(Path("campaigns.influcore"), host)
print(capture(desk, "spring-launch", size=(200, 60), press=(str(tabs.index({panel!r}) + 1),)))
"""


@pytest.fixture(scope="module")
def made(strangers: Callable[..., Any]) -> Any:
    """Make a plugin of each kind, install them, and fill a workspace."""
    other = strangers(editable=True)
    for kind in KINDS:
        other.influcore("plugins", "new", kind, f"my-{kind}", "--author", "Ada Bloom")
    folders = sorted(other.home.glob("influcore-*"))
    other.install(*(word for folder in folders for word in ("-e", folder)))
    (other.home / "creators.csv").write_text(CREATORS, encoding="utf-8")
    (other.home / "posts.csv").write_text(POSTS, encoding="utf-8")
    other.influcore("init")
    other.influcore("import", "creators.csv", "posts.csv", "--option", "platform=instagram")
    other.influcore("campaign", "new", "Spring launch", "--advertiser", "Maison Verte", "--starts", "2027-03-01",
                    "--ends", "2027-03-31", "--budget", "6000 EUR")  # fmt: skip
    other.influcore("deliverable", "add", "spring-launch", "@ada.bloom", "reel", "--due", "2027-03-05 18:00",
                    "--fee", "900 EUR")  # fmt: skip
    return other


@pytest.mark.parametrize("kind", KINDS)
def test_its_own_tests_pass(kind: str, made: Any) -> None:
    [folder] = made.home.glob(f"influcore-*my-{kind}")
    assert " passed" in made.run("-m", "pytest", "-q", "-p", "no:cacheprovider", cwd=folder)


def test_each_is_there_and_ready(made: Any) -> None:
    found = {p["name"]: (p["state"], p["source"]) for p in made.json("plugins")["plugins"]}
    assert [found[f"my_{kind}"] for kind in KINDS] == [("ready", "installed")] * len(KINDS)


def test_a_kpi_is_everywhere_with_its_interval(made: Any) -> None:
    plan = made.json("plan", "spring-launch")
    assert "my_kpi" in plan["kpis"]
    for figures in (plan["pieces"][0]["figures"], plan["influencers"][0]["figures"], plan["total"]["figures"]):
        estimate = figures["my_kpi"]["estimate"]
        assert estimate["low"] < estimate["median"] < estimate["high"]
    assert "My kpi" in made.influcore("plan", "spring-launch")
    told = made.json("explain", "my_kpi", "spring-launch", "--trace")
    assert set(told["pieces"][0]["figures"]) == {"my_kpi", "comments", "likes"}
    for part in ("total", "deliverables", "influencers"):
        assert "My kpi" in made.influcore("show", "forecast.outlook", "spring-launch", "--part", part)
    assert "My kpi" in made.influcore("show", "forecast.backtest", "--part", "kpis")
    assert any(kpi["name"] == "my_kpi" for kpi in made.json("kpi", "list"))
    screen = made.run("-c", SCREEN.format(panel="forecast.outlook"))
    assert "My kpi" in screen, screen


def test_a_kpi_is_tried_where_it_lies(made: Any) -> None:
    [folder] = made.home.glob("influcore-kpi-*/influcore_my_kpi")
    told = made.json("kpi", "try", folder, "spring-launch", "--once")
    assert told["kpis"][0]["total"]["estimate"]


def test_a_connector_reads_its_files(made: Any) -> None:
    rows = "account,followers,post_id,published,likes,comments\nzoe,50,p1,2026-05-03,38,5\nzoe,50,p2,2026-05-04,x,1\n"
    (made.home / "export.csv").write_text(rows, encoding="utf-8")
    made.influcore("import", "export.csv", code=4)  # one row is rejected
    assert "my-connector:zoe" in made.influcore("influencer", "list")


def test_a_model_forecasts(made: Any) -> None:
    plan = made.json("plan", "spring-launch", "--model", "my-model", "--kpi", "likes")
    assert plan["model"] == "my-model"
    estimate = plan["total"]["figures"]["likes"]["estimate"]
    assert 0 < estimate["low"] < estimate["high"]


def test_a_panel_is_a_command_and_a_tab(made: Any) -> None:
    assert "Ada Bloom" in made.influcore("my_panel", "pieces", "spring-launch")
    assert made.json("show", "my_panel.pieces", "spring-launch")["rows"]
    assert "My panel" in made.run("-c", SCREEN.format(panel="campaign.overview"))


def test_an_action_is_a_command_that_can_be_undone(made: Any) -> None:
    card = ("influencer", "card", "ada.bloom", "--part", "about")
    made.influcore("my_action", "add", "ada.bloom", "spring")
    assert "spring" in made.influcore(*card)
    made.influcore("undo")
    assert "spring" not in made.influcore(*card)


def test_a_field_is_on_the_card(made: Any) -> None:
    assert "6" in made.influcore("influencer", "card", "ada.bloom", "--part", "fields")
