"""Top lists: headers that change and lie, numbers written twice."""

from __future__ import annotations

import pytest

from influcore import BadFile, InvalidInput
from influcore_platforms.top_list import TOP_LIST, one_number

TIKTOK_JUNE = (
    "Tiktoker,influencer name,Subscribers count,Subscribers count,Views avg.,Views avg.,Likes avg,Likes avg,"
    "Comments avg.,Comments avg.,Shares avg,Shares avg\n"
)
INSTAGRAM_JUNE = (
    "instagram name,influencer name ,Category_1,Category_2,Subscribers count,Subscribers count,Views avg.,"
    "Likes avg,Likes avg,Comments avg.,Comments avg.\n"
)
INSTAGRAM_SEPTEMBER = (
    'S.no,Instagram name, Name,Subscribers,Subscribers,Audience country,"Authentic engagement\n",'
    '"Authentic engagement Values \n","Engagement average\r\n","Engagement average Values \n",Category_1,Category_2\n'
)
YOUTUBE_JUNE = (
    "channel name,youTuber,Category,Category_2,Subscribers count,Subscribers count,Country,Views avg.,Views avg.,"
    "Likes avg,Likes avg,Comments avg.,Comments avg.\n"
)
YOUTUBE_SEPTEMBER = (
    "S.no,Name,Youtuber,Country, Subscribers, Subscribers,Category_2,Avg. likes,Avg. likes,Avg Comments,Avg Comments,"
    "Category_3\n"
)


def test_the_exact_number_is_taken_where_a_short_one_stands_beside_it(file, read):
    got = read(
        TOP_LIST, file(TIKTOK_JUNE + "lea.m,Léa,13.8M,13800000,6.4M,6400000,2.3M,2300000,50.2K,50200,34.2K,34200\n")
    )
    (lea,) = got.creators
    assert (lea.platform, lea.handle, lea.name, lea.followers) == ("tiktok", "lea.m", "Léa", 13_800_000)
    assert lea.averages == {"views": 6_400_000, "likes": 2_300_000, "comments": 50_200, "shares": 34_200}


def test_two_writings_of_one_number_that_disagree_are_rejected_with_both(file, read):
    rows = "a,A,13.8M,1380000,1K,1000,1K,1000,1,1,1,1\nb,B,1.2M,1249000,1K,1000,1K,1000,1,1,1,1\n"
    got = read(TOP_LIST, file(TIKTOK_JUNE + rows))
    assert [(r.line, r.column, r.value) for r in got.rejects] == [(2, "Subscribers count", "13.8M / 1380000")]
    assert [c.handle for c in got.creators] == ["b"]


@pytest.mark.parametrize(
    ("texts", "value"),
    [
        (("13.8M", "13800000"), 13_800_000), (("13.8M", "13849999"), 13_849_999), (("13.8M", ""), 13_800_000),
        (("", "456700"), 456_700), (("N/A'", "#VALOR!"), None), (("348.5", "348.5"), 348.5), (("1K", "999"), 999),
        (("477.9M", "477900000.00"), 477_900_000),
    ],
)  # fmt: skip
def test_writings_of_one_number_agree_within_what_the_short_one_leaves_open(texts, value):
    assert one_number(texts) == value


def test_marks_of_no_value_leave_a_metric_out_and_keep_the_row(file, read):
    rows = "juptube,Galinha Pintadinha,Music & Dance,,30.5M,30500000,-,0,0,N/A',#VALOR!,N/A',#VALOR!\n,,,,,,,,,,,,\n"
    got = read(TOP_LIST, file(YOUTUBE_JUNE + rows))
    (channel,) = got.creators
    assert (channel.platform, channel.country, channel.averages) == ("youtube", "", {"views": 0})
    assert got.rejects == []


def test_a_column_that_holds_countries_is_no_number_of_views(file, read):
    rows = "\n".join(
        f"c{n},N{n},Music,,1M,1000000,{country},100K,100000,150K,150000"
        for n, country in enumerate(("India", "Brazil", "Spain", "Turkey", "United States"))
    )
    got = read(TOP_LIST, file(INSTAGRAM_JUNE + rows + "\n"))
    first = got.creators[0]
    assert first.averages == {"authentic_engagements": 100_000, "engagements": 150_000}
    assert (first.country, first.tags) == ("", ("audience: India",))
    assert "“Views avg.” holds countries" in got.notes
    assert "one column off" in got.notes


def test_the_same_headers_are_believed_where_the_values_fit_them(file, read):
    rows = "\n".join(f"c{n},N{n},Music,,1M,1000000,20{n},100K,100000,1K,1000" for n in range(9))
    got = read(TOP_LIST, file(INSTAGRAM_JUNE + rows + "\n"))
    assert got.creators[0].averages == {"views": 200, "likes": 100_000, "comments": 1_000}


def test_headers_with_line_breaks_and_numbers_with_cents_are_understood(file, read):
    row = "1.00,cristiano,Cristiano Ronaldo,477.9M,477900000.00,India,5M,5000000.00,6.2M,6200000.00,Sports,\n"
    got = read(TOP_LIST, file(INSTAGRAM_SEPTEMBER + row))
    (record,) = got.creators
    assert record.followers == 477_900_000
    assert record.averages == {"authentic_engagements": 5_000_000, "engagements": 6_200_000}
    assert record.categories == ("Sports",)
    assert record.line == 6


def test_a_channels_handle_is_the_column_without_blanks_whichever_comes_first(file, read):
    june = (
        "checkgate,Cocomelon - Nursery Rhymes,,,1M,1000000,India,1K,1000,1K,1000,1,1\n"
        "tseries,T-Series,,,1M,1000000,India,1,1,1,1,1,1\n"
    )
    september = (
        "1,Cocomelon - Nursery Rhymes,checkgate,India,1M,1000000,,1K,1000,1,1,\n"
        "2,T-Series,tseries,India,1M,1000000,,1K,1000,1,1,\n"
    )
    for text in (YOUTUBE_JUNE + june, YOUTUBE_SEPTEMBER + september):
        got = read(TOP_LIST, file(text))
        assert [(c.handle, c.name) for c in got.creators] == [
            ("checkgate", "Cocomelon - Nursery Rhymes"), ("tseries", "T-Series")
        ]  # fmt: skip
        assert got.creators[0].country == "India"


def test_a_month_with_other_columns_is_understood_by_their_names(file, read):
    text = (
        "Rank,Account,Name,Followers,ER,Country,Topic of influence,Avg. views,Potential reach\n"
        "1,lea,Lea,1.2M,3.1%,France,Beauty,10K,500K\n"
    )
    got = read(TOP_LIST, file(text), platform="instagram")
    (lea,) = got.creators
    assert (lea.handle, lea.followers, lea.country, lea.categories) == ("lea", 1_200_000, "France", ("Beauty",))
    assert lea.averages == {"views": 10_000}
    assert "left out: Potential reach, ER" in got.notes


def test_a_list_that_names_no_platform_asks_for_it_or_takes_it_from_the_path(file, read):
    path = file("Rank,Account,Name,Followers,Avg. views,Avg. likes\n1,lea,Lea,1.2M,10K,1K\n")
    with pytest.raises(InvalidInput, match="which platform") as caught:
        read(TOP_LIST, path)
    assert "--option platform=" in caught.value.hint
    got = read(TOP_LIST, path, hints={"platform": "tiktok"})
    assert got.creators[0].platform == "tiktok"
    assert "taken from the file's path" in got.notes
    assert read(TOP_LIST, path, hints={"platform": "tiktok"}, platform="YouTube").creators[0].platform == "youtube"


def test_a_list_without_followers_or_accounts_is_refused(file, read):
    with pytest.raises(BadFile, match="followers"):
        read(TOP_LIST, file("Tiktoker,Views avg.\nlea,1\n"))
    with pytest.raises(BadFile, match="accounts"):
        read(TOP_LIST, file("Tiktok rank x,Subscribers\n1,1\n"))


def test_a_row_with_too_many_values_or_no_account_is_rejected(file, read):
    rows = ",A,1K,1000,1,1,1,1,1,1,1,1\nb,B,1K,1000,1,1,1,1,1,1,1,1,extra\nc,C,1K,1000,1,1,1,1,1,1,1,1,,\n"
    got = read(TOP_LIST, file(TIKTOK_JUNE + rows))
    assert [r.line for r in got.rejects] == [2, 3]
    assert [c.handle for c in got.creators] == ["c"]


@pytest.mark.parametrize("head", [TIKTOK_JUNE, INSTAGRAM_JUNE, INSTAGRAM_SEPTEMBER, YOUTUBE_JUNE, YOUTUBE_SEPTEMBER])
def test_every_known_form_is_recognised_and_by_nobody_else(file, sniff, head):
    assert sniff(file(head + "1,2,3\n")) == {"hypeauditor-top": 85}
