from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import assume, given, strategies as st
from yarl import URL

from influcore_links.tags import UTM, old_tags, tagged
from influcore_links.targets import parse_target

TAGS = {"utm_source": "instagram", "utm_medium": "influencer", "utm_campaign": "summer", "utm_content": "anna"}
_QUERY = st.text(alphabet="abXY01=&+%2F;/?:@!$'()*,.-_~[]é", max_size=40)
_VALUES = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=20)


def test_tags_stand_behind_the_query_and_before_the_fragment() -> None:
    url = tagged(parse_target("https://x.example/p?a=1&a=%2F&b#f?c=2"), TAGS)
    assert str(url) == (
        "https://x.example/p?a=1&a=%2F&b"
        "&utm_source=instagram&utm_medium=influencer&utm_campaign=summer&utm_content=anna#f?c=2"
    )


def test_a_query_that_ends_with_an_ampersand_gets_no_second_one() -> None:
    assert str(tagged(parse_target("https://x.example/?a=1&"), {"utm_source": "s"})) == (
        "https://x.example/?a=1&utm_source=s"
    )


@pytest.mark.parametrize("query", ["utm_source=news", "a=1&UTM_Medium=x", "utm%5Fsource=x", "utm_id=7", "+utm_term"])
def test_tags_that_are_there_are_in_the_way_unless_replaced(query: str) -> None:
    url = parse_target(f"https://x.example/?{query}&keep=%2f")
    with pytest.raises(ValueError, match="tagged already"):
        tagged(url, TAGS)
    assert "keep=%2f&utm_source=instagram" in str(tagged(url, TAGS, replace=True))
    assert old_tags(tagged(url, TAGS, replace=True)) == [f"{name}={value}" for name, value in TAGS.items()]


@given(_QUERY, st.dictionaries(st.sampled_from(UTM), _VALUES), _QUERY)
def test_a_query_stays_in_order_and_each_tag_is_there_exactly_once(
    query: str, tags: dict[str, str], fragment: str
) -> None:
    url = parse_target(f"https://x.example/p?{query}#{fragment}")
    assume(not old_tags(url))
    parts = urlsplit(str(tagged(url, tags)))
    given_tags = [(name, tags[name]) for name in UTM if tags.get(name)]
    assert parts.query.startswith(url.raw_query_string)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    assert pairs == parse_qsl(url.raw_query_string, keep_blank_values=True) + given_tags
    assert parts.fragment == url.raw_fragment


@given(_QUERY, st.dictionaries(st.sampled_from(UTM), _VALUES, min_size=1), _VALUES)
def test_replacing_twice_is_replacing_once(query: str, tags: dict[str, str], other: str) -> None:
    url = parse_target(f"https://x.example/p?{query}")
    once = tagged(url, tags, replace=True)
    again = tagged(tagged(url, dict.fromkeys(UTM, other), replace=True), tags, replace=True)
    assert _pieces(once) == _pieces(again)


def _pieces(url: URL) -> list[str]:
    return [piece for piece in url.raw_query_string.split("&") if piece]
