"""The user's settings: one section a plugin, plain mistakes named all at once."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import attrs
import pytest

from influcore import Money
from influcore.errors import InvalidInput, PluginMisuse
from influcore.host.settings import settings_for


@attrs.frozen(kw_only=True)
class Bounds:
    """Part of a section."""

    low: int = 1
    high: int = 9


def _positive(_, attribute, value):
    if value <= 0:
        raise ValueError(f"must be above 0, not {value}")


@attrs.frozen(kw_only=True)
class Example:
    """Every type that a setting may have."""

    rate: float = attrs.field(default=1.5, validator=_positive)
    days: int = 30
    on: bool = True
    name: str = ""
    fee: Money | None = None
    since: dt.date | None = None
    basis: Literal["reach", "followers"] = "reach"
    words: tuple[str, ...] = ()
    bounds: Bounds = Bounds()


def problems(cls=Example):
    with pytest.raises(InvalidInput) as caught:
        settings_for(cls, "example")
    return dict(caught.value.problems)


@pytest.mark.parametrize("text", [None, "", "[other]\nx = 1", "[example]"])
def test_without_settings_the_defaults_hold(settings, text):
    if text is not None:
        settings(text)
    assert settings_for(Example, "example") == Example()


def test_a_section_is_read_with_all_its_types(settings):
    settings("""
        [example]
        rate = 2
        days = 7
        on = false
        name = "café"
        fee = "1200 EUR"
        since = 2026-01-01
        basis = "followers"
        words = ["a", "b"]
        bounds = {low = 3}
    """)
    assert settings_for(Example, "example") == Example(
        rate=2.0, days=7, on=False, name="café", fee=Money(120000, "EUR"), since=dt.date(2026, 1, 1),
        basis="followers", words=("a", "b"), bounds=Bounds(low=3),
    )  # fmt: skip


def test_every_problem_is_named_at_once_with_its_place(settings):
    settings("""
        [example]
        rat = 2
        days = "7"
        on = 1
        basis = "views"
        words = ["a", 2]
        bounds = {lwo = 3}
    """)
    found = problems()
    assert found["example.rat"] == "no such setting; did you mean rate?"
    assert found["example.days"] == "must be a whole number, not '7'"
    assert found["example.on"] == "must be true or false, not 1"
    assert "example.basis" in found
    assert found["example.words[1]"] == "must be a text, not 2"
    assert found["example.bounds.lwo"] == "no such setting; did you mean low?"


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("days = true", "example.days"),
        ("days = 1.5", "example.days"),
        ("rate = '1'", "example.rate"),
        ("words = 'links'", "example.words"),
        ("fee = '12 XXY'", "example.fee"),
        ("fee = 12", "example.fee"),
        ("since = '2026-01-01'", "example.since"),
        ("bounds = 3", "example.bounds"),
        ("rate = -1", "example"),
    ],
)
def test_a_wrong_value_is_refused(settings, line, place):
    settings(f"[example]\n{line}")
    assert list(problems()) == [place]


def test_a_validator_speaks_for_itself(settings):
    settings("[example]\nrate = -1")
    assert problems()["example"] == "must be above 0, not -1.0"


def test_a_file_that_is_no_toml_is_named_with_the_line(settings):
    file = settings("[example\n")
    with pytest.raises(InvalidInput) as caught:
        settings_for(Example, "example")
    assert str(file) in caught.value.message
    assert "line 1" in caught.value.message


def test_a_file_that_is_no_text_is_named(settings):
    settings("").write_bytes(b"\xff\xfe")
    with pytest.raises(InvalidInput, match="are no TOML"):
        settings_for(Example, "example")


def test_a_section_that_is_none_is_refused(settings):
    settings("example = 3")
    assert problems() == {"example": "must be a section [example]"}


def test_a_class_without_attrs_is_the_plugins_fault():
    with pytest.raises(PluginMisuse, match="is no attrs class"):
        settings_for(dict, "example")


def test_a_class_without_defaults_is_the_plugins_fault():
    with pytest.raises(PluginMisuse, match=r"Bare\.x has no default"):
        settings_for(attrs.make_class("Bare", ["x"]), "example")


def test_defaults_that_do_not_hold_are_the_plugins_fault():
    bad = attrs.make_class("Bad", {"x": attrs.field(default=0, validator=_positive)})
    with pytest.raises(PluginMisuse, match="the defaults do not hold: must be above 0"):
        settings_for(bad, "example")


def test_a_type_that_no_text_can_fill_is_the_plugins_fault(settings):
    settings("[example]\nx = 3")
    with pytest.raises(PluginMisuse, match="has a type that no text can fill"):
        settings_for(attrs.make_class("Odd", {"x": attrs.field(default=None, type=memoryview)}), "example")
