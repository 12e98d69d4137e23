"""Forms as texts: what is typed comes back as the same value, and every complaint comes at once."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from typing import Literal

import attrs
import pytest
from attrs import field, frozen
from hypothesis import given, strategies as st

from influcore.contributions import (
    LongText,
    Param,
    Secret,
    emptied,
    format_form,
    format_values,
    opt,
    params_of,
    parse_form,
)
from influcore.entities import Money
from influcore.errors import InvalidInput, PluginMisuse


@frozen(kw_only=True)
class Everything:
    name: str = opt("The name.", example="Spring", arg=True)
    campaign: str = opt("Which campaign.", ref="campaign", short="c")
    note: str | None = opt("A note.", default=None)
    text: LongText = opt("Much text.", default=LongText(""))
    token: Secret | None = opt("A secret.", default=None)
    count: int = opt("How many.", default=1)
    share: float | None = opt("Which share.", default=None)
    paid: bool = opt("Whether paid.", default=False)
    known: bool | None = opt("Whether known.", default=None)
    day: dt.date | None = opt("Which day.", default=None)
    due: dt.datetime | None = opt("When.", default=None)
    fee: Money | None = opt("What it costs.", default=None)
    format: Literal["product placement", "seeding"] = opt("Which format.", default="seeding")
    mood: str = opt("Which mood.", choices=("good", "bad"), default="good")
    tags: tuple[str, ...] = opt("Tags.", default=())
    flags: tuple[str, ...] | None = opt("Flags.", default=None)


filled = st.text(min_size=1).filter(str.strip)
zones = st.one_of(st.none(), st.integers(-1439, 1439).map(lambda m: dt.timezone(dt.timedelta(minutes=m))))
forms = st.builds(
    Everything,
    name=filled,
    campaign=filled.map(str.strip),
    note=st.none() | st.text() | st.sampled_from(["", '""', '"""', '""""', " ", '"a"']),
    text=st.text(),
    token=st.none() | st.text(),
    count=st.integers(-(2**63), 2**63 - 1),
    share=st.none() | st.floats(allow_nan=False, allow_infinity=False),
    paid=st.booleans(),
    known=st.none() | st.booleans(),
    day=st.none() | st.dates(),
    due=st.none() | st.datetimes(timezones=zones),
    fee=st.none() | st.builds(Money, st.integers(-(10**14), 10**14), st.sampled_from(["EUR", "JPY", "TND", "CLF"])),
    format=st.sampled_from(["product placement", "seeding"]),
    mood=st.sampled_from(["good", "bad"]),
    tags=st.lists(st.text() | st.text(alphabet='",a \n\\')).map(tuple),
    flags=st.none() | st.lists(st.text()).map(tuple),
)


@given(forms)
def test_a_form_survives_its_own_text(form: Everything) -> None:
    assert parse_form(Everything, format_form(form)) == form


@given(st.lists(st.text(alphabet='",a \t'), min_size=1), st.lists(st.text(), min_size=1))
def test_a_list_may_be_repeated_or_comma_separated(first: list[str], second: list[str]) -> None:
    texts = [format_form(Everything(name="x", campaign="y", tags=tuple(part)))["tags"] for part in (first, second)]
    assert parse_form(Everything, {"name": "x", "campaign": "y", "tags": texts}).tags == (*first, *second)


@given(st.dictionaries(st.sampled_from([p.name for p in params_of(Everything)]), st.text()))
def test_no_text_does_more_than_complain(texts: dict[str, str]) -> None:
    with contextlib.suppress(InvalidInput):
        parse_form(Everything, texts)


def test_all_complaints_come_at_once_in_the_order_of_the_fields() -> None:
    with pytest.raises(InvalidInput) as caught:
        parse_form(
            Everything, {"fee": "1,200,50 EUR", "count": "１２", "day": "31/12/2026", "mood": "so-so", "zzz": "1"}
        )
    assert [name for name, _ in caught.value.problems] == ["name", "campaign", "count", "day", "fee", "mood", "zzz"]
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("text", ["nan", "inf", "1_000", "1e999", "٣", "0x10", "1" * 400, "1,5", "--1", ""])
def test_odd_numbers_are_no_numbers(text: str) -> None:
    @frozen(kw_only=True)
    class Form:
        x: float = opt("A number.")

    with pytest.raises(InvalidInput):
        parse_form(Form, {"x": text})


def test_a_day_without_a_time_is_no_point_in_time() -> None:
    with pytest.raises(InvalidInput, match="add the time of day"):
        parse_form(Everything, {"name": "x", "campaign": "y", "due": "2026-12-31"})


def test_an_unclosed_quote_is_a_complaint() -> None:
    with pytest.raises(InvalidInput, match="close the quote"):
        parse_form(Everything, {"name": "x", "campaign": "y", "tags": 'a, "b'})


def test_absent_is_the_default_and_empty_is_none() -> None:
    @frozen(kw_only=True)
    class Form:
        zone: str | None = opt("A zone.", default="UTC")

    assert parse_form(Form, {}).zone == "UTC"
    assert parse_form(Form, {"zone": None}).zone == "UTC"
    assert parse_form(Form, {"zone": ""}).zone is None
    assert parse_form(Form, {"zone": '""'}).zone == ""


def test_validators_complain_together_and_of_the_form_as_a_whole() -> None:
    @frozen(kw_only=True)
    class Form:
        a: int = opt("A.", default=1, validator=attrs.validators.ge(1))
        b: int = opt("B.", default=1, validator=attrs.validators.ge(1))

        def __attrs_post_init__(self) -> None:
            if self.a > self.b:
                raise ValueError("a is above b")

    with pytest.raises(InvalidInput) as caught:
        parse_form(Form, {"a": "0", "b": "-1"})
    assert [name for name, _ in caught.value.problems] == ["a", "b"]
    with pytest.raises(InvalidInput, match="a is above b"):
        parse_form(Form, {"a": "2"})


def test_emptied_on_purpose_is_not_left_as_it_is() -> None:
    texts = {p.name: emptied(p) for p in params_of(Everything) if p.name in ("note", "flags")}
    form = parse_form(Everything, {"name": "x", "campaign": "y", **texts})
    assert (form.note, form.flags) == ("", ())


def test_a_validator_that_looks_at_a_refused_field_stays_quiet() -> None:
    @frozen(kw_only=True)
    class Form:
        starts: dt.date = opt("First day.")
        ends: dt.date = opt("Last day.")

        @ends.validator
        def _order(self, _: object, ends: dt.date) -> None:
            if ends < self.starts:
                raise ValueError("ends before it starts")

    with pytest.raises(InvalidInput) as caught:
        parse_form(Form, {"starts": "soon", "ends": "2026-01-01"})
    assert [name for name, _ in caught.value.problems] == ["starts"]


def test_params_are_plain_json() -> None:
    for param in params_of(Everything):
        assert Param(**json.loads(json.dumps(attrs.asdict(param)))) == param


def test_params_say_what_a_face_needs() -> None:
    by_name = {p.name: p for p in params_of(Everything)}
    assert [p.kind for p in by_name.values()] == [
        "text", "ref", "text", "longtext", "secret", "int", "number", "flag", "flag", "date", "datetime", "money",
        "choice", "choice", "list", "list",
    ]  # fmt: skip
    assert by_name["name"].required
    assert by_name["name"].default is None
    assert by_name["format"].choices == ("product placement", "seeding")
    assert by_name["count"].default == "1"
    assert by_name["campaign"].ref == "campaign"
    assert by_name["due"].optional


@pytest.mark.parametrize("name", ["json", "csv", "html", "part", "sort", "match", "limit", "desc", "yes", "dry_run"])
def test_reserved_names_are_refused(name: str) -> None:
    form = attrs.make_class("Form", {name: opt("Something.", type=str)}, frozen=True, kw_only=True)
    with pytest.raises(PluginMisuse, match=f"“{name}” is reserved"):
        params_of(form)


@frozen
class Undeclared:
    x: str = "plain"


@frozen
class Odd:
    x: dict[str, str] = opt("A mapping.", default=None)


@frozen
class Shorts:
    a: str = opt("A.", short="w", default="")


@frozen
class Silent:
    a: str = opt(" ", default="")


@pytest.mark.parametrize("form", [Undeclared, Odd, Shorts, Silent, int])
def test_a_form_that_breaks_the_contract_is_named(form: type) -> None:
    with pytest.raises(PluginMisuse, match=form.__name__):
        params_of(form)


def test_prefilled_values_become_texts() -> None:
    assert format_values(Everything, {"fee": Money(1050, "EUR"), "note": None, "other": 1}) == {
        "fee": "10.50 EUR",
        "note": "",
    }


def test_a_converter_is_applied_before_the_validators() -> None:
    @frozen(kw_only=True)
    class Form:
        handle: str = opt("A handle.", converter=str.lower, validator=attrs.validators.in_(("jane",)))
        rest: str = field(default="", metadata=opt("Rest.").metadata)

    assert parse_form(Form, {"handle": "JANE"}).handle == "jane"
