"""The packages in `examples/`: built as wheels, installed beside a wheel of influcore, and driven as a user would."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.slow]

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("influcore-brand-safety", "influcore-connector-acme", "influcore-kpi-attention")
CLIPS = """# acme export 2; account ada.bloom; followers 48200
clip_id,kind,published_at,views,likes,comments,hearts,rewatches
""" + "".join(
    f"a{n},clip,2026-0{n}-14T17:00:00Z,{24000 + 900 * n},{1200 + 60 * n},{40 + n},{200 + 9 * n},{900 + n}\n"
    for n in range(1, 9)
)  # fmt: skip
OLD_CLIPS = (
    "handle;clip_id;kind;date;likes;comments\nada.bloom;b1;clip;14/05/2025;1.903;92\nada.bloom;b2;clip;31/02/2025;1;1\n"
)
SCREEN = """
from pathlib import Path
from influcore.host import Host
from influcore.services.desk import Desk
from influcore.testing.screen import capture
host = Host.load()
tabs = [panel.name for panel in host.catalogue.panels if panel.subject == "campaign"]
tabs += [screen.name for screen in host.catalogue.screens if screen.subject == "campaign"]
desk = Desk.open(Path("campaigns.influcore"), host)
at = tabs.index({tab!r})
keys = ["]"] * at if at * 2 < len(tabs) else ["["] * (len(tabs) - at)
print(capture(desk, "spring-launch", size=(160, 50), press=keys))
"""


@pytest.fixture(scope="module")
def installed(strangers: Callable[..., Any]) -> Any:
    """Build the wheels, install them into a fresh environment, and fill a workspace."""
    other = strangers(editable=False)
    wheels = other.home / "wheels"
    sources = [str(ROOT), *(str(ROOT / "examples" / name) for name in PACKAGES)]
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "--no-index",
        "--no-build-isolation",
        "-w",
        wheels,
    ]
    done = subprocess.run([*command, *sources], text=True, capture_output=True, check=False, env=other.environment)
    assert done.returncode == 0, done.stderr
    other.install(*sorted(wheels.glob("*.whl")))
    (other.home / "clips-2.csv").write_text(CLIPS, encoding="utf-8")
    (other.home / "clips-1.csv").write_text(OLD_CLIPS, encoding="utf-8")
    other.influcore("init")
    other.influcore("import", "clips-2.csv")
    other.influcore("campaign", "new", "Spring launch", "--advertiser", "Maison Verte", "--starts", "2027-03-01",
                    "--ends", "2027-03-31", "--budget", "6000 EUR")  # fmt: skip
    other.influcore("deliverable", "add", "spring-launch", "@ada.bloom", "clip", "--due", "2027-03-05 18:00",
                    "--fee", "900 EUR")  # fmt: skip
    return other


def test_each_is_a_wheel_of_its_own_beside_influcores(installed: Any) -> None:
    where = installed.run("-c", "import influcore, influcore_acme; print(influcore.__file__, influcore_acme.__file__)")
    assert str(ROOT) not in where
    found = {p["distribution"]: p for p in installed.json("plugins")["plugins"] if p["source"] == "installed"}
    assert set(found) == set(PACKAGES)
    assert [found[name]["state"] for name in PACKAGES] == ["ready"] * 3
    assert all(found[name]["api"] == 1 and found[name]["version"] == "0.1.0" for name in PACKAGES)


def test_the_wheel_has_its_templates(installed: Any, tmp_path: Path) -> None:
    installed.influcore("plugins", "new", "kpi", "another", "--dir", tmp_path)
    assert (tmp_path / "influcore-kpi-another" / "influcore_another" / "kpi.py").is_file()


@pytest.mark.parametrize("name", PACKAGES)
def test_its_own_tests_pass_against_the_wheels(name: str, installed: Any, tmp_path: Path) -> None:
    import shutil

    shutil.copytree(ROOT / "examples" / name / "tests", tmp_path / "tests")
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    assert " passed" in installed.run("-m", "pytest", "-q", "-p", "no:cacheprovider", "tests", cwd=tmp_path)


def test_both_versions_of_acmes_export_go_in(installed: Any) -> None:
    said = installed.influcore("import", "clips-1.csv", code=4)
    assert "date" in said
    posts = installed.json("show", "influencer.card", "ada.bloom", "--part", "profiles")["rows"]
    assert posts[0]["posts"] == 9
    assert "0 new" in installed.influcore("import", "clips-2.csv")


def test_acmes_own_metrics_are_forecast_and_explained(installed: Any) -> None:
    told = installed.json("explain", "acme_rewatch_rate", "spring-launch", "--trace")
    assert told["plugin"] == "acme"
    assert set(told["pieces"][0]["figures"]) == {"acme_rewatch_rate", "acme_rewatches", "views"}


def test_attention_follows_its_settings(installed: Any) -> None:
    plan = installed.json("plan", "spring-launch")
    assert "attention" in plan["kpis"]
    assert "needs seconds a view of acme_clip" in plan["total"]["figures"]["attention"]["missing"]
    installed.influcore("settings", "set", "attention.seconds.acme", "4")
    figures = installed.json("plan", "spring-launch")["total"]["figures"]
    seconds, cost = figures["attention"]["estimate"], figures["attention_cost"]["estimate"]
    assert 0 < seconds["low"] < seconds["high"]
    assert cost["median"] == pytest.approx(90_000 / seconds["median"] * 1000, rel=0.05)
    creator = installed.json("influencer", "kpis", "ada.bloom")["rows"][0]
    assert creator["typical_attention"]["median"] > 0
    said = installed.influcore("settings", "set", "attention.seconds.acme", "0", code=2)
    assert "more than 0" in said


def test_a_concern_is_noted_found_shown_and_taken_back(installed: Any) -> None:
    installed.influcore("brand_safety", "flag", "ada.bloom", "alcohol", "--gravity", "high")
    [row] = installed.json("brand_safety", "flags", "spring-launch")["rows"]
    assert (row["influencer"], row["topic"]) == ("ada.bloom", "alcohol")
    assert "alcohol, high" in installed.influcore("check", "spring-launch")
    assert "high" in installed.influcore("influencer", "card", "ada.bloom", "--part", "fields")
    wall = installed.run("-c", SCREEN.format(tab="brand_safety.wall"))
    assert "alcohol (high)" in wall, wall
    tab = installed.run("-c", SCREEN.format(tab="brand_safety.flags"))
    assert "Brand safety" in tab, tab
    installed.influcore("undo")
    assert installed.json("brand_safety", "flags", "spring-launch")["rows"] == []
    installed.influcore("redo")


def test_uninstalled_it_keeps_its_data_until_it_is_purged(installed: Any) -> None:
    installed.run("-m", "pip", "uninstall", "-q", "-y", "influcore-brand-safety")
    assert "Spring launch" in installed.influcore("campaign", "list")
    assert "brand_safety" in installed.influcore("brand_safety", "flags", "spring-launch", code=2)
    assert "brand_safety_concern: 1 row" in installed.influcore("plugins", "purge", "brand_safety")
    installed.influcore("plugins", "purge", "brand_safety", "--yes")
    installed.influcore("plan", "spring-launch")
    [wheel] = (installed.home / "wheels").glob("influcore_brand_safety*")
    installed.install(wheel)
    assert installed.json("brand_safety", "flags", "spring-launch")["rows"] == []
