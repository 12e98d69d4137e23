import datetime as dt

import pytest
from hypothesis import given, strategies as st

from influcore import Campaign, Deliverable, Influencer, Profile
from influcore.entities import (
    PLATFORMS,
    Ids,
    clean_handle,
    from_utc_text,
    is_id,
    localize,
    new_id,
    platform_named,
    slugify,
    tier,
    utc_text,
)

BOUNDS = {"nano": 10_000, "micro": 100_000, "macro": 1_000_000, "mega": 9_000_000_000}


def campaign(**more):
    return Campaign(
        slug="x", name="X", advertiser="a", starts=dt.date(2026, 6, 1), ends=dt.date(2026, 6, 1), currency="EUR"
    ).__class__(**{
        "slug": "x", "name": "X", "advertiser": "a", "starts": dt.date(2026, 6, 1), "ends": dt.date(2026, 6, 1),
        "currency": "EUR",
    } | more)  # fmt: skip


def test_a_campaign_may_last_one_day_but_not_less():
    assert campaign().starts == campaign().ends
    with pytest.raises(ValueError, match="is before starts"):
        campaign(ends=dt.date(2026, 5, 31))


@pytest.mark.parametrize(
    "page",
    [
        "javascript:alert(1)",
        "//evil.example",
        "https:evil.example",
        "http://a@b.example",
        "https://x.example/\\a",
        "https://x .example",
        "ftp://x.example",
        "https://",
    ],
)
def test_a_landing_page_is_an_absolute_http_url(page):
    with pytest.raises(ValueError, match="."):
        campaign(landing_page=page)


@pytest.mark.parametrize("name", ["", "  ", "a\x1b[31m", "a\u202egnp", "a\x00", "a\u200bb"])
def test_names_hold_nothing_invisible(name):
    with pytest.raises(ValueError, match="."):
        Influencer(slug="x", name=name)


@pytest.mark.parametrize("slug", ["", "A", "../x", "a b", "-a", "a" * 81])
def test_slugs_can_be_typed_in_a_shell(slug):
    with pytest.raises(ValueError, match="."):
        Influencer(slug=slug, name="X")


@given(st.text(max_size=100))
def test_any_text_makes_a_slug(text):
    Influencer(slug=slugify(text), name="X")


@pytest.mark.parametrize(
    ("followers", "name"),
    [
        (None, ""),
        (0, "nano"),
        (9_999, "nano"),
        (10_000, "micro"),
        (99_999, "micro"),
        (100_000, "macro"),
        (1_000_000, "mega"),
        (10**9, "mega"),
    ],
)
def test_a_tier_begins_at_its_bound(followers, name):
    assert tier(followers, BOUNDS) == name


def test_followers_are_never_negative():
    with pytest.raises(ValueError, match="-1 followers"):
        Profile(influencer="x", platform="instagram", handle="x", followers=-1)


@pytest.mark.parametrize(
    ("platform", "text", "handle"),
    [
        ("instagram", "@Lea.Martin", "lea.martin"),
        ("instagram", "https://www.instagram.com/lea.martin/?hl=fr", "lea.martin"),
        ("tiktok", "tiktok.com/@lea", "lea"),
        ("youtube", "Baby Big Mouth Kids - Sing", "baby big mouth kids - sing"),
        ("instagram", "  lea ", "lea"),
    ],
)
def test_handles_are_read_as_people_write_them(platform, text, handle):
    assert clean_handle(text, platform_named(platform)) == handle


@pytest.mark.parametrize("text", ["", "@", "two words", "a" * 31, "naïve", "a/b"])
def test_what_the_platform_could_not_have_is_refused(text):
    with pytest.raises(ValueError, match="no Instagram handle"):
        clean_handle(text, platform_named("instagram"))


def test_overdue_means_open_and_past():
    due = dt.datetime(2026, 6, 1, 18, tzinfo=dt.UTC)
    piece = Deliverable(collaboration="c", platform="instagram", format="reel", due=due)
    assert not piece.is_overdue(due)
    assert piece.is_overdue(due + dt.timedelta(seconds=1))
    done = Deliverable(collaboration="c", platform="instagram", format="reel", due=due, status="published")
    assert not done.is_overdue(due + dt.timedelta(days=9))


def test_a_time_that_the_clocks_skip_is_refused():
    with pytest.raises(ValueError, match="does not exist"):
        localize(dt.datetime(2026, 3, 29, 2, 30), "Europe/Paris")


def test_a_time_that_comes_twice_is_asked_for():
    wall = dt.datetime(2026, 10, 25, 2, 30)
    with pytest.raises(ValueError, match="comes twice"):
        localize(wall, "Europe/Paris")
    assert localize(wall, "Europe/Paris", later=True) != localize(wall, "Europe/Paris", later=False).astimezone(dt.UTC)


@given(st.datetimes(dt.datetime(1970, 1, 1), dt.datetime(2200, 1, 1), timezones=st.just(dt.UTC)))
def test_times_survive_their_text(moment):
    moment = moment.replace(microsecond=0)
    assert from_utc_text(utc_text(moment)) == moment


def test_ids_keep_their_order_and_never_meet():
    source = Ids()
    made = [source() for _ in range(5000)]
    assert made == sorted(set(made))
    assert all(is_id(i) for i in made)


@given(st.integers(0, 2**48 - 1), st.binary(min_size=10, max_size=10))
def test_an_id_is_made_of_its_time_and_chance(at, chance):
    assert is_id(new_id(at, chance))
    assert new_id(at, chance) == new_id(at, chance)


def test_every_platform_counts_engagements_and_names_its_formats():
    assert all(p.engagement and p.formats for p in PLATFORMS)
