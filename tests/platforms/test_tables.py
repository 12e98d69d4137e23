"""Tables of creators and posts: ids that tie them, keys that last."""

from __future__ import annotations

import datetime as dt

import pytest

from influcore import BadFile, InvalidInput
from influcore_platforms.creators_table import CREATORS_TABLE
from influcore_platforms.posts_table import POSTS_TABLE

CREATORS = "creator_id,handle,followers,following\nig1,Lea.M,48200,12\nig2,max,1.5M,3\n"
POSTS = "creator_id,recency_rank,date,likes,is_video,is_carousel,n_hashtags,caption_len,ad_hashtag,has_location\n"


def rows(*lines):
    return POSTS + "".join(f"{line}\n" for line in lines)


def keys(got):
    return [p.key for p in got.posts]


def test_creators_come_with_an_alias_of_the_files_id(file, read):
    got = read(CREATORS_TABLE, file(CREATORS), platform="instagram")
    lea, most = got.creators
    assert (lea.handle, lea.followers, lea.namespace, lea.key) == ("Lea.M", 48_200, "tables/instagram", "ig1")
    assert most.followers == 1_500_000


def test_posts_name_their_creator_by_the_same_alias(file, read):
    got = read(POSTS_TABLE, file(rows("ig1,0,2026-05-01,12,0,0,3,10,0,0")))
    (post,) = got.posts
    assert (post.platform, post.namespace, post.account) == ("instagram", "tables/instagram", "ig1")
    assert (post.posted, post.exact) == (dt.datetime(2026, 5, 1, tzinfo=dt.UTC), False)
    assert post.counts == {"likes": 12}


@pytest.mark.parametrize(("flags", "format"), [("0,0", "post"), ("1,0", "video"), ("0,1", "carousel")])
def test_the_format_is_told_by_its_flags(file, read, flags, format):
    assert read(POSTS_TABLE, file(rows(f"ig1,0,2026-05-01,12,{flags},3,10,0,0"))).posts[0].format == format


def test_an_ads_hashtag_means_paid_and_its_absence_means_unknown(file, read):
    got = read(POSTS_TABLE, file(rows("ig1,0,2026-05-01,1,0,0,3,10,1,0", "ig1,1,2026-05-01,1,0,0,4,10,0,0")))
    assert [p.paid for p in got.posts] == [True, None]
    assert "undisclosed" in got.notes


def test_a_key_survives_new_posts_that_shift_the_rank(file, read):
    old = ["ig1,0,2026-05-02,12,0,0,3,10,0,0", "ig1,1,2026-05-01,5,0,0,3,11,0,0"]
    new = ["ig1,0,2026-05-03,1,0,0,3,12,0,0", "ig1,1,2026-05-02,19,0,0,3,10,0,0", "ig1,2,2026-05-01,7,0,0,3,11,0,0"]
    before = keys(read(POSTS_TABLE, file(rows(*old))))
    after = keys(read(POSTS_TABLE, file(rows(*new))))
    assert after[1:] == before
    assert len(set(after)) == 3


def test_equal_posts_are_told_apart_oldest_first_in_any_order_of_rows(file, read):
    twins = ["ig1,0,2026-05-02,12,0,0,3,10,0,0", "ig1,1,2026-05-02,5,0,0,3,10,0,0"]
    got = read(POSTS_TABLE, file(rows(*twins)))
    turned = read(POSTS_TABLE, file(rows(*reversed(twins))))
    assert len(set(keys(got))) == 2
    assert {p.key: p.counts["likes"] for p in got.posts} == {p.key: p.counts["likes"] for p in turned.posts}
    grown = ["ig1,0,2026-05-02,1,0,0,3,10,0,0", "ig1,1,2026-05-02,13,0,0,3,10,0,0", "ig1,2,2026-05-02,6,0,0,3,10,0,0"]
    later = {p.counts["likes"]: p.key for p in read(POSTS_TABLE, file(rows(*grown))).posts}
    before = {p.counts["likes"]: p.key for p in got.posts}
    assert (later[13], later[6]) == (before[12], before[5])


def test_the_same_row_twice_has_the_same_key(file, read):
    row = "ig1,0,2026-05-02,12,0,0,3,10,0,0"
    assert len(set(keys(read(POSTS_TABLE, file(rows(row, row)))))) == 1


def test_posts_of_two_creators_that_look_alike_are_no_twins(file, read):
    got = read(POSTS_TABLE, file(rows("ig1,0,2026-05-02,1,0,0,3,10,0,0", "ig2,0,2026-05-02,1,0,0,3,10,0,0")))
    assert not any(key.endswith("-2") for key in keys(got))


def test_a_key_does_not_depend_on_the_order_of_columns(file, read):
    turned = "likes,has_location,creator_id,date,recency_rank,caption_len,n_hashtags,ad_hashtag,is_video,is_carousel\n"
    a = read(POSTS_TABLE, file(rows("ig1,0,2026-05-02,12,1,0,3,10,0,1")))
    b = read(POSTS_TABLE, file(turned + "12,1,ig1,2026-05-02,0,10,3,0,1,0\n"))
    assert keys(a) == keys(b)


def test_counts_are_of_the_day_after_the_newest_post_unless_the_user_says(file, read):
    text = rows("ig1,0,2026-05-02,12,0,0,3,10,0,0", "ig1,1,1970-01-01,5,0,0,3,11,0,0", "ig1,2,2199-01-01,5,0,0,3,1,0,0")
    got = read(POSTS_TABLE, file(text))
    assert {p.counted for p in got.posts} == {dt.datetime(2026, 5, 3, tzinfo=dt.UTC)}
    assert "2026-05-03" in got.notes
    told = dt.datetime(2026, 5, 2, 18, tzinfo=dt.UTC)
    assert {p.counted for p in read(POSTS_TABLE, file(text), as_of=told).posts} == {told}


def test_a_row_that_can_not_be_used_is_rejected_with_its_line(file, read):
    lines = (
        "ig1,0,2026-05-02,many,0,0,3,10,0,0",
        "ig1,0,2 May,1,0,0,3,10,0,0",
        ",0,2026-05-02,1,0,0,3,10,0,0",
        "ig1,0,2026-05-02,-4,0,0,3,10,0,0",
        "ig1,0,2026-05-02,1,0,0,3,10,0,0,9",
        "ig1,1,2026-05-02,1,0,0,3,9,0,0",
    )
    got = read(POSTS_TABLE, file(rows(*lines)))
    assert [r.line for r in got.rejects] == [2, 3, 4, 5, 6]
    assert len(got.posts) == 1


def test_own_ids_own_times_and_numbers_as_people_write_them(file, read):
    text = (
        "creator_id,video_id,crawl,post_time,scrape_time,followers_text,views_text,likes_text,comments_text\n"
        "tt1,v9,first,2025-05-21 09:44:45,2025-05-29 15:38:41,304.9K,541.2K,21.9K,\n"
        "tt1,v9,recrawl,2025-05-21 09:44:45,2025-06-09 15:38:41,304.9K,1.2M,22K,454\n"
    )
    got = read(POSTS_TABLE, file(text), platform="tiktok", zone="Asia/Ho_Chi_Minh", accounts="create")
    assert [(c.handle, c.followers) for c in got.creators] == [("tt1", 304_900)]
    first, second = got.posts
    assert (first.key, first.posted) == ("v9", dt.datetime(2025, 5, 21, 2, 44, 45, tzinfo=dt.UTC))
    assert first.counts == {"views": 541_200, "likes": 21_900}
    assert second.counts == {"views": 1_200_000, "likes": 22_000, "comments": 454}
    assert first.counted == dt.datetime(2025, 5, 29, 8, 38, 41, tzinfo=dt.UTC)


def test_times_without_a_zone_are_said_to_be_taken_as_utc(file, read):
    text = "creator_id,video_id,post_time,likes\ntt1,v9,2025-05-21 09:44:45,3\n"
    assert "taken as UTC" in read(POSTS_TABLE, file(text), platform="tiktok").notes
    assert "taken as UTC" not in read(POSTS_TABLE, file(text.replace(":45,", ":45Z,")), platform="tiktok").notes


def test_a_column_may_tell_the_platform_row_by_row(file, read):
    head = "creator_id,platform,posted_at_utc,likes,replies_or_comments\n"
    got = read(POSTS_TABLE, file(head + "c1,twitter,2020-04-28 20:56:30Z,5,3\nc1,???,2020-04-28,5,3\n"))
    assert [(p.platform, p.namespace, p.exact) for p in got.posts] == [("x", "tables/x", True)]
    assert [r.line for r in got.rejects] == [3]


def test_creators_without_a_platform_ask_for_it(file, read):
    with pytest.raises(InvalidInput, match="which platform"):
        read(CREATORS_TABLE, file(CREATORS))
    got = read(CREATORS_TABLE, file(CREATORS), hints={"platform": "instagram"})
    assert "taken from the file's path" in got.notes


def test_a_column_that_comes_twice_is_refused(file, read):
    with pytest.raises(BadFile, match="more than once"):
        read(POSTS_TABLE, file("creator_id,date,likes,Likes\na,2026-01-01,1,2\n"), platform="x")


def test_both_tables_are_recognised_and_by_nobody_else(file, sniff):
    assert sniff(file(CREATORS)) == {"creators-table": 75}
    assert sniff(file(rows("ig1,0,2026-05-02,12,0,0,3,10,0,0"))) == {"posts-table": 75}
