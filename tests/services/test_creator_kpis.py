"""KPIs of creators alone, from their recent posts."""

from __future__ import annotations

import datetime as dt

import pytest

from influcore import Influencer, Kpi, Observation, Post, Profile, UnknownId, hookimpl, ratio
from influcore.host import Host
from influcore.measures import CREATOR_QUANTITIES
from influcore.services.creator_kpis import creator_lines, quantities
from influcore.services.desk import Desk


@pytest.fixture
def lea(run):
    run("influencer.new", name="Lea Martin", platform="instagram", handle="@lea.martin", followers="10000")
    return "lea-martin"


@pytest.fixture
def post(desk):
    """Add posts of the only profile: days ago, likes, comments, and the age of the count in days."""

    def add(*rows, kind="post"):
        with desk.write("test.posts") as write:
            profile = write.list(Profile)[0]
            for number, (ago, likes, comments, age) in enumerate(rows):
                posted = desk.clock() - dt.timedelta(days=ago)
                made = write.add(Post(profile=profile.id, key=f"{kind}{number}", format=kind, posted=posted))
                write.add(Observation(profile=profile.id, post=made.id, at=posted + dt.timedelta(days=age),
                                      counts={"likes": likes, "comments": comments}))  # fmt: skip

    return add


def figures(desk, key="lea-martin"):
    return desk.session().creator_kpis([key])[0].figures


def test_the_typical_rate_is_the_median_with_its_doubt_and_says_on_how_many_posts(desk, lea, post):
    post(*[(n * 7 + 7, 100 * n, 0, 6) for n in range(1, 12)])
    rate = figures(desk)["typical_engagement_rate"]
    assert rate.estimate.median == pytest.approx(600 / 10_000, rel=0.2)
    assert rate.estimate.low < rate.estimate.median < rate.estimate.high
    assert rate.basis == "followers · 11 posts"
    assert rate.inputs == ("typical_engagements", "followers")


def test_two_posts_are_not_typical_and_what_lacks_is_said(desk, lea, post):
    post((9, 100, 1, 6), (8, 100, 1, 6))
    rate = figures(desk)["typical_engagement_rate"]
    assert rate.estimate is None
    assert "3 posts" in rate.missing
    assert "2 known" in rate.missing


def test_a_count_that_still_grows_is_left_out_while_there_are_others(desk, lea, post):
    post((1, 5, 0, 0.5), *[(n * 5, 1000, 0, 4) for n in range(1, 5)])
    assert figures(desk)["typical_likes"].estimate.low == 1000


def test_stories_are_not_counted_among_posts(desk, lea, post):
    post(*[(n, 1, 0, 5) for n in range(10, 20)], kind="story")
    assert figures(desk)["posts"].estimate.median == 0


def test_a_stated_average_stands_in_where_no_posts_are_known(desk, lea):
    with desk.write("test.average") as write:
        profile = write.list(Profile)[0]
        write.add(Observation(profile=profile.id, at=dt.datetime(2026, 6, 1, tzinfo=dt.UTC), statistic="average",
                              provenance="list", counts={"engagements": 321.0}))  # fmt: skip
    rate = figures(desk)["typical_engagement_rate"]
    assert rate.estimate.is_exact
    assert rate.estimate.median == pytest.approx(0.0321)
    assert "average stated 2026-06-01" in rate.basis


def test_rhythm_and_trend_come_from_the_dates_and_the_two_halves(desk, lea, post):
    post(*[(7 * n, 200, 0, 5) for n in range(1, 7)], *[(7 * n, 100, 0, 5) for n in range(7, 13)])
    known = figures(desk)
    assert known["posting_rhythm"].estimate.median == pytest.approx(1.0)
    assert known["days_since_post"].estimate.median == pytest.approx(7.0)
    assert known["engagement_trend"].estimate.median == pytest.approx(1.0)


def test_adding_a_creator_changes_nobody_elses_numbers(desk, run, lea, post):
    post(*[(n * 7 + 7, 100 * n, n, 6) for n in range(1, 12)])
    before = figures(desk)
    run("influencer.new", name="Zoe", platform="tiktok", handle="zoe", followers="5")
    both = desk.session().creator_kpis(["zoe", "lea-martin"])
    assert both[1].figures == before


def test_nobody_is_unknown_and_no_creators_give_no_lines(desk):
    assert desk.session().creator_kpis([]) == ()
    with pytest.raises(UnknownId):
        desk.session().creator_kpis(["nobody"])


def test_a_kpi_of_a_plugin_is_worked_out_for_each_profile(desk, lea, post):
    theirs = Kpi(name="talk", title="Talk", unit="share", needs=("typical_comments", "typical_likes"), of="creator",
                 formula=lambda q, _: ratio(q.typical_comments, q.typical_likes))  # fmt: skip
    post(*[(n, 100, 7, 6) for n in range(10, 15)])
    session = desk.session()
    [line] = creator_lines(session, ["lea-martin"], [theirs], {}, recent=20, seed=1)
    assert line.figures["talk"].estimate.median == pytest.approx(0.07)


def test_every_quantity_is_explained_and_given_or_said_to_lack(desk, lea):
    known = figures(desk)
    assert {q.name for q in quantities()} == set(CREATOR_QUANTITIES)
    for name in CREATOR_QUANTITIES:
        assert known[name].estimate is not None or known[name].missing


def test_panels_show_them_for_one_and_for_a_group(desk, run, lea):
    run("group.new", name="Team")
    run("group.add", group="team", influencers="lea-martin")
    of_one = desk.content("influencer.kpis", desk.host.panel("influencer.kpis").params(influencer="lea-martin"))
    of_all = desk.content("group.kpis", desk.host.panel("group.kpis").params(group="team"))
    [row] = of_all.rows.window(0, 9)
    assert row["influencer"] == "Lea Martin"
    assert row["_ref"] == desk.session().get(Influencer, "lea-martin").ref
    assert {c.name for c in of_one.columns} >= {"typical_engagement_rate", "posting_rhythm"}
    card = desk.content("influencer.card", desk.host.panel("influencer.card").params(influencer="lea-martin"))
    assert "kpis" in card.parts


class Creative:
    @hookimpl
    def influcore_register_kpis(self):
        return (Kpi(name="loyal", title="Loyal", unit="count", needs=("followers",), of="creator",
                    formula=lambda q, _: q.followers),)  # fmt: skip


def test_it_is_never_a_figure_of_a_campaign(desk, summer):
    host = Host.load()  # one of its own: the tests' is shared
    host.admit(Creative(), "creative")
    other = Desk.open(desk.workspace.path, host, clock=desk.clock)
    assert "loyal" not in other.session().outlook("summer").total.figures
    assert "loyal" in other.session().creator_kpis(["lea-martin"])[0].figures
    other.close()
