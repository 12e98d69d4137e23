"""The plugin as people meet it: loaded by its entry point, driven by texts."""

from __future__ import annotations

import pytest

from influcore import Ref, Refused


@pytest.fixture
def summer(run):
    run("influencer.new", name="Anna", platform="instagram", handle="anna", country="FR")
    run(
        "campaign.new", name="Summer", advertiser="Lumen", starts="2026-06-01", ends="2026-06-30", markets="FR",
        category="skin care",
    )  # fmt: skip
    run("collaboration.add", campaign="summer", influencer="anna", selection="approved", fee="950 EUR")
    return run


def _found(desk) -> dict[str, str]:
    return {f.check: f.severity for f in desk.session().findings("summer") if f.check.startswith("contracts.")}


def test_a_campaign_goes_from_findings_to_a_signed_contract_and_back(desk, summer) -> None:
    assert _found(desk) == {"contracts.missing": "warning", "contracts.french_threshold": "warning"}
    summer("ledger.post", collaboration="summer/anna", amount="50 EUR", kind="gift")
    assert _found(desk)["contracts.french_threshold"] == "error"
    summer("contracts.create", collaboration="summer/anna", exclusivity="category", disclosure="Publicité")
    assert _found(desk) == {"contracts.french_threshold": "error"}
    for status in ("prepared", "sent", "partly signed", "signed"):
        summer("contracts.move", contract="summer/anna", to=status)
    assert _found(desk) == {}
    (row,) = desk.session().rows("SELECT id FROM collaboration")
    ref = Ref("collaboration", row["id"])
    assert desk.session().field("contracts.status", [ref]) == ["signed"]
    assert desk.session().field("contracts.signed", [ref]) == [True]
    with pytest.raises(Refused, match="can not become"):
        summer("contracts.move", contract="summer/anna", to="viewed")
    desk.undo()
    assert _found(desk) == {"contracts.french_threshold": "error"}
    desk.redo()
    assert _found(desk) == {}


def test_every_part_of_the_register_can_be_shown(desk, summer) -> None:
    summer(
        "contracts.create",
        collaboration="summer/anna",
        exclusivity_competitors="Glow, Shine",
        law="fr",
        rights_scope="own site",
    )
    panel = desk.host.panel("contracts.register")
    stack = desk.content(panel, panel.params(campaign="summer"))
    for name, part in stack.parts.items():
        assert part.table().rows.window(0, 10), name
    contract = stack.table().rows.window(0, 1)[0]["_ref"]
    for name in ("contracts.terms", "contracts.history"):
        panel = desk.host.panel(name)
        assert desk.content(panel, panel.params(contract=contract.id)).table().rows.count()


def test_the_journal_tells_each_step_in_words(desk, summer) -> None:
    summer("contracts.create", collaboration="summer/anna")
    summer("contracts.move", contract="summer/anna", to="prepared")
    told = [entry.summary for entry in desk.workspace.journal(limit=2)]
    assert told == ["“Anna × Summer”: draft → prepared", "new contract “Anna × Summer” (draft)"]
