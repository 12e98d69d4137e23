import datetime as dt

import pytest

from influcore import Advertiser, Campaign, Collaboration, Deliverable, Entry, Group, Membership, Profile
from influcore.contributions import format_form, format_values, params_of, parse_form
from influcore.errors import InvalidInput, Refused, UnknownId


def test_a_campaign_makes_its_advertiser_and_takes_the_budgets_currency(desk, run):
    run(
        "campaign.new",
        name="Été à Paris",
        advertiser="Maison Verte",
        starts="2026-06-01",
        ends="2026-06-30",
        budget="5000 CHF",
    )
    campaign = desk.session().get(Campaign, "ete-a-paris")
    assert (campaign.currency, campaign.budget.minor) == ("CHF", 500000)
    assert desk.session().get(Advertiser, "maison-verte").id == campaign.advertiser


def test_a_second_campaign_of_that_name_gets_a_slug_of_its_own(desk, run):
    for _ in range(2):
        run("campaign.new", name="X", advertiser="A", starts="2026-06-01", ends="2026-06-30")
    assert [c.slug for c in desk.session().list(Campaign)] == ["x", "x-2"]


def test_wrong_days_are_refused_with_their_reason(run):
    with pytest.raises(InvalidInput, match="is before starts"):
        run("campaign.new", name="X", advertiser="A", starts="2026-06-30", ends="2026-06-01")


def test_due_times_are_those_of_the_campaigns_zone(desk, summer):
    dues = [d.due for d in desk.session().list(Deliverable)]
    assert dues[0] == dt.datetime(2026, 6, 20, 16, tzinfo=dt.UTC)


def test_a_time_that_the_clocks_skip_is_refused(run, summer):
    with pytest.raises(InvalidInput, match="does not exist in Europe/Paris"):
        run("deliverable.add", campaign="summer", influencer="lea-martin", format="reel", due="2026-03-29 02:30")


def test_the_platform_is_asked_for_only_where_it_is_not_clear(desk, run, summer):
    run("influencer.profile", influencer="lea-martin", platform="tiktok", handle="@lea")
    with pytest.raises(InvalidInput, match="instagram or tiktok"):
        run("deliverable.add", campaign="summer", influencer="lea-martin", format="video", due="2026-06-21 18:00")
    run("deliverable.add", campaign="summer", influencer="lea-martin", format="reel", due="2026-06-21 18:00")
    run("deliverable.add", campaign="summer", influencer="lea-martin", format="tiktok:video", due="2026-06-21 18:00")
    assert [d.platform for d in desk.session().list(Deliverable)][-2:] == ["instagram", "tiktok"]


def test_a_format_the_platform_does_not_have_is_refused(run, summer):
    with pytest.raises(InvalidInput, match="choose one of carousel"):
        run(
            "deliverable.add",
            campaign="summer",
            influencer="lea-martin",
            format="instagram:podcast",
            due="2026-06-21 18:00",
        )


def test_somebody_new_joins_with_their_first_piece(desk, run, summer):
    run("influencer.new", name="Tom", platform="tiktok", handle="@tom")
    run("deliverable.add", campaign="summer", influencer="tom", format="video", due="2026-06-21 18:00")
    assert len(desk.session().list(Collaboration)) == 2


def test_a_handle_belongs_to_one_person(run, summer):
    with pytest.raises(InvalidInput, match="belongs to Lea Martin already"):
        run("influencer.new", name="Impostor", platform="instagram", handle="instagram.com/lea.martin")


def test_a_profile_is_updated_by_its_handle(desk, run, summer):
    run(
        "influencer.profile",
        influencer="@lea.martin",
        platform="instagram",
        handle="Lea.Martin",
        followers="50000",
        hidden=True,
    )
    profile = desk.session().list(Profile)[0]
    assert (profile.followers, profile.hidden, profile.counted) == (50000, True, dt.date(2026, 6, 10))


def test_a_group_joins_at_once_and_never_twice(desk, run, summer):
    run("influencer.new", name="Tom")
    run("group.new", name="All", influencers="tom, lea-martin")
    run("collaboration.add_group", campaign="summer", group="all")
    run("collaboration.add_group", campaign="summer", group="all")
    assert len(desk.session().list(Collaboration)) == 2
    run("group.drop", group="all", influencers="tom")
    group = desk.session().get(Group, "all")
    assert len(desk.session().list(Membership, group=group.id)) == 1


def test_declining_needs_a_reason(run, summer):
    with pytest.raises(Refused, match="needs a reason"):
        run("collaboration.move", collaboration="summer/lea-martin", selection="declined")


def test_a_new_piece_costs_as_surely_as_what_is_agreed(desk, run, summer):
    run("ledger.post", collaboration="summer/lea-martin", amount="900 EUR", phase="agreed")
    run("deliverable.add", campaign="summer", influencer="lea-martin", format="post", due="2026-06-28 18:00",
        fee="100 EUR")  # fmt: skip
    assert desk.session().list(Entry)[-1].phase == "agreed"


def test_an_entry_is_reversed_once_and_never_edited(desk, run, summer):
    entry = desk.session().list(Entry)[0]
    run("ledger.reverse", entry=entry.id[-8:])
    with pytest.raises(Refused, match="reversed already"):
        run("ledger.reverse", entry=entry.id)
    assert sum(e.amount.minor for e in desk.session().list(Entry)) == 0


def test_what_is_posted_is_more_than_nothing(run, summer):
    with pytest.raises(InvalidInput, match="more than nothing"):
        run("ledger.post", collaboration="summer/lea-martin", amount="-5 EUR")


def test_somebody_with_pieces_is_not_taken_out_silently(run, summer):
    with pytest.raises(Refused, match="still point at it"):
        run("collaboration.remove", collaboration="summer/lea-martin")


def test_an_unknown_campaign_names_the_nearest(run, summer):
    with pytest.raises(UnknownId) as caught:
        run("campaign.edit", campaign="sumer", name="X")
    assert "summer" in caught.value.hint


def keys(desk):
    session = desk.session()
    return {
        "campaign": "summer", "influencer": "lea-martin", "advertiser": "maison-verte",
        "collaboration": session.list(Collaboration)[0].id, "deliverable": session.list(Deliverable)[0].id,
    }  # fmt: skip


@pytest.mark.parametrize(
    "name",
    [
        "campaign.edit",
        "influencer.edit",
        "advertiser.edit",
        "collaboration.edit",
        "collaboration.move",
        "deliverable.edit",
    ],
)
def test_an_edit_form_filled_with_what_is_there_changes_nothing(desk, summer, name):
    action = desk.host.action(name)
    values = action.prefill(desk.session(), keys(desk)[action.subject])
    filled = parse_form(action.form, format_values(action.form, values))
    assert parse_form(action.form, format_form(filled)) == filled
    assert "nothing to change" in desk.prepare(name, filled).lines[0]


def test_every_action_of_the_core_has_help_and_a_form_without_reserved_names(installed_host):
    from influcore.core.actions import ACTIONS

    for action in ACTIONS:
        assert action.help.endswith("."), action.name
        assert all(p.help.endswith((".", ")")) for p in params_of(action.form)), action.name
        assert action.undo == "rows"


def test_every_action_of_the_core_is_undone_completely(desk, run, summer):
    """Do, undo, compare the whole file: nothing but the journal may differ."""

    def state():
        tables = [r["name"] for r in desk.session().rows("SELECT name FROM table_spec WHERE kind = 'entity'")]
        rows = {t: desk.session().rows(f'SELECT * FROM "{t}" ORDER BY id') for t in tables}
        return {t: [{k: v for k, v in row.items() if k != "rev"} for row in found] for t, found in rows.items()}

    piece = desk.session().list(Deliverable)[0].id
    entry = desk.session().list(Entry)[0].id
    steps = {
        "advertiser.new": {"name": "B"}, "advertiser.edit": {"advertiser": "maison-verte", "country": "FR"},
        "campaign.new": {"name": "C", "advertiser": "New", "starts": "2026-01-01", "ends": "2026-01-02"},
        "campaign.edit": {"campaign": "summer", "name": "Z"}, "influencer.new": {"name": "N"},
        "influencer.edit": {"influencer": "lea-martin", "tags": "x"},
        "influencer.profile": {"influencer": "lea-martin", "platform": "tiktok", "handle": "l"},
        "group.new": {"name": "G", "influencers": "lea-martin"},
        "collaboration.move": {"collaboration": "summer/lea-martin", "stage": "agreed"},
        "deliverable.add": {"campaign": "summer", "influencer": "lea-martin", "format": "post",
                            "due": "2026-06-30 10:00", "fee": "3 EUR"},
        "deliverable.edit": {"deliverable": piece, "title": "T"},
        "deliverable.publish": {"deliverable": piece, "url": "https://example.com/p"},
        "deliverable.remove": {"deliverable": piece},
        "ledger.post": {"collaboration": "summer/lea-martin", "amount": "5 EUR"}, "ledger.reverse": {"entry": entry},
    }  # fmt: skip
    for name, texts in steps.items():
        before = state()
        run(name, **texts)
        assert state() != before, name
        desk.undo()
        assert state() == before, name
