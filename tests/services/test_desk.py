import attrs
import pytest

from influcore import Campaign, Check, Deliverable, Entry, Finding, Influencer, Ref, Unknown
from influcore.contributions import parse_form
from influcore.errors import Conflict
from influcore.services.checks import LIMIT, findings


def form(desk, name, /, **texts):
    return parse_form(desk.host.action(name).form, texts)


def test_a_plan_changes_nothing(desk, summer):
    before = desk.token(), len(desk.workspace.journal())
    desk.prepare("campaign.edit", form(desk, "campaign.edit", campaign="summer", name="Winter"))
    assert (desk.token(), len(desk.workspace.journal())) == before


def test_a_plan_that_rests_on_what_has_moved_on_is_a_conflict(desk, run, summer):
    plan = desk.prepare("campaign.edit", form(desk, "campaign.edit", campaign="summer", name="Winter"))
    run("campaign.edit", campaign="summer", name="Autumn")
    with pytest.raises(Conflict):
        desk.perform("campaign.edit", plan)
    assert desk.session().get(Campaign, "summer").name == "Autumn"


def test_one_action_is_one_journal_entry_and_one_undo(desk, run, summer):
    count = len(desk.workspace.journal())
    run("deliverable.add", campaign="summer", influencer="lea-martin", format="post", due="2026-06-21 18:00", count="5",
        fee="10 EUR")  # fmt: skip
    assert len(desk.workspace.journal()) == count + 1
    desk.undo()
    assert len(desk.session().list(Deliverable)) == 2
    assert len(desk.session().list(Entry)) == 1


def test_actions_compose_within_one_transaction(desk, summer):
    with pytest.raises(RuntimeError), desk.write("test") as write:
        write.run("influencer.new", form(desk, "influencer.new", name="Someone"))
        assert write.find(Influencer, "someone")
        raise RuntimeError
    assert desk.session().find(Influencer, "someone") is None


def _boom(session, ids):
    yield Finding(check="x.boom", severity="info", subject=Ref("campaign", "1"), message="before")
    raise RuntimeError("boom")


def _many(session, ids):
    while True:
        yield Finding(check="x.many", severity="info", subject=Ref("campaign", "1"), message="again")


def _fine(session, ids):
    return [Finding(check="x.fine", severity="error", subject=Ref("campaign", i), message="fine") for i in ids]


def _wrong(session, ids):
    return ["not a finding"]


def test_a_check_that_fails_becomes_a_finding_about_itself(desk, summer):
    found = findings(
        desk.session(), [Check(name="x.boom", help="b", run=_boom), Check(name="x.fine", help="f", run=_fine)]
    )
    assert [f.message for f in found] == ["fine", "this check failed: RuntimeError: boom"]


def test_a_check_that_never_ends_is_cut(desk, summer):
    found = findings(desk.session(), [Check(name="x.many", help="m", run=_many)])
    assert len(found) == LIMIT + 1


def test_a_check_that_yields_something_else_is_named(desk, summer):
    found = findings(desk.session(), [Check(name="x.wrong", help="w", run=_wrong)])
    assert "yielded a str" in found[0].message


def test_an_unknown_field_is_said_to_be_unknown(desk, summer):
    answer = desk.session().field("nobody.knows", [Ref("campaign", "x")])
    assert isinstance(answer[0], Unknown)


def test_findings_of_a_campaign_name_what_is_overdue(desk, summer):
    overdue = [f for f in desk.session().findings("summer") if f.check == "deliverable.overdue"]
    assert len(overdue) == 1
    assert "Lea Martin: instagram story was due 2026-06-05 18:00 (4 days ago)" in overdue[0].message
    assert overdue[0].mend == "deliverable.publish"


def test_outlook_is_kept_until_something_changes(desk, run, summer):
    session = desk.session()
    first = session.outlook("summer")
    assert session.outlook("summer") is first
    run("deliverable.add", campaign="summer", influencer="lea-martin", format="post", due="2026-06-22 18:00")
    assert len(desk.session().outlook("summer").pieces) == 3


def test_an_outlook_is_worked_out_anew_under_other_settings(desk, run, summer, tmp_path):
    run("exchange.set", base="USD", quote="EUR", rate="0.9")
    session = desk.session()
    before = session.outlook("summer").total.figures["emv"].estimate
    (tmp_path / "influcore.toml").write_text('[forecast]\nrate_card = "aspire-like"\n[core]\nseed = 7\n')
    after = session.outlook("summer")
    assert after.seed == 7
    assert after.total.figures["emv"].estimate != before


def test_an_outlook_is_reproducible_by_seed(desk, summer):
    a, b, c = (desk.session().outlook("summer", seed=s).total.figures["engagements"].estimate for s in (1, 1, 2))
    assert a == b != c
    assert attrs.asdict(a)["level"] == 0.8


def test_adding_a_creator_changes_nobody_elses_numbers(desk, run, summer):
    before = desk.session().outlook("summer").influencers[0].figures["engagements"]
    run("influencer.new", name="Tom", platform="instagram", handle="@tom", followers="9000")
    run("deliverable.add", campaign="summer", influencer="tom", format="reel", due="2026-06-22 18:00")
    after = desk.session().outlook("summer")
    assert {line.ref.label: line.figures["engagements"] for line in after.influencers}["Lea Martin"] == before
