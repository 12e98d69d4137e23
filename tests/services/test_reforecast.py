from __future__ import annotations

import datetime as dt

import pytest

from influcore import Deliverable, Money, Post
from influcore.entities import Target
from influcore.errors import InvalidInput, Refused
from influcore.measures import Added, Variant


def piece(desk, form):
    return next(d for d in desk.session().list(Deliverable) if d.format == form)


def line(outlook, form):
    return next(p for p in outlook.pieces if p.format == form)


def test_a_recorded_piece_counts_with_what_came_in(desk, run, summer):
    before = desk.session().outlook("summer").total.figures["engagements"].estimate
    run("deliverable.record", deliverable=piece(desk, "reel").id, likes="9000", comments="300", shares="40",
        saves="60", posted="2026-06-02 18:00")  # fmt: skip
    outlook = desk.session().outlook("summer")
    reel = line(outlook, "reel")
    assert reel.actual["likes"] == 9000
    assert reel.figures["likes"].estimate.is_exact
    assert reel.figures["engagements"].estimate.median == 9400
    assert "counted at" in reel.figures["engagements"].basis
    assert outlook.total.figures["engagements"].estimate != before
    assert piece(desk, "reel").status == "published"


def test_a_young_count_grows_and_says_so(desk, run, summer):
    run("deliverable.record", deliverable=piece(desk, "reel").id, likes="1000", posted="2026-06-10 02:00")
    figure = line(desk.session().outlook("summer"), "reel").figures["likes"]
    assert figure.estimate.median > 5000
    assert figure.estimate.low < figure.estimate.median < figure.estimate.high
    assert "× 6.4 still to come" in figure.basis


def test_what_was_not_counted_never_contradicts_what_was(desk, run, summer):
    run("deliverable.record", deliverable=piece(desk, "reel").id, likes="900000", posted="2026-06-02 18:00")
    figures = line(desk.session().outlook("summer"), "reel").figures
    assert figures["reach"].estimate.low >= 900_000


def test_a_post_is_found_by_its_address_whatever_its_ending(desk, run, summer):
    run("deliverable.publish", deliverable=piece(desk, "reel").id, url="https://instagram.com/p/abc?utm_source=x")
    profile = desk.session().value("SELECT id FROM profile")
    with desk.write("test") as write:
        from influcore import Observation

        post = write.add(Post(profile=profile, key="abc", url="https://www.instagram.com/p/abc/", format="reel"))
        now = dt.datetime(2026, 6, 9, tzinfo=dt.UTC)
        write.add_many([Observation(profile=profile, post=post.id, at=now, counts={"likes": 70.0})])
    assert line(desk.session().outlook("summer"), "reel").actual == {"likes": 70.0}


def test_every_model_takes_counts(desk, run, summer):
    run("deliverable.record", deliverable=piece(desk, "story").id, views="500")
    for model in ("baseline", "followers-rate", "hierarchical"):
        story = line(desk.session().outlook("summer", model=model), "story")
        assert story.figures["views"].estimate.median == 500
        assert "counted" in story.figures["views"].basis


@pytest.mark.parametrize(
    "texts", [{}, {"likes": "-1"}, {"likes": "5", "at": "2027-01-01 10:00"}], ids=["nothing", "negative", "future"]
)
def test_what_can_not_have_been_counted_is_refused(desk, run, summer, texts):
    with pytest.raises(InvalidInput):
        run("deliverable.record", deliverable=piece(desk, "reel").id, **texts)


def test_recording_is_taken_back_whole(desk, run, summer):
    run("deliverable.record", deliverable=piece(desk, "reel").id, likes="9000")
    desk.undo()
    assert desk.session().list(Post) == ()
    assert desk.session().value("SELECT count(*) FROM observation") == 0
    assert piece(desk, "reel").status == "planned"


def test_a_target_gets_a_probability(desk, run, summer):
    run("campaign.target", campaign="summer", kpi="engagements", value="1")
    run("campaign.target", campaign="summer", kpi="cpe", value="0.01 EUR")
    run("campaign.target", campaign="summer", kpi="nonsense", value="3")
    found = {t.kpi: t for t in desk.session().outlook("summer").targets}
    assert found["engagements"].probability == 1.0
    assert str(found["engagements"].coverage) == "1 of 2"
    assert found["cpe"].at_most
    assert found["cpe"].value == pytest.approx(1.0)  # cents
    assert found["cpe"].probability == 0.0
    assert "no plugin" in found["nonsense"].missing


def test_a_target_at_the_median_is_even(desk, run, summer):
    median = desk.session().outlook("summer").total.figures["engagements"].estimate.median
    run("campaign.target", campaign="summer", kpi="engagements", value=str(int(median)))
    (target,) = desk.session().outlook("summer").targets
    assert target.probability == pytest.approx(0.5, abs=0.01)


def test_a_target_is_changed_and_taken_away(desk, run, summer):
    run("campaign.target", campaign="summer", kpi="engagement_rate_followers", value="3 %")
    run("campaign.target", campaign="summer", kpi="engagement_rate_followers", value="0.04")
    (target,) = desk.session().list(Target)
    assert target.value == pytest.approx(0.04)
    run("campaign.target", campaign="summer", kpi="engagement_rate_followers", remove="yes")
    assert desk.session().list(Target) == ()
    with pytest.raises(Refused):
        run("campaign.target", campaign="summer", kpi="cpe", remove="yes")
    with pytest.raises(InvalidInput):
        run("campaign.target", campaign="summer", kpi="cpe", value="much")


def cost(outlook):
    return outlook.total.figures["cost"].estimate.median


def test_fees_are_multiplied_in_thought_only(desk, summer):
    session = desk.session()
    assert cost(session.outlook("summer", variant=Variant(fee_factor=0.5))) == 40_000
    assert cost(session.outlook("summer")) == 80_000


def test_a_dropped_piece_goes_with_its_own_fee(desk, summer):
    session = desk.session()
    reel = piece(desk, "reel").id
    outlook = session.outlook("summer", variant=Variant(drop=frozenset({reel})))
    assert [p.format for p in outlook.pieces] == ["story"]
    assert outlook.total.figures["cost"].estimate is None or cost(outlook) in (0, 500_000)


def test_a_dropped_influencer_goes_with_everything(desk, summer):
    someone = desk.session().value("SELECT id FROM influencer")
    assert desk.session().outlook("summer", variant=Variant(drop=frozenset({someone}))).pieces == ()


def test_added_pieces_leave_the_others_as_they_were(desk, run, summer):
    run("influencer.new", name="Tom", platform="instagram", handle="@tom", followers="9000")
    session = desk.session()
    tom = session.value("SELECT id FROM influencer WHERE slug = 'tom'")
    added = Added(influencer=tom, platform="instagram", format="reel", due=dt.datetime(2026, 6, 25, tzinfo=dt.UTC),
                  count=2, fee=Money(10_000, "EUR"))  # fmt: skip
    before, after = session.outlook("summer"), session.outlook("summer", variant=Variant(add=(added,)))
    assert len(after.pieces) == 4
    assert cost(after) - cost(before) == 20_000
    assert line(after, "reel").figures["engagements"] == line(before, "reel").figures["engagements"]
    assert len(session.list(Deliverable)) == 2


def test_a_new_fee_counts_whatever_phase_the_others_are_in(desk, run, summer):
    run("ledger.post", collaboration="summer/lea-martin", amount="900 EUR", phase="agreed")
    session = desk.session()
    lea = session.value("SELECT id FROM influencer")
    added = Added(influencer=lea, platform="instagram", format="reel", due=dt.datetime(2026, 6, 25, tzinfo=dt.UTC),
                  fee=Money(10_000, "EUR"))  # fmt: skip
    before, after = session.outlook("summer"), session.outlook("summer", variant=Variant(add=(added,)))
    assert cost(after) - cost(before) == 10_000


def test_a_plan_twice_over_costs_and_brings_twice(desk, summer):
    session = desk.session()
    before, twice = session.outlook("summer"), session.outlook("summer", variant=Variant(times=2))
    assert cost(twice) == 2 * cost(before)
    ratio = twice.total.figures["engagements"].estimate.median / before.total.figures["engagements"].estimate.median
    assert 1.7 < ratio < 2.4


def test_before_a_day_nothing_later_is_known(desk, run, summer):
    run("deliverable.record", deliverable=piece(desk, "reel").id, likes="900000", posted="2026-06-02 18:00")
    then = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
    reel = line(desk.session().outlook("summer", variant=Variant(before=then)), "reel")
    assert reel.actual == {}
    assert "prior" in reel.figures["likes"].basis
    assert reel.figures["likes"].estimate.high < 100_000


def test_draws_are_given_by_piece(desk, summer):
    found = desk.session().draws("summer", ("engagements", "cost"))
    assert len(found["cost"]) == 2
    (drawn,) = found["engagements"].values()
    assert len(drawn) == 1000
