import contextlib
import datetime as dt

import pytest

from influcore.contributions import Stack, Table, cell_json, cell_text


def contents(desk, keys):
    for panel in desk.host.panels():
        if desk.host.owner("panels", panel.name) != "core":
            continue
        params = None
        if panel.subject is not None:
            if panel.subject not in keys:
                continue
            params = panel.params(**{panel.subject: keys[panel.subject]})
        yield panel, desk.content(panel, params)


def tables(content):
    parts = content.parts.values() if isinstance(content, Stack) else (content,)
    return [part.table() for part in parts]


@pytest.mark.parametrize("filled", [False, True])
def test_every_panel_reads_empty_and_full_workspaces(desk, request, filled):
    keys = {}
    if filled:
        request.getfixturevalue("summer")
        keys = {"campaign": "summer", "influencer": "lea-martin"}
    seen = 0
    for panel, content in contents(desk, keys):
        for table in tables(content):
            assert isinstance(table, Table)
            rows = list(table.rows.stream())
            assert table.rows.count() == len(rows) == len(table.rows.window(0, 5000)), panel.name
            for row in rows:
                for column in table.columns:
                    assert isinstance(cell_text(row.get(column.name), column), str)
                    cell_json(row.get(column.name))
            assert rows or table.empty
        seen += 1
    assert seen >= 7


def test_every_column_of_a_list_can_be_sorted_and_filtered(demo):
    for panel in ("campaign.list", "influencer.list", "deliverable.list", "ledger.list", "workspace.journal"):
        table = demo.content(panel).table()
        total = table.rows.count()
        for column in table.columns:
            with contextlib.suppress(ValueError):  # a column that can not be sorted by says so
                rows = table.rows.window(0, 1000, sort=column.name, descending=True)
                assert len(rows) == total, (panel, column.name)
        assert table.rows.count("zzzz-nothing") == 0
        assert table.rows.count("%") == 0 or panel == "workspace.journal"


def test_the_calendar_is_in_the_campaigns_zone_and_marks_what_is_overdue(desk, summer):
    panel = desk.host.panel("campaign.calendar")
    calendar = desk.content(panel, panel.params(campaign="summer"))
    assert [(i.day, i.time, i.mark.word) for i in calendar.items] == [
        (dt.date(2026, 6, 5), "18:00", "overdue"),
        (dt.date(2026, 6, 20), "18:00", "planned"),
    ]


def test_the_overview_says_what_is_wrong_in_words(demo):
    panel = demo.host.panel("campaign.overview")
    overview = demo.content(panel, panel.params(campaign="rosee-launch"))
    marks = [card.mark.word for card in overview.parts["state"].cards if card.mark]
    assert any("overdue" in word for word in marks)
    assert "fictional" in str(overview.parts["about"])


def test_the_demo_shows_every_capability(demo):
    checks = {f.check for f in demo.session().findings()}
    assert {"deliverable.overdue", "campaign.over_budget", "contracts.french_threshold",
            "contracts.exclusivity_conflict", "overlap.hidden_audience", "contracts.missing"} <= checks  # fmt: skip


def test_the_demo_is_the_same_every_time(demo_file, installed_host, tmp_path, clock):
    from influcore.services.demo import build

    again = build(tmp_path / "again.influcore", installed_host, clock=clock)
    from influcore.services.desk import Desk

    first = Desk.open(demo_file, installed_host, clock=clock)
    a, b = (d.session().outlook("rosee-launch").total.figures["engagements"] for d in (first, again))
    assert a == b
    first.close()
    again.close()


def test_fields_of_plugins_are_columns_of_a_roster_and_cards_of_an_influencer(demo):
    roster = demo.content("campaign.roster", demo.host.panel("campaign.roster").params(campaign="rosee-launch")).table()
    assert {"contracts.status", "links.url"} <= {column.name for column in roster.columns}
    assert {row["contracts.status"] for row in roster.rows.stream()} >= {"signed", "none"}
    card = demo.content("influencer.card", demo.host.panel("influencer.card").params(influencer="lea-moreau"))
    assert [c.name for c in card.parts["fields"].cards] == ["overlap.audience_known"]
