from __future__ import annotations

import datetime as dt

import pytest

from influcore import Ref, Request, Unknown
from influcore_links.checks import find_missing
from influcore_links.creating import CREATE, CREATE_ALL
from influcore_links.entities import Link
from influcore_links.fields import read_url
from influcore_links.panels import LINK, REGISTER
from influcore_links.retiring import RETIRE
from influcore_links.routes import answer


def _register(scene, **values):
    return REGISTER.read(scene.read(), REGISTER.params(campaign="summer", **values))


def _missing(scene):
    return list(find_missing(scene.read(), (scene.campaign.id,)))


def test_the_register_lists_links_and_names_the_action_when_it_is_empty(scene) -> None:
    assert "links.create_all" in _register(scene).empty
    scene.do(CREATE_ALL, campaign="summer", per="deliverable")
    table = _register(scene)
    rows = table.rows.window(0, 10)
    assert [row["deliverable"] for row in rows] == ["instagram reel", "instagram reel", "youtube video"]
    assert [column.name for column in table.columns] == [
        "influencer", "deliverable", "path", "tagged", "created", "state",
    ]  # fmt: skip
    assert rows[0]["_ref"].kind == table.row == Link.KIND
    assert rows[0]["influencer"] == Ref("influencer", scene.anna.influencer)


def test_the_register_counts_sorts_filters_and_narrows(scene) -> None:
    scene.do(CREATE_ALL, campaign="summer", per="deliverable")
    scene.do(CREATE, collaboration="summer/ben")
    scene.do(RETIRE, link=scene.read().list(Link)[0].code)
    rows = _register(scene).rows
    assert rows.count() == 4
    assert rows.count("ben") == rows.count("youtube") == 1
    assert [r["influencer"].label for r in rows.window(0, 1, sort="influencer", descending=True)] == ["Ben"]
    for name in ("influencer", "deliverable", "path", "tagged", "created", "state"):
        assert len(list(rows.stream(sort=name))) == 4
    assert _register(scene, state="retired").rows.count() == 1
    assert _register(scene, state="active").rows.count("anna") == 2


def test_one_link_shows_its_five_tags(scene) -> None:
    scene.do(CREATE, collaboration="summer/ben")
    (link,) = scene.read().list(Link)
    cards = LINK.read(scene.read(), LINK.params(link=link.code)).cards
    assert {c.name: c.value for c in cards if c.name.startswith("utm")} == {
        "utm_source": "tiktok", "utm_medium": "influencer", "utm_campaign": "summer", "utm_content": "ben",
        "utm_term": None,
    }  # fmt: skip


def test_an_approved_influencer_without_a_link_is_a_finding_until_there_is_one(scene) -> None:
    (finding,) = _missing(scene)
    assert (finding.severity, finding.mend, finding.form) == (
        "info", "links.create", {"collaboration": "summer/anna"},
    )  # fmt: skip
    scene.do(CREATE, deliverable=scene.video.id)
    assert _missing(scene) == []
    scene.do(RETIRE, link=scene.read().list(Link)[0].code)
    assert len(_missing(scene)) == 1


@pytest.mark.parametrize(
    ("starts", "ends", "count"),
    [
        (dt.date(2026, 11, 22), dt.date(2026, 11, 22), 1),
        (dt.date(2026, 11, 23), dt.date(2026, 11, 30), 0),
        (dt.date(2026, 11, 1), dt.date(2026, 11, 21), 0),
    ],
)
def test_only_running_campaigns_miss_links_and_both_days_are_included(scene, starts, ends, count) -> None:
    scene.change(scene.campaign, starts=starts, ends=ends)
    assert len(_missing(scene)) == count


def test_a_campaign_without_a_landing_page_misses_nothing(scene) -> None:
    scene.change(scene.campaign, landing_page="")
    assert _missing(scene) == []


def test_the_field_prefers_the_link_for_the_whole_collaboration(scene) -> None:
    refs = [scene.ben.ref, scene.anna.ref]
    assert read_url(scene.read(), refs) == [Unknown("no link yet")] * 2
    scene.do(CREATE, deliverable=scene.video.id)
    scene.do(CREATE, collaboration="summer/anna", platform="instagram")
    scene.do(CREATE, deliverable=scene.reels[0].id)
    unknown, url = read_url(scene.read(), refs)
    assert isinstance(unknown, Unknown)
    assert "utm_content=anna" in url
    assert "anna-" not in url


def _ask(scene, code: str):
    return answer(scene.read(), Request(method="GET", path={"code": code}, query={"to": "https://evil.example"}))


def test_a_short_link_leads_to_the_stored_address_only(scene) -> None:
    scene.do(CREATE, collaboration="summer/ben")
    (link,) = scene.read().list(Link)
    reply = _ask(scene, link.code)
    assert (reply.status, reply.body) == (302, b"")
    assert (reply.headers["Location"], reply.headers["Cache-Control"]) == (link.tagged, "private, max-age=0")


def test_the_page_may_learn_which_network_its_visitor_comes_from(scene) -> None:
    scene.do(CREATE, collaboration="summer/ben")
    reply = _ask(scene, scene.read().list(Link)[0].code)
    assert reply.headers["Referrer-Policy"] != "no-referrer"


def test_unknown_retired_and_impossible_codes_get_one_and_the_same_answer(scene) -> None:
    scene.do(CREATE, collaboration="summer/ben")
    (link,) = scene.read().list(Link)
    scene.do(RETIRE, link=link.code)
    replies = [_ask(scene, code) for code in (link.code, "bcdfghjk", "", "../x", "a" * 10_000, "\r\nX: y", "'--")]
    assert {reply.status for reply in replies} == {404}
    assert all(reply == replies[0] for reply in replies)


def test_a_stored_address_that_turned_bad_leads_nowhere(scene) -> None:
    scene.do(CREATE, collaboration="summer/ben")
    (link,) = scene.read().list(Link)
    with scene.workspace.write("test.damage") as write:
        write._conn.execute("UPDATE links_link SET tagged = 'javascript:alert(1)'")
    assert _ask(scene, link.code).status == 404
