from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from influcore import Observation, Post
from influcore_forecast.quality import find_bad_data

DAY = dt.datetime(2026, 5, 1, tzinfo=dt.UTC)


def found(desk: Any, posts: list[tuple[dt.datetime | None, dict[str, float] | None]]) -> str:
    """Give the one finding about Lea's posts, '' where there is none."""
    profile = desk.session().value("SELECT id FROM profile")
    with desk.write("test") as write:
        for number, (posted, counts) in enumerate(posts):
            post = write.add(Post(profile=profile, key=f"k{number}", posted=posted))
            if counts is not None:
                write.add_many([Observation(profile=profile, post=post.id, at=DAY, counts=counts)])
    key = desk.session().value("SELECT id FROM campaign")
    return " | ".join(f.message for f in find_bad_data(desk.session(), (key,)))


def day(number: int) -> dt.datetime:
    return DAY - dt.timedelta(days=number)


@pytest.mark.parametrize(
    ("posts", "words"),
    [
        ([(None, {"likes": 5.0})], "1 post without a usable date"),
        ([(dt.datetime(1970, 1, 1, tzinfo=dt.UTC), {"likes": 5.0})], "1 post without a usable date"),
        ([(DAY + dt.timedelta(days=400), {"likes": 5.0})], "1 post dated in the future"),
        ([(DAY, None)], "1 post without counts"),
        ([(DAY, {"likes": 0.0, "comments": 0.0})], "1 post with nothing but zeros"),
        ([(DAY, {"likes": -4.0})], "1 post with counts below 0"),
        ([(DAY, {"reach": 9.0, "impressions": 5.0})], "1 post with more reach than impressions"),
        ([(DAY, {"likes": 9.0, "views": 5.0})], "1 post with more likes than views"),
        ([(DAY, {"likes": 70.0})] * 3, "2 posts that look like doubles"),
        ([(day(i), {"likes": 3.0}) for i in range(4)], "likes are always 3"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_can_not_be_right_is_listed(desk: Any, summer: str, posts: Any, words: str) -> None:
    assert words in found(desk, posts)


def test_a_sound_history_is_no_finding(desk: Any, summer: str) -> None:
    assert found(desk, [(day(i), {"likes": 50.0 + i, "views": 900.0}) for i in range(6)]) == ""


def test_nobody_has_0_followers(desk: Any, run: Any, summer: str) -> None:
    run("influencer.new", name="Nil", platform="instagram", handle="@nil", followers="0")
    run("deliverable.add", campaign=summer, influencer="nil", format="reel", due="2026-06-22 18:00")
    assert "instagram of Nil: 0 followers" in found(desk, [])
