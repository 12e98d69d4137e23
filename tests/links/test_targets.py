from __future__ import annotations

import csv
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from influcore_links.shown import shown_address, shown_host
from influcore_links.tags import old_tags, tagged
from influcore_links.targets import parse_target

DANGEROUS = [
    "//evil.example", "https:evil.example", "https:/evil.example", "https:///evil.example", "javascript:alert(1)",
    "JAVASCRIPT:alert(1)//https://x", "data:text/html,x", "file:///etc/passwd", "ftp://x.example/", "/path", "",
    "https://good.example@evil.example/", "https://@evil.example/", "https://user:pw@evil.example/",
    "https://good.example\\@evil.example/", "https://evil.example\\.good.example/", "http:\\\\evil.example",
    "https://exa mple.com/", "https://example.com/a b", "https://example.com/\ta",
    "https://example.com/\r\nSet-Cookie: x",
    "https://example.com/\x00", " https://example.com/", "https://example.com/\u202egpj.exe", "https://exa\u00admple.com/",
    "https://example.com/\u00a0", "https://example.com/\u3000x", "https://ex%61mple.com/", "https://exa|mple.com/",
    "https://a..b/", "https://./", "https://[::1", "https://[::%31]/", "https://[fe80::1%25eth0]/", "https://0x7f.1/",
    "https://2130706433/", "https://127.1/", "https://0177.0.0.1/", "https://256.1.1.1/", "https://x.example:99999/",
    "https://x.example:8a/", "https://x.example:\u0661/", "https://xn--/", "https://x\u2100.example/", "https://?a=1",
    "https://#x", "http://" + "a" * 64 + ".example/", "https://example.com/" + "a" * 9000,
]  # fmt: skip


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_could_lead_elsewhere_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w+ \w+"):
        parse_target(text)


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("https://example.com", "https://example.com/"),
        ("HTTPS://Example.COM/A", "https://example.com/A"),
        ("https://example.com?a=1", "https://example.com/?a=1"),
        ("http://example.com:8080/", "http://example.com:8080/"),
        ("https://example.com/a%2Fb/../c?x=%20+%2F&x=2&x", "https://example.com/a%2Fb/../c?x=%20+%2F&x=2&x"),
        ("https://münchen.example/ä?ü=é#ß", "https://xn--mnchen-3ya.example/%C3%A4?%C3%BC=%C3%A9#%C3%9F"),
        ('https://example.com/<a>?"=`', "https://example.com/%3Ca%3E?%22=%60"),
        ("https://[2001:DB8::1]:80/", "https://[2001:db8::1]:80/"),
        ("https://192.0.2.1/x", "https://192.0.2.1/x"),
        ("https://my_shop.example./x", "https://my_shop.example./x"),
        ("https://foo-.blog.example/", "https://foo-.blog.example/"),
    ],
)
def test_what_is_plain_goes_through_and_its_query_stays_as_written(text: str, sent: str) -> None:
    assert str(parse_target(text)) == sent


def test_an_address_without_its_scheme_is_told_how_to_be_written() -> None:
    with pytest.raises(ValueError, match=r"write https://www\.shop\.example/x"):
        parse_target("www.shop.example/x")


@given(st.text(max_size=60) | st.from_regex(r"https?://[^\n]{1,60}", fullmatch=True))
def test_any_text_is_refused_or_comes_out_as_plain_ascii_that_stays_itself(text: str) -> None:
    try:
        url = parse_target(text)
    except ValueError:
        return
    sent = str(url)
    assert sent.isascii()
    assert sent.isprintable()
    assert not set(sent) & set(' \\<>"`')
    assert url.scheme in ("http", "https")
    assert url.raw_host
    assert str(parse_target(sent)) == sent


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("xn--mnchen-3ya.example", "münchen.example"),
        ("xn--e1afmkfd.xn--p1ai", "пример.рф"),
        ("xn--80ak6aa92e.com", "xn--80ak6aa92e.com"),  # аррӏе in Cyrillic letters that look Latin
        ("xn--pple-43d.com", "xn--pple-43d.com"),  # Cyrillic а in front of Latin pple
        ("xn--wgv71a119e.jp", "日本語.jp"),
        ("xn--g6h.net", "xn--g6h.net"),
        ("xn--999999b.com", "xn--999999b.com"),
        ("plain.example", "plain.example"),
    ],
)
def test_a_host_is_shown_in_its_letters_unless_they_could_be_taken_for_others(host: str, shown: str) -> None:
    assert shown_host(host) == shown


def test_only_the_host_of_an_address_is_shown_otherwise() -> None:
    assert shown_address("https://xn--mnchen-3ya.example/a?b=xn--mnchen-3ya.example") == (
        "https://münchen.example/a?b=xn--mnchen-3ya.example"
    )


def _real(name: str) -> Path:
    root = os.environ.get("INFLUCORE_REAL_DATA")
    if not root:
        pytest.skip("INFLUCORE_REAL_DATA is not set")
    return Path(root) / "urls" / name


def _cases(name: str) -> list[dict[str, Any]]:
    text = _real(f"whatwg_url_tests/{name}").read_text("utf-8")
    return [case for case in json.loads(text) if isinstance(case, dict)]


@pytest.mark.parametrize("name", ["urltestdata.json", "ada_extra_urltestdata.json"])
def test_what_browsers_refuse_is_refused_and_a_host_is_the_one_they_go_to(name: str) -> None:
    accepted = 0
    for case in _cases(name):
        try:
            url = parse_target(case["input"])
        except ValueError:
            continue
        accepted += 1
        base = case.get("base") or "about:blank"
        if case.get("failure"):
            assert base != "about:blank", case["input"]  # its base is what can not be parsed there
            continue
        assert url.raw_host == case["hostname"].strip("[]"), case["input"]
        assert url.scheme + ":" == case["protocol"]
    assert accepted > (10 if name.startswith("url") else 3)


def test_international_hosts_come_out_as_browsers_write_them() -> None:
    for case in _cases("toascii.json"):
        try:
            host = parse_target(f"https://{case['input']}/").raw_host
        except ValueError:
            continue
        assert host == case["output"], case["input"]


@pytest.mark.parametrize(
    ("name", "column"),
    [("youtube_description_urls.csv", "url_as_written"), ("instagram_bio_links_2017.csv", "website_as_written")],
)
def test_links_that_creators_really_wrote_keep_all_they_have(name: str, column: str) -> None:
    tags = {"utm_source": "a b&c", "utm_content": "é/x"}
    with _real(f"creator_links/{name}").open(encoding="utf-8", newline="") as file:
        texts = [row[column] for row in csv.DictReader(file)]
    kept = 0
    for text in texts:
        address = text if "//" in text else f"https://{text}"
        try:
            url = parse_target(address)
        except ValueError:
            continue
        kept += 1
        rest = [piece for piece in url.raw_query_string.split("&") if piece not in old_tags(url)]
        result = tagged(url, tags, replace=True)
        assert result.raw_query_string.split("&")[: len(rest)] == rest if any(rest) else True
        assert result.raw_query_string.count("utm_source=") == 1
        assert (result.query["utm_source"], result.query["utm_content"]) == ("a b&c", "é/x")
        assert (result.raw_path, result.raw_fragment) == (url.raw_path, url.raw_fragment)
    assert kept > 0.98 * len(texts)
