"""The plugin as people meet it: lists in, a campaign's overlap out, nothing blocked by whoever hides theirs."""

from __future__ import annotations

import datetime as dt
import json

import numpy as np
import pytest

from influcore import Audience, Estimate, InvalidInput, Refused, UnknownId
from influcore.contributions import parse_form
from influcore.contributions.cells import cell_json
from influcore_overlap.lists import lists_of, read_ids

LATER = dt.datetime(2026, 6, 8, tzinfo=dt.UTC)


def rows_of(part):
    return [dict(row) for row in part.rows.stream()]


def cards_of(part):
    return {card.name: card.value for card in part.cards}


def count_parts(desk):
    return desk.session().value("SELECT count(*) FROM overlap_audience")


def test_a_campaign_is_counted(keep, campaign, panel):
    campaign(anna=100, ben=80, cleo=40)
    keep("anna", range(100))
    keep("ben", range(60, 140))
    keep("cleo", range(140, 180))
    found = panel()
    cards = cards_of(found["summary"])
    assert (cards["deduplicated"], cards["sum"], round(cards["frequency"], 4)) == (180, 220, 1.2222)
    assert cards["exclusive_share"] == 140 / 180
    assert cards["basis"].word == "exact"
    names = ("creator", "audience", "exclusive", "new_people", "total")
    steps = [tuple(row[name] for name in names) for row in rows_of(found["creators"])]
    assert steps == [("Anna", 100, 60, 100, 100), ("Ben", 80, 40, 40, 140), ("Cleo", 40, 40, 40, 180)]
    strongest = rows_of(found["pairs"])[0]
    assert {name: strongest[name] for name in ("a", "b", "shared", "of_a", "of_b", "of_smaller")} == {
        "a": "Anna", "b": "Ben", "shared": 40, "of_a": 0.4, "of_b": 0.5, "of_smaller": 0.5,
    }  # fmt: skip
    assert found["matrix"].values == ((None, 0.5, 0.0), (0.5, None, 0.0), (0.0, 0.0, None))
    assert [(r["follows"], r["people"], r["at_least"]) for r in rows_of(found["frequency"])] == [
        (1, 140, 180),
        (2, 40, 40),
    ]
    assert rows_of(found["subsets"])[0] == {"follow": ("Anna",), "people": 60, "share": 60 / 180}
    assert found["curve"].series[0].points == ((1.0, 100.0), (2.0, 140.0), (3.0, 180.0))
    assert found["upset"].series[0].points[0] == ("Anna", 60.0)
    json.dumps([cell_json(value) for value in cards.values()])


def test_whoever_hides_their_list_takes_part_through_bounds(desk, keep, campaign, panel, run):
    campaign(anna=100, ben=50)
    run("influencer.profile", influencer="ben", platform="instagram", handle="ben", hidden="yes")
    keep("anna", range(100))
    found = panel()
    people = cards_of(found["summary"])["deduplicated"]
    assert isinstance(people, Estimate)
    assert (people.low, people.high) == (100, 150)
    hidden = rows_of(found["creators"])[1]
    assert hidden["list"].word == "list hidden: takes part through bounds"
    assert hidden.get("audience") is None
    (finding,) = [f for f in desk.session().findings("summer") if f.check == "overlap.hidden_audience"]
    assert "instagram:ben (list hidden)" in finding.message


def test_nobody_listed_is_no_error(desk, campaign, panel):
    assert "Nobody takes part yet" in panel()["summary"].empty
    campaign(anna=None)
    assert "influcore import" in panel()["summary"].empty
    (finding,) = [f for f in desk.session().findings("summer") if f.check == "overlap.hidden_audience"]
    assert finding.subject.kind == "campaign"


def test_one_damaged_list_costs_the_others_nothing(desk, keep, campaign, panel):
    campaign(anna=100, ben=80, cleo=50)
    keep("anna", range(100))
    keep("ben", range(80))
    keep("cleo", range(50, 100))
    with desk.write("damage") as write:
        write.execute_many("UPDATE overlap_audience SET ids = substr(ids, 1, 50) WHERE account = ?", [("ben",)])
    found = panel()
    assert cards_of(found["summary"])["basis"].word == "bounded"
    states = {row["creator"]: row["list"].word for row in rows_of(found["creators"])}
    assert "is damaged" in states["Ben"]
    assert states["Anna"] == states["Cleo"] == "listed"
    assert rows_of(found["pairs"])[0]["shared"] == 50


def test_a_list_hashed_with_another_key_is_not_compared(desk, keep, campaign, panel):
    campaign(anna=100, ben=80)
    keep("anna", range(100))
    keep("ben", range(80))
    with desk.write("damage") as write:
        write.execute_many("UPDATE overlap_audience SET key = 'other' WHERE account = ?", [("ben",)])
    assert "hashed with another key" in rows_of(panel()["creators"])[1]["list"].word
    states = {r["account"]: r["state"].word for r in rows_of(desk.content("overlap.snapshots"))}
    assert states == {"anna": "readable", "ben": "other key"}


def test_the_same_list_again_adds_nothing(desk, keep):
    assert (keep("anna", range(100)).new, count_parts(desk)) == (1, 1)
    again = keep(" @Anna", [*range(99, -1, -1), 5], as_of=LATER)
    assert (again.new, again.same, count_parts(desk)) == (0, 1, 1)
    assert keep("anna", range(101), as_of=LATER).new == 1


def test_the_newest_list_counts(keep, campaign, panel):
    campaign(anna=60)
    keep("anna", range(100))
    keep("anna", range(60), as_of=LATER)
    (row,) = rows_of(panel()["creators"])
    assert (row["audience"], row["list_date"]) == (60, LATER.date())


def test_a_list_that_comes_before_its_influencer_is_used_later(keep, campaign, panel):
    assert "as soon as one is" in keep("anna", range(10)).lines[1]
    campaign(anna=10)
    assert rows_of(panel()["creators"])[0]["audience"] == 10


def test_a_list_is_found_by_an_alias(desk, keep, campaign, panel):
    from influcore import Alias

    campaign(anna=10)
    profile = desk.session().value("SELECT id FROM profile")
    with desk.write("alias") as write:
        write.add(Alias(profile=profile, namespace="crm", key="A-7"))
    keep("A-7", range(10), namespace="crm")
    keep("A-7", range(99), namespace="elsewhere")
    assert rows_of(panel()["creators"])[0]["audience"] == 10


def test_no_id_is_stored_as_it_is(desk, keep):
    keep("anna", ["viewer-with-a-name", "another-viewer"])
    desk.workspace.connection().execute("PRAGMA wal_checkpoint")
    everything = b"".join(p.read_bytes() for p in desk.workspace.path.parent.glob("test.influcore*"))
    assert b"viewer-with-a-name" not in everything


def test_bad_accounts_and_blank_followers_are_rejects(desk):
    from influcore import AudienceChunk
    from influcore_overlap.sink import AUDIENCES

    chunk = AudienceChunk(
        platform="instagram",
        accounts=["anna", "no handle!", "anna", "no handle!"],
        viewers=["1", "2", " ", "3"],
        line=2,
    )
    with desk.write("import") as write:
        taker = AUDIENCES.open(write, "list.csv", LATER)
        taker.take([chunk])
        report = taker.close()
    assert report.new == 1
    assert [(r.line, r.value) for r in report.rejects] == [(2, "no handle!"), (2, "")]
    (held,) = desk.session().rows("SELECT people FROM overlap_audience")
    assert held["people"] == 1


def test_a_long_list_lies_in_parts_and_comes_back_whole(desk, keep, campaign, monkeypatch):
    monkeypatch.setattr("influcore_overlap.packing.PART_BITS", 6)
    campaign(anna=1000)
    keep("anna", range(1000))
    assert count_parts(desk) == 16
    session = desk.session()
    (lists,) = lists_of(session, [session.value("SELECT id FROM profile")]).values()
    assert len(np.unique(read_ids(session, lists[0]))) == 1000
    assert rows_of(desk.content("overlap.snapshots"))[0]["people"] == 1000
    desk.undo()  # the last action of the desk was the import
    assert count_parts(desk) == 0


def test_a_list_is_forgotten_with_all_its_parts_for_good(desk, keep, run, monkeypatch):
    monkeypatch.setattr("influcore_overlap.packing.PART_BITS", 6)
    keep("anna", range(200))
    keep("anna", range(300), as_of=LATER)
    keep("ben", range(10))
    action = desk.host.action("overlap.forget")
    plan = desk.prepare(action, parse_form(action.form, {"audience": "instagram:anna", "taken_on": "2026-06-01"}))
    assert "200 followers of instagram:anna" in plan.lines[0]
    desk.perform(action, plan)
    left = rows_of(desk.content("overlap.snapshots"))
    assert [(row["account"], row["people"]) for row in left] == [("anna", 300), ("ben", 10)]
    outcome = run("overlap.forget", audience=left[0]["id"])
    assert outcome.message == "forgot the list of instagram:anna: 300 followers"
    assert count_parts(desk) == 1
    with pytest.raises(Refused, match="can not be undone"):
        desk.undo()


def test_forgetting_an_unknown_list_names_the_near_ones(keep, run):
    keep("anna", range(10))
    with pytest.raises(UnknownId) as told:
        run("overlap.forget", audience="instagram:annabel")
    assert "instagram:anna" in told.value.hint
    with pytest.raises(InvalidInput, match="2026-06-01"):
        run("overlap.forget", audience="instagram:anna", taken_on="2020-01-01")


def test_most_followers_in_common_is_pointed_out_once_for_the_smaller(desk, keep, campaign):
    campaign(anna=100, ben=50, cleo=20)
    keep("anna", range(100))
    keep("ben", range(70, 120))
    keep("cleo", range(100, 120))
    findings = [f for f in desk.session().findings("summer") if f.check == "overlap.double_paid"]
    assert [f.subject.label for f in findings] == ["Ben", "Cleo"]
    assert findings[0].message.startswith("Ben: 60% of the listed followers (30) follow Anna as well")


def test_the_field_says_whose_followers_are_known(desk, keep, campaign):
    campaign(anna=10, ben=10)
    keep("anna", range(10))
    session = desk.session()
    from influcore import Influencer

    assert session.field("overlap.audience_known", [i.ref for i in session.list(Influencer)]) == [True, False]


def test_deliverables_say_on_which_profile_it_happens(keep, campaign, panel, run):
    campaign(anna=10)
    run("influencer.profile", influencer="anna", platform="tiktok", handle="anna.t", followers="30")
    keep("anna", range(10))
    labels = [row["creator"] for row in rows_of(panel()["creators"])]
    assert labels == ["Anna (instagram)", "Anna (tiktok)"]
    run(
        "deliverable.add",
        campaign="summer",
        influencer="anna",
        platform="instagram",
        format="reel",
        due="2026-06-20 18:00",
    )
    assert [row["creator"] for row in rows_of(panel()["creators"])] == ["Anna"]


def test_one_list_for_two_networks_is_not_compared(keep, campaign, panel):
    campaign(anna=10)
    campaign("tiktok", ben=10)
    keep("anna", range(10))
    keep("ben", range(10), platform="tiktok")
    found = panel()
    assert found["matrix"].values == ((None, None), (None, None))
    people = cards_of(found["summary"])["deduplicated"]
    assert (people.low, people.high) == (10, 20)


def test_reach_of_an_outlook_is_counted_where_lists_are_known(desk, keep, campaign):
    campaign(anna=100, ben=100, cleo=50)
    keep("anna", range(100))
    keep("ben", range(50, 150))
    session = desk.session()
    profiles = {r["handle"]: r["id"] for r in session.rows("SELECT id, handle FROM profile")}

    def part(handle, followers):
        seen = np.full(4, 0.5, np.float32)
        return Audience(profile=profiles[handle], label=handle, platform="instagram", followers=followers, seen=seen)

    counted = session.estimate_reach([part("anna", 100), part("ben", 100)])
    assert (counted.basis, counted.by) == ("exact", "overlap")
    assert np.allclose(counted.people, 50 * 0.5 + 50 * 0.75 + 50 * 0.5)
    bounded = session.estimate_reach([part("anna", 100), part("ben", 100), part("cleo", 50)])
    assert bounded.basis == "bounded"
    assert 87.5 <= bounded.low < bounded.high == 87.5 + 25
    assert "the list of cleo" in bounded.note
    alone = session.estimate_reach([part("anna", 100), part("anna", 100)])
    assert np.allclose(alone.people, 75)
    assert session.estimate_reach([part("cleo", 50)]).by == "core"


def test_more_pairs_than_a_list_may_have(keep, campaign, panel):
    people = {f"p{n}": 3 for n in range(66)}
    campaign(**people)
    for n, name in enumerate(people):
        keep(name, (n, n + 1, n + 2))
    pairs = panel()["pairs"].rows
    assert pairs.count() == 66 * 65 // 2
    assert pairs.window(0, 1, sort="shared", descending=True)[0]["shared"] == 2
    assert pairs.count("P65") == 65
