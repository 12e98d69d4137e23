"""Text in cells: fitting, wrapping, signs."""

import pytest
from hypothesis import given, strategies as st

from influcore_tui.paint import beside, fit, padded, signed, text_of, width_of, wrap


@given(st.text(alphabet="aé漢 \U0001f600", max_size=30), st.integers(0, 20))
def test_a_fitted_text_is_exactly_as_wide_as_asked(text: str, width: int) -> None:
    assert width_of(fit(text, width)) == width


@given(st.text(alphabet="ab 漢", max_size=40), st.integers(0, 30))
def test_a_padded_line_is_exactly_as_wide_as_asked(text: str, width: int) -> None:
    assert width_of(text_of(padded(((text, "plain"), (text, "dim")), width))) == width


@given(st.text(alphabet="abc 漢é", max_size=60), st.integers(2, 20))
def test_wrapping_keeps_every_letter_and_the_width(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width_of(line) <= width for line in lines)


def test_what_is_cut_is_shown_by_an_ellipsis() -> None:
    assert fit("influencer", 5) == "infl…"
    assert fit("12", 5, right=True) == "   12"


@pytest.mark.parametrize(("word", "tone", "shown"), [
    ("overdue", "bad", "! overdue"), ("! 3", "bad", "! 3"), ("late", "warn", "▲ late"), ("paid", "good", "✓ paid"),
    ("planned", "plain", "planned"), ("", "bad", ""),
])  # fmt: skip
def test_a_tone_is_also_a_sign(word: str, tone: str, shown: str) -> None:
    assert signed(word, tone) == shown


def test_blocks_of_different_height_stand_side_by_side() -> None:
    lines = beside([[(("a", "plain"),)], [(("b", "plain"),), (("c", "plain"),)]], [3, 3])
    assert [text_of(line).rstrip() for line in lines] == ["a    b", "     c"]
