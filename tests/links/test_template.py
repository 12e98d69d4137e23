from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from influcore_links.template import DEFAULT, PLACEHOLDERS, check_pattern, fill

ANNA = dict.fromkeys(PLACEHOLDERS, "") | {"influencer": "anna", "platform": "instagram", "campaign": "summer"}


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("{influencer}-{deliverable}", "anna"),
        ("{deliverable}-{influencer}", "anna"),
        ("{influencer}-{deliverable}-{platform}", "anna-instagram"),
        ("{deliverable}{format}", ""),
        ("x-{deliverable}", "x"),
        ("{influencer} | {campaign}", "anna | summer"),
        ("plain", "plain"),
        ("", ""),
    ],
)
def test_an_empty_placeholder_takes_its_joint_along(pattern: str, text: str) -> None:
    assert fill(pattern, ANNA) == text


def test_an_unknown_placeholder_names_the_nearest() -> None:
    with pytest.raises(ValueError, match=r"\{influencr\}.*did you mean \{influencer\}"):
        check_pattern("{influencr}")


@pytest.mark.parametrize(
    "pattern", ["{", "}", "a{b", "{{influencer}}", "{}", "{influencer.name}", "{0}", "{influencer!r}", "{ influencer }"]
)
def test_anything_but_a_known_placeholder_in_braces_is_an_error(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"placeholder|brace"):
        check_pattern(pattern)


def test_the_default_is_made_of_known_placeholders() -> None:
    for pattern in DEFAULT.values():
        check_pattern(pattern)


@given(st.dictionaries(st.sampled_from(sorted(PLACEHOLDERS)), st.text(max_size=10)))
def test_values_are_never_read_as_patterns(values: dict[str, str]) -> None:
    values = {name: f"x{{{value}}}x" for name, value in values.items()}
    filled = fill("".join(f"{{{name}}}" for name in values), values)
    assert filled == "".join(values.values()).strip()
