from __future__ import annotations

import pytest
from attrs import evolve

from influcore import Conflict, InvalidInput, Refused, UnknownId
from influcore.contributions.params import params_of
from influcore_links.creating import CREATE, CREATE_ALL
from influcore_links.entities import Link, Template
from influcore_links.patterns import TEMPLATE, prefill_template
from influcore_links.reading import find_link
from influcore_links.retiring import RETIRE

ACTIONS = (CREATE, CREATE_ALL, RETIRE, TEMPLATE)


def _links(scene) -> list[Link]:
    return list(scene.read().list(Link))


def test_a_link_for_a_deliverable_is_tagged_from_the_default_pattern(scene) -> None:
    scene.do(CREATE, collaboration="summer/anna", deliverable=scene.reels[1].id)
    (link,) = _links(scene)
    assert link.target == "https://lumen.example/glow?ref=1#top"
    assert link.tagged == (
        "https://lumen.example/glow?ref=1&utm_source=instagram&utm_medium=influencer"
        "&utm_campaign=summer&utm_content=anna-reel-2#top"
    )
    assert (link.campaign, link.collaboration, link.deliverable) == (
        scene.campaign.id, scene.anna.id, scene.reels[1].id,
    )  # fmt: skip
    assert link.state == "active"


def test_a_dry_run_changes_nothing_and_shows_the_address(scene) -> None:
    plan = CREATE.plan(scene.read(), CREATE.form(collaboration="summer/ben"))
    assert "utm_source=tiktok" in plan.lines[0]
    assert plan.details["links"][0]["influencer"] == "ben"
    assert _links(scene) == []


def test_a_deliverable_alone_is_enough(scene) -> None:
    scene.do(CREATE, deliverable=scene.video.id)
    assert _links(scene)[0].utm_source == "youtube"


def test_a_platform_in_doubt_is_asked_for_and_never_guessed(scene) -> None:
    with pytest.raises(InvalidInput, match="anna is on instagram, youtube"):
        scene.do(CREATE, collaboration="summer/anna")
    scene.do(CREATE, collaboration="summer/anna", platform="youtube")
    scene.do(CREATE, collaboration="summer/anna", utm_source="newsletter")
    assert [link.utm_source for link in _links(scene)] == ["youtube", "newsletter"]


def test_all_complaints_come_at_once(scene) -> None:
    with pytest.raises(InvalidInput) as caught:
        scene.do(
            CREATE, collaboration="summer/ben", target="https://x.example/?utm_id=1", utm_term="{no}", utm_medium=""
        )
    assert [name for name, _ in caught.value.problems] == ["utm_medium", "utm_term", "target"]


def test_a_dangerous_target_is_refused_by_field(scene) -> None:
    with pytest.raises(InvalidInput) as caught:
        scene.do(CREATE, collaboration="summer/ben", target="javascript:alert(1)")
    assert caught.value.problems[0][0] == "target"


def test_tags_of_the_target_are_replaced_only_when_said(scene) -> None:
    plan = CREATE.plan(
        scene.read(), CREATE.form(collaboration="summer/ben", target="https://x.example/?utm_id=1&k=2", replace=True)
    )
    assert "?k=2&utm_source=tiktok" in plan.lines[0]
    assert any("utm_id=1" in warning for warning in plan.warnings)


def test_without_a_landing_page_a_target_is_needed(scene) -> None:
    scene.change(scene.campaign, landing_page="")
    with pytest.raises(InvalidInput, match="no landing page"):
        scene.do(CREATE, collaboration="summer/ben")


def test_the_exact_double_of_a_link_is_refused_naming_it(scene) -> None:
    outcome = scene.do(CREATE, collaboration="summer/ben")
    with pytest.raises(Refused, match=outcome.changed[0].label):
        scene.do(CREATE, collaboration="summer/ben")


def test_equal_tags_for_different_places_are_warned_of(scene) -> None:
    scene.do(CREATE, collaboration="summer/ben")
    plan = CREATE.plan(scene.read(), CREATE.form(collaboration="summer/anna", utm_source="tiktok", utm_content="ben"))
    assert any("can not be told apart" in warning for warning in plan.warnings)


def test_a_deliverable_of_somebody_else_does_not_fit(scene) -> None:
    with pytest.raises(InvalidInput, match="another collaboration"):
        scene.do(CREATE, collaboration="summer/ben", deliverable=scene.video.id)


def test_a_cancelled_deliverable_needs_no_link(scene) -> None:
    piece = scene.change(scene.video, status="cancelled")
    with pytest.raises(Refused, match="cancelled"):
        scene.do(CREATE, deliverable=piece.id)


def test_create_all_makes_only_what_is_missing(scene) -> None:
    scene.do(CREATE, deliverable=scene.reels[0].id)
    plan = CREATE_ALL.plan(scene.read(), CREATE_ALL.form(campaign="summer", per="deliverable"))
    assert [line.split(" → ")[0] for line in plan.lines] == ["anna · reel-2", "anna · video"]
    scene.do(CREATE_ALL, campaign="summer", per="deliverable")
    assert {link.utm_content for link in _links(scene)} == {"anna-reel", "anna-reel-2", "anna-video"}
    assert "nothing was made" in scene.do(CREATE_ALL, campaign="summer", per="deliverable").message


def test_create_all_says_whom_it_leaves_out_and_why(scene) -> None:
    plan = CREATE_ALL.plan(scene.read(), CREATE_ALL.form(campaign="summer"))
    assert plan.lines == ("no link is missing",)
    assert any("instagram, youtube" in warning for warning in plan.warnings)
    assert any("1 not approved" in warning for warning in plan.warnings)
    scene.do(CREATE_ALL, campaign="summer", everyone=True)
    assert [link.utm_content for link in _links(scene)] == ["ben"]


def test_declined_influencers_get_no_link(scene) -> None:
    scene.change(scene.ben, selection="declined")
    scene.do(CREATE_ALL, campaign="summer", everyone=True)
    assert _links(scene) == []


def test_codes_are_unique_in_the_table(scene) -> None:
    scene.do(CREATE_ALL, campaign="summer", per="deliverable")
    links = _links(scene)
    assert len({link.code for link in links}) == 3
    with pytest.raises(InvalidInput, match="code"):
        scene.add(evolve(links[0], id="", rev=0))


def test_a_campaigns_own_pattern_holds_for_new_links_only(scene) -> None:
    scene.do(CREATE, collaboration="summer/ben")
    outcome = scene.do(TEMPLATE, campaign="summer", utm_content="{influencer}_{format}", utm_term="{objective}")
    assert outcome.changed[0].kind == Template.KIND
    scene.do(CREATE, deliverable=scene.video.id)
    assert [(link.utm_content, link.utm_term) for link in _links(scene)] == [("ben", ""), ("anna_video", "awareness")]
    scene.do(TEMPLATE, campaign="summer", utm_medium="creator")
    assert prefill_template(scene.read(), "summer")["utm_content"] == "{influencer}_{format}"
    scene.do(TEMPLATE, campaign="summer", reset=True)
    assert scene.read().list(Template) == ()


def test_a_pattern_with_an_unknown_placeholder_is_refused_with_the_nearest(scene) -> None:
    with pytest.raises(InvalidInput, match=r"did you mean \{platform\}") as caught:
        scene.do(TEMPLATE, campaign="summer", utm_source="{platfrom}", utm_medium=" ")
    assert [name for name, _ in caught.value.problems] == ["utm_source", "utm_medium"]


def test_a_link_is_found_by_code_short_path_and_id(scene) -> None:
    scene.do(CREATE, collaboration="summer/ben")
    (link,) = _links(scene)
    for key in (link.code, link.code.upper(), f"/links/{link.code}", f"https://go.example/links/{link.code}", link.id):
        assert find_link(scene.read(), key) == link
    with pytest.raises(UnknownId, match="no link"):
        find_link(scene.read(), "nothing")


def test_a_retired_link_is_not_retired_again_and_its_place_is_free(scene) -> None:
    scene.do(CREATE, collaboration="summer/ben")
    (link,) = _links(scene)
    scene.do(RETIRE, link=link.code)
    with pytest.raises(Refused, match="already"):
        scene.do(RETIRE, link=link.code)
    scene.do(CREATE, collaboration="summer/ben")
    assert [kept.state for kept in _links(scene)] == ["retired", "active"]


def test_undo_takes_links_away_and_brings_a_retired_one_back(scene) -> None:
    scene.do(CREATE_ALL, campaign="summer", per="deliverable")
    scene.workspace.undo()
    assert _links(scene) == []
    scene.workspace.redo()
    assert len(_links(scene)) == 3
    scene.do(RETIRE, link=_links(scene)[0].code)
    scene.workspace.undo()
    assert {link.state for link in _links(scene)} == {"active"}


def test_a_plan_that_was_overtaken_writes_nothing(scene) -> None:
    scene.do(CREATE, collaboration="summer/ben")
    (link,) = _links(scene)
    plan = RETIRE.plan(scene.read(), RETIRE.form(link=link.code))
    scene.do(RETIRE, link=link.code)
    with pytest.raises(Conflict), scene.workspace.write("links.retire") as write:
        RETIRE.do(write, plan)


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.name)
def test_every_form_makes_a_command(action) -> None:
    assert all(param.help.endswith(".") for param in params_of(action.form))
    assert action.name.startswith("links.")
