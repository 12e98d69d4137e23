"""What `influcore plugins new` makes can be installed, passes its own tests, and works, with no other line written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("needs_pip")]

CREATORS = "creator_id,handle,name,followers\n1,ada.bloom,Ada Bloom,48200\n"
POSTS = "creator_id,post_id,posted_at_utc,format,likes,comments\n" + "".join(
    f"1,a{n},2026-0{n}-14 17:00,reel,{1000 + 37 * n},{40 + n}\n" for n in range(1, 7)
)


@pytest.fixture
def made(stranger: Callable[..., Any]) -> Callable[[str], Any]:
    """Make a plugin of a kind, install it, run its tests, and fill a workspace."""

    def make(kind: str) -> Any:
        other = stranger(editable=True)
        other.influcore("plugins", "new", kind, f"my-{kind}", "--author", "Ada Bloom")
        [folder] = other.home.glob("influcore-*")
        other.install("-e", folder)
        assert " passed" in other.run("-m", "pytest", "-q", "-p", "no:cacheprovider", cwd=folder)
        (other.home / "creators.csv").write_text(CREATORS, encoding="utf-8")
        (other.home / "posts.csv").write_text(POSTS, encoding="utf-8")
        other.influcore("init")
        other.influcore("import", "creators.csv", "posts.csv", "--option", "platform=instagram")
        other.influcore("campaign", "new", "Spring launch", "--advertiser", "Maison Verte", "--starts", "2027-03-01",
                        "--ends", "2027-03-31", "--budget", "6000 EUR")  # fmt: skip
        other.influcore("deliverable", "add", "spring-launch", "@ada.bloom", "reel", "--due", "2027-03-05 18:00",
                        "--fee", "900 EUR")  # fmt: skip
        [plugin] = [p for p in other.json("plugins")["plugins"] if p["name"] == f"my_{kind}"]
        assert (plugin["state"], plugin["source"]) == ("ready", "installed")
        return other

    return make


def test_a_kpi_is_everywhere_with_its_interval(made: Callable[[str], Any]) -> None:
    other = made("kpi")
    plan = other.json("plan", "spring-launch")
    assert "my_kpi" in plan["kpis"]
    for figures in (plan["pieces"][0]["figures"], plan["influencers"][0]["figures"], plan["total"]["figures"]):
        estimate = figures["my_kpi"]["estimate"]
        assert estimate["low"] < estimate["median"] < estimate["high"]
    assert "My kpi" in other.influcore("plan", "spring-launch")
    told = other.json("explain", "my_kpi", "spring-launch", "--trace")
    assert set(told["pieces"][0]["figures"]) == {"my_kpi", "comments", "likes"}
    assert "My kpi" in other.influcore("show", "forecast.outlook", "spring-launch", "--part", "total")
    assert "My kpi" in other.influcore("show", "forecast.outlook", "spring-launch", "--part", "deliverables")
    assert "My kpi" in other.influcore("show", "forecast.backtest", "--part", "kpis")
    assert any(kpi["name"] == "my_kpi" for kpi in other.json("kpi", "list"))
    screen = other.run("-c", SCREEN.format(press="('4',)"))
    assert "My kpi" in screen, screen


def test_a_connector_reads_its_files(made: Callable[[str], Any]) -> None:
    other = made("connector")
    rows = (
        "account,followers,post_id,published,likes,comments\nzoe,5000,p1,2026-05-03,383,5\nzoe,5000,p2,2026-05-04,x,1\n"
    )
    (other.home / "export.csv").write_text(rows, encoding="utf-8")
    other.influcore("import", "export.csv", code=4)  # one row is rejected
    assert "my-connector:zoe" in other.influcore("influencer", "list")


def test_a_model_forecasts(made: Callable[[str], Any]) -> None:
    other = made("model")
    plan = other.json("plan", "spring-launch", "--model", "my-model")
    assert plan["model"] == "my-model"
    assert plan["total"]["figures"]["likes"]["estimate"]["low"] > 0 if "likes" in plan["kpis"] else True
    assert plan["pieces"][0]["figures"]["emv"]["estimate"]


def test_a_panel_is_a_command_and_a_tab(made: Callable[[str], Any]) -> None:
    other = made("panel")
    assert "Ada Bloom" in other.influcore("my_panel", "pieces", "spring-launch")
    assert other.json("show", "my_panel.pieces", "spring-launch")["rows"]


def test_an_action_is_a_command_that_can_be_undone(made: Callable[[str], Any]) -> None:
    other = made("action")
    other.influcore("my_action", "add", "ada-bloom", "spring", "--yes")
    assert "spring" in other.influcore("influencer", "card", "ada-bloom")
    other.influcore("undo", "--yes")
    assert "spring" not in other.influcore("influencer", "card", "ada-bloom", "--part", "about")


def test_a_field_is_on_the_card(made: Callable[[str], Any]) -> None:
    other = made("field")
    assert "6" in other.influcore("influencer", "card", "ada-bloom", "--part", "fields")


SCREEN = """
from pathlib import Path
from influcore.host import Host
from influcore.services.desk import Desk
from influcore.testing.screen import capture
print(capture(Desk.open(Path("campaigns.influcore"), Host.load()), "spring-launch", size=(160, 50), press={press}))
"""
