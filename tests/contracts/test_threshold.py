from __future__ import annotations

import datetime as dt

import pytest

from influcore import Unknown
from influcore_contracts.counter import THRESHOLD, threshold_table
from influcore_contracts.law import current_law
from influcore_contracts.law_page import LAW
from influcore_contracts.register import REGISTER


def _severities(scene, *campaigns) -> list[str]:
    return [finding.severity for finding in scene.findings(THRESHOLD, *campaigns)]


@pytest.mark.parametrize(
    ("amount", "severities"),
    [
        ("799.99", []),
        ("800.00", ["warning"]),
        ("999.99", ["warning"]),
        ("1000.00", ["error"]),
        ("1000.01", ["error"]),
    ],
)
def test_the_threshold_is_reached_at_a_thousand_and_warned_of_from_eight_hundred(scene, amount, severities) -> None:
    scene.post(amount)
    assert _severities(scene) == severities


def test_pay_and_value_in_kind_add_up_and_the_rest_does_not(scene) -> None:
    for kind in ("vat", "ads", "agency", "shipping"):
        scene.post("5000.00", kind=kind)
    assert _severities(scene) == []
    for kind in ("fee", "gift", "product", "commission"):
        scene.post("250.00", kind=kind)
    assert _severities(scene) == ["error"]


def test_every_kind_of_entry_is_either_counted_or_left_out_with_a_reason() -> None:
    written = current_law().written
    assert sorted([*written.counted, *written.left_out]) == sorted(
        ["fee", "gift", "product", "commission", "shipping", "ads", "agency", "vat"]
    )


def test_a_fee_that_moves_from_planned_to_paid_counts_once(scene) -> None:
    for phase in ("planned", "offered", "agreed", "invoiced", "paid"):
        scene.post("600.00", phase=phase)
    assert _severities(scene) == []


def test_years_are_counted_apart_from_the_last_of_december_on(scene) -> None:
    scene.post("600.00", day=dt.date(2026, 12, 31))
    scene.post("600.00", day=dt.date(2027, 1, 1))
    assert _severities(scene) == []
    scene.post("400.00", day=dt.date(2026, 1, 1))
    (finding,) = scene.findings(THRESHOLD)
    assert "1000.00 EUR" in finding.message
    assert "in 2026" in finding.message


def test_money_from_before_the_decree_does_not_count(scene) -> None:
    scene.post("5000.00", day=dt.date(2025, 12, 31))
    assert _severities(scene) == []


def test_campaigns_add_up_only_where_they_share_the_objective(scene) -> None:
    scene.post("600.00")
    scene.post("600.00", scene.in_autumn)
    assert _severities(scene) == []
    scene.change(scene.summer, promotional_objective="Glow  2026")
    scene.change(scene.autumn, promotional_objective="glow 2026 ")
    assert _severities(scene) == ["error", "error"]
    assert _severities(scene, scene.summer) == ["error"]


def test_another_advertisers_money_does_not_count_even_with_the_same_objective(scene) -> None:
    for campaign in (scene.summer, scene.rival):
        scene.change(campaign, promotional_objective="glow")
    scene.post("600.00")
    scene.post("600.00", scene.in_rival)
    assert _severities(scene) == []


def test_a_signed_contract_settles_it_and_an_unsigned_one_does_not(scene) -> None:
    scene.post("1000.00")
    (finding,) = scene.findings(THRESHOLD)
    assert (finding.mend, finding.form) == ("contracts.create", {"collaboration": "summer/anna"})
    contract = scene.move(scene.contract(), "prepared", "sent")
    (finding,) = scene.findings(THRESHOLD)
    assert (finding.mend, finding.form) == ("contracts.move", {"contract": contract.id})
    assert "the contract is sent" in finding.message
    scene.move(contract, "signed")
    assert _severities(scene) == []


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "covers"),
    [
        (None, dt.date(2025, 12, 31), False),
        (None, dt.date(2026, 1, 1), True),
        (dt.date(2026, 12, 31), None, True),
        (dt.date(2027, 1, 1), None, False),
    ],
)
def test_a_signed_contract_covers_the_years_it_is_valid_in(scene, valid_from, valid_to, covers) -> None:
    scene.post("1000.00")
    scene.contract(signed_on=dt.date(2026, 1, 1), valid_from=valid_from, valid_to=valid_to)
    assert _severities(scene) == ([] if covers else ["error"])


def test_each_collaboration_under_the_objective_needs_its_own_signature(scene) -> None:
    for campaign in (scene.summer, scene.autumn):
        scene.change(campaign, promotional_objective="glow")
    scene.post("600.00")
    scene.post("600.00", scene.in_autumn)
    scene.contract("summer/anna", signed_on=dt.date(2026, 11, 1))
    (finding,) = scene.findings(THRESHOLD)
    assert finding.subject.id == scene.in_autumn.id


@pytest.mark.parametrize(
    ("influencer", "advertiser", "markets", "verdict"),
    [
        ("FR", "BE", (), "error"),
        ("BE", "FR", (), "error"),
        ("BE", "BE", ("BE", "fr"), "error"),
        ("BE", "BE", ("RE",), "error"),
        ("BE", "BE", ("BE",), None),
        ("", "BE", ("BE",), "warning"),
        ("BE", "", (), "warning"),
        ("", "", ("FR",), "error"),
    ],
)
def test_it_counts_where_french_law_applies_and_an_unknown_country_is_said(
    scene, influencer, advertiser, markets, verdict
) -> None:
    scene.change(scene.anna, country=influencer)
    scene.change(scene.lumen, country=advertiser)
    scene.change(scene.summer, markets=markets)
    scene.post("1000.00")
    found = scene.findings(THRESHOLD)
    assert [finding.severity for finding in found] == ([verdict] if verdict else [])
    if verdict == "warning":
        assert "country unknown" in found[0].message


def test_other_currencies_are_named_and_never_converted(scene) -> None:
    scene.post("5000.00 USD")
    (finding,) = scene.findings(THRESHOLD)
    assert finding.severity == "info"
    assert "0.00 EUR" in finding.message
    assert "5000.00 USD, for want of a dated exchange rate" in finding.message
    scene.post("1000.00")
    assert _severities(scene) == ["error"]


def test_one_kind_in_two_currencies_is_no_fault(scene) -> None:
    scene.post("900.00")
    scene.post("100.00 USD")
    (finding,) = scene.findings(THRESHOLD)
    assert finding.severity == "warning"
    assert "100.00 USD" in finding.message


def test_of_a_dropped_collaboration_only_what_was_paid_counts(scene) -> None:
    scene.change(scene.in_summer, stage="dropped")
    scene.post("1000.00", phase="agreed")
    assert _severities(scene) == []
    scene.post("1000.00", phase="paid")
    assert _severities(scene) == ["error"]


def test_a_finding_gives_the_sum_the_law_its_date_and_is_no_advice(scene) -> None:
    scene.post("1234.50")
    (finding,) = scene.findings(THRESHOLD)
    for word in ("1234.50 EUR", "1000.00 EUR", "Lumen", "law 2023-451", "decree 2025-1137", "2026-01-01"):
        assert word in finding.message
    assert finding.message.endswith("Not legal advice.")


def test_the_table_says_how_far_everybody_is(scene) -> None:
    assert "ledger.post" in threshold_table(scene.read(), scene.summer.id).empty
    scene.post("900.00")
    scene.post("50.00 USD")
    table = threshold_table(scene.read(), scene.summer.id)
    (row,) = table.rows.window(0, 10)
    assert (row["counted"].minor, row["share"], row["year"]) == (90000, 0.9, "2026")
    assert (row["state"].word, row["state"].tone) == ("near (80 %)", "warn")
    assert "50.00 USD" in row["others"]
    assert "Not legal advice" in table.title
    scene.change(scene.anna, country="")
    (row,) = threshold_table(scene.read(), scene.summer.id).rows.window(0, 10)
    assert row["law"] == Unknown("Anna's country unknown")
    assert row["state"].word.endswith("country unknown")


def test_the_register_has_a_part_for_each_clock(scene) -> None:
    scene.contract(exclusivity="category", rights_scope="paid social", rights_to=dt.date(2026, 11, 21))
    stack = REGISTER.read(scene.read(), REGISTER.params(campaign="summer"))
    assert list(stack.parts) == ["contracts", "threshold", "exclusivity", "rights"]
    (row,) = stack.table().rows.window(0, 10)
    assert (row["status"].word, row["exclusivity"]) == ("draft", "category: skin care")
    assert [span[3].word for span in stack.parts["exclusivity"].spans] == ["conflict if signed"]
    assert [span[3].word for span in stack.parts["rights"].spans] == ["ended"]
    assert "Not legal advice" in stack.parts["threshold"].title
    for name in ("influencer", "title", "status", "signed_on", "valid_to", "exclusivity", "rights_to", "law", "id"):
        assert len(list(stack.table().rows.stream(sort=name, match="anna"))) == 1


def test_an_empty_register_names_the_action(scene) -> None:
    stack = REGISTER.read(scene.read(), REGISTER.params(campaign="autumn"))
    assert "contracts.create" in stack.table().empty


def test_the_law_is_on_screen_with_its_date_and_sources_and_is_no_advice(scene) -> None:
    paragraphs = LAW.read(scene.read(), None).paragraphs
    assert paragraphs[0][1].startswith("Not legal advice. As of 20")
    text = " ".join(text for _, text in paragraphs)
    assert "Décret n° 2025-1137" in text
    assert "vat: the threshold excludes VAT" in text
