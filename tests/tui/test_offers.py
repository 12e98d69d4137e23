"""What “add” and “edit” mean, and what a row's menu has."""

from typing import Any

import pytest

from influcore_tui.offers import actions_on, adding, editing, tabs


@pytest.mark.parametrize(("panel", "kind", "subject", "action"), [
    ("campaign.list", "campaign", "", "campaign.new"),
    ("influencer.list", "influencer", "", "influencer.new"),
    ("group.list", "group", "", "group.new"),
    ("campaign.roster", "collaboration", "campaign", "collaboration.add"),
    ("campaign.overview", "finding", "campaign", "collaboration.add"),
    ("campaign.calendar", "deliverable", "campaign", "deliverable.add"),
    ("workspace.journal", "", "", None),
])  # fmt: skip
def test_add_means_what_one_looks_at(
    installed_host: Any, panel: str, kind: str, subject: str, action: str | None
) -> None:
    found = adding(installed_host.catalogue, panel, kind, subject)
    assert (found.name if found else None) == action


def test_edit_follows_the_kind_of_the_row(installed_host: Any) -> None:
    found = editing(installed_host.catalogue, "deliverable")
    assert found is not None
    assert found.name == "deliverable.edit"
    assert editing(installed_host.catalogue, "nothing") is None
    assert editing(installed_host.catalogue, "") is None


def test_a_menu_has_first_what_is_made_for_the_row(installed_host: Any) -> None:
    names = [action.name for action in actions_on(installed_host.catalogue, "deliverable")]
    made = {action.name for action in installed_host.catalogue.actions if action.subject == "deliverable"}
    assert set(names[: len(made)]) == made
    assert "deliverable.edit" in made
    assert "campaign.new" not in names


def test_tabs_come_by_phase_then_order(installed_host: Any) -> None:
    names = [panel.name for panel in tabs(installed_host.catalogue, "campaign")]
    wanted = ["campaign.overview", "campaign.roster", "campaign.calendar"]
    assert [name for name in names if name in wanted] == wanted
    assert names.index("campaign.ledger") > names.index("campaign.calendar")
