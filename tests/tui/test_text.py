"""Text from outside, and the last wall before the terminal."""

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from influcore.errors import Refused
from influcore_tui.text import Wall, display, display_lines, reason

HOSTILE = ("[@click=app.quit]x[/]", "\x1b]52;c;aGk=\x07", "Jane [/]", "a\nb\tc", "\x9b31mred", "\u202egnp.exe")


@pytest.mark.parametrize("text", HOSTILE)
def test_displayed_text_is_plain(text: str) -> None:
    content = display(text)
    assert not content.spans
    assert "\x1b" not in content.plain
    assert "\n" not in content.plain
    if "[" in text and "\x1b" not in text:
        assert content.plain == text


def test_lines_are_joined_after_they_are_cleaned() -> None:
    assert display_lines(["a\nb", "c"]).plain == "a b\nc"


def test_the_wall_drops_controls_links_and_click_actions() -> None:
    style = Style(link="https://evil.example", bold=True) + Style.from_meta({"@click": "app.quit", "row": 3})
    segments = [Segment("plain"), Segment("a\x1b]52;c;x\x07b\x9bc", style)]
    plain, defused = Wall().apply(segments, Color(0, 0, 0))
    assert plain.text == "plain"
    assert defused.text == "a]52;c;xbc"
    assert defused.style is not None
    assert defused.style.link is None
    assert defused.style.meta == {"row": 3}
    assert defused.style.bold


def test_the_wall_leaves_what_is_harmless_as_it_is() -> None:
    segments = [Segment("été 漢", Style(bold=True)), Segment("x")]
    assert Wall().apply(segments, Color(0, 0, 0)) is segments


def test_a_reason_is_given_even_by_an_error_that_can_not_be_read() -> None:
    class Mute(Exception):
        def __str__(self) -> str:
            raise ValueError

    assert reason(Refused("no", hint="do this")) == ("no", "do this")
    assert reason(ValueError("x")) == ("ValueError: x", "")
    assert "can not be read" in reason(Mute())[0]
