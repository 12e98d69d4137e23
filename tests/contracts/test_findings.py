from __future__ import annotations

import datetime as dt

import pytest

from influcore_contracts.checks import CONFLICT, DISCLOSURE, EXPIRING, MISSING
from influcore_contracts.law import current_law
from influcore_contracts.register import REGISTER

SIGNED = dt.date(2026, 11, 1)


def test_everybody_approved_or_agreed_needs_a_contract(scene) -> None:
    (finding,) = scene.findings(MISSING, scene.summer)
    assert (finding.severity, finding.mend, finding.form) == (
        "warning", "contracts.create", {"collaboration": "summer/anna"},
    )  # fmt: skip
    scene.change(scene.in_summer, selection="pending")
    assert scene.findings(MISSING, scene.summer) == []
    scene.change(scene.in_summer, stage="agreed")
    assert len(scene.findings(MISSING, scene.summer)) == 1
    scene.change(scene.in_summer, stage="dropped")
    assert scene.findings(MISSING, scene.summer) == []


def test_a_contract_that_came_to_nothing_is_none(scene) -> None:
    contract = scene.contract()
    assert scene.findings(MISSING, scene.summer) == []
    scene.move(contract, "withdrawn", note="budget cut")
    assert len(scene.findings(MISSING, scene.summer)) == 1


def test_an_exclusivity_by_category_clashes_with_a_rival_in_the_same_category(scene) -> None:
    scene.contract(exclusivity="category", signed_on=SIGNED)
    (finding,) = scene.findings(CONFLICT)
    assert (finding.severity, finding.subject.id) == ("warning", scene.in_rival.id)
    assert "Lumen" in finding.message
    assert "Glow & Co" in finding.message


def test_a_clash_is_told_on_either_side_once(scene) -> None:
    contract = scene.contract(exclusivity="category", signed_on=SIGNED)
    assert [f.subject.id for f in scene.findings(CONFLICT, scene.rival)] == [scene.in_rival.id]
    assert [f.subject.id for f in scene.findings(CONFLICT, scene.summer)] == [contract.id]
    assert scene.findings(CONFLICT, scene.autumn) == []


def test_the_same_advertiser_is_no_rival_and_another_category_no_clash(scene) -> None:
    scene.change(scene.autumn, category="skin care")
    scene.change(scene.rival, category="shoes")
    scene.contract(exclusivity="category", signed_on=SIGNED)
    assert scene.findings(CONFLICT) == []
    scene.change(scene.rival, category="")
    assert scene.findings(CONFLICT) == []


@pytest.mark.parametrize("name", ["glow", "GLOW & co", " Glow  & Co "])
def test_an_exclusivity_by_competitor_goes_by_name_or_slug(scene, name) -> None:
    scene.change(scene.rival, category="shoes")
    scene.contract(exclusivity_competitors=("Someone", name), signed_on=SIGNED)
    assert len(scene.findings(CONFLICT)) == 1


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        (dt.date(2026, 11, 30), None, 1),
        (dt.date(2026, 12, 1), None, 0),
        (None, dt.date(2026, 11, 1), 1),
        (None, dt.date(2026, 10, 31), 0),
        (None, None, 1),
    ],
)
def test_an_exclusivity_touches_a_campaign_by_a_single_day(scene, first, last, count) -> None:
    scene.contract(exclusivity="category", exclusivity_from=first, exclusivity_to=last, signed_on=SIGNED)
    assert len(scene.findings(CONFLICT)) == count


def test_without_days_of_its_own_an_exclusivity_lasts_as_long_as_the_contract(scene) -> None:
    scene.contract(exclusivity="category", valid_to=dt.date(2026, 10, 31), signed_on=SIGNED)
    assert scene.findings(CONFLICT) == []


def test_what_is_not_signed_by_anybody_is_an_info_and_what_has_ended_nothing(scene) -> None:
    contract = scene.contract(exclusivity="category")
    assert [f.severity for f in scene.findings(CONFLICT)] == ["info"]
    scene.move(contract, "prepared", "partly signed")
    assert [f.severity for f in scene.findings(CONFLICT)] == ["warning"]
    scene.move(contract, "declined", note="no")
    assert scene.findings(CONFLICT) == []


def test_who_left_the_other_campaign_breaks_nothing(scene) -> None:
    scene.contract(exclusivity="category", signed_on=SIGNED)
    scene.change(scene.in_rival, selection="declined")
    assert scene.findings(CONFLICT) == []


def test_the_timeline_shows_the_clash_in_both_campaigns(scene) -> None:
    scene.contract(exclusivity="category", signed_on=SIGNED)
    for slug in ("summer", "rival"):
        spans = REGISTER.read(scene.read(), REGISTER.params(campaign=slug)).parts["exclusivity"].spans
        assert [(span[3].word, span[3].tone) for span in spans] == [("conflict", "bad")]


@pytest.mark.parametrize(("days", "count"), [(-1, 0), (0, 1), (14, 1), (15, 0)])
def test_what_ends_within_two_weeks_is_told_today_included(scene, days, count) -> None:
    last = dt.date(2026, 11, 22) + dt.timedelta(days=days)
    scene.contract(valid_to=last, rights_to=last, exclusivity="category", exclusivity_to=last, signed_on=SIGNED)
    found = scene.findings(EXPIRING)
    assert len(found) == 3 * count
    assert all(f.severity == "info" for f in found)


def test_drafts_and_exclusivities_that_bind_nobody_do_not_expire(scene) -> None:
    soon = dt.date(2026, 11, 25)
    scene.contract(valid_to=soon)
    scene.contract("autumn/anna", exclusivity_to=soon, signed_on=SIGNED)
    assert scene.findings(EXPIRING) == []


@pytest.mark.parametrize(
    ("market", "wording", "count"),
    [
        ("FR", "", 1),
        ("FR", "#ad", 1),
        ("fr", "Collaboration commerciale avec Lumen", 0),
        ("DE", "ANZEIGE", 0),
        ("UK", "adorable", 1),
        ("GB", "#Ad", 0),
        ("US", "Sponsored by Lumen", 0),
        ("US", "#sp #collab", 1),
        ("JP", "", 0),
    ],
)
def test_the_wording_has_the_words_of_each_market(scene, market, wording, count) -> None:
    scene.change(scene.summer, markets=(market,))
    scene.contract(disclosure=wording)
    found = scene.findings(DISCLOSURE, scene.summer)
    assert [f.severity for f in found] == ["info"] * count
    assert all("Not legal advice" in f.message for f in found)


def test_every_rule_of_law_has_a_date_and_a_source() -> None:
    law = current_law()
    assert law.as_of.year >= 2026
    assert law.written.source
    assert all(d.source and d.words and d.wants for d in law.disclosures)
    assert {"FR", "US", "UK", "DE"} <= {market for d in law.disclosures for market in d.markets}
