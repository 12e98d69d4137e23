"""Choosing at the desk: for money, for a number, with wishes, from a campaign and from a group."""

from __future__ import annotations

import pytest

from influcore import InvalidInput, Money
from influcore.contributions import parse_form


@pytest.fixture
def cast(keep, campaign, run):
    """Anna and Ben share most, Cleo is apart, Dora hides her list."""
    campaign(anna=100, ben=90, cleo=40, dora=50)
    keep("anna", range(100))
    keep("ben", range(10, 100))
    keep("cleo", range(200, 240))
    run("influencer.profile", influencer="dora", platform="instagram", handle="dora", hidden="yes")


@pytest.fixture
def chosen(desk):
    """Read a panel with texts; gives its parts."""

    def read(name="overlap.selection", **texts):
        panel = desk.host.panel(name)
        return dict(desk.content(panel, parse_form(panel.params, texts)).parts)

    return read


def cards_of(part):
    return {card.name: card.value for card in part.cards}


def names_of(part):
    return [row["creator"] for row in part.rows.stream()]


COSTS = ("anna=500 EUR", "ben=300 EUR", "cleo=200 EUR")


def test_a_number_is_filled_with_those_who_add_most(cast, chosen):
    found = chosen(campaign="summer", count="2", must_not="dora")
    assert names_of(found["chosen"]) == ["Anna", "Cleo"]
    assert cards_of(found["summary"])["people"] == 140
    left = {row["creator"]: row["why"] for row in found["left_out"].rows.stream()}
    assert left == {"Ben": "the 2 places are taken", "Dora": "must not be in"}
    assert [y for _, y in found["curve"].series[0].points] == [100, 140]
    assert [row["people"] for row in found["frequency"].rows.stream()] == [140]


def test_a_budget_buys_most_people(cast, chosen):
    found = chosen(campaign="summer", budget="550 EUR", cost=COSTS)
    assert names_of(found["chosen"]) == ["Ben", "Cleo"]
    cards = cards_of(found["summary"])
    assert (cards["people"], cards["cost"], cards["of_best"]) == (130, Money(50_000, "EUR"), 1.0)
    assert cards["cost_per_1000"] == Money(384_615, "EUR")
    left = {row["creator"]: row["why"] for row in found["left_out"].rows.stream()}
    assert left == {"Anna": "does not fit the budget any more", "Dora": "no cost known: add a fee, or --cost"}


def test_fees_in_the_ledger_are_the_cost(cast, chosen, run):
    run("deliverable.add", campaign="summer", influencer="anna", platform="instagram", format="reel",
        due="2026-06-20 18:00", fee="500 EUR")  # fmt: skip
    found = chosen(campaign="summer", budget="600 EUR")
    assert names_of(found["chosen"]) == ["Anna"]


def test_a_hidden_list_takes_part_as_an_interval(cast, chosen):
    people = cards_of(chosen(campaign="summer", must="dora", count="2")["summary"])["people"]
    assert (people.low, people.high) == (100, 150)


def test_a_group_is_chosen_from(cast, chosen, run):
    run("group.new", name="Liked", influencers=("anna", "cleo"))
    found = chosen("overlap.group_selection", group="liked", count="1", cost=COSTS[:1])
    assert names_of(found["chosen"]) == ["Anna"]
    assert cards_of(chosen("overlap.group", group="liked")["summary"])["deduplicated"] == 140


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        ({"must": "zoe"}, "zoe"),
        ({"must": "anna", "must_not": "anna"}, "both in and out"),
        ({"must": "anna", "budget": "100 EUR", "cost": COSTS}, "beyond the limits"),
        ({"cost": "anna"}, "name=amount"),
        ({"cost": "zoe=3 EUR"}, "zoe=3"),
        ({"cost": "anna=3 USD"}, "not in EUR"),
        ({"budget": "5 USD"}, "EUR"),
        ({"count": "0"}, "1 or more"),
    ],
)
def test_what_can_not_be_is_told(cast, chosen, texts, told):
    with pytest.raises(InvalidInput, match=told):
        chosen(campaign="summer", **texts)


def test_advice_says_whom_to_drop_and_whom_to_add(cast, chosen, keep, run):
    for name, people in {"eve": range(90, 130), "finn": range(95)}.items():
        run("influencer.new", name=name.capitalize(), platform="instagram", handle=name)
        keep(name, people)
    found = chosen("overlap.advice", campaign="summer")
    dropped = [(row["creator"], row["lost"]) for row in found["drop"].rows.stream()]
    assert dropped == [("Ben", 0), ("Anna", 10), ("Cleo", 40), ("Dora", None)]
    added = [(row["creator"], row["new_people"], row["audience"]) for row in found["add"].rows.stream()]
    assert added == [("Eve", 30, 40), ("Finn", 0, 95)]
    run("group.new", name="Liked", influencers=("anna", "finn"))
    assert names_of(chosen("overlap.advice", campaign="summer", group="liked")["add"]) == ["Finn"]


def test_advice_counts_the_only_list_too(campaign, keep, chosen, run):
    campaign(anna=10)
    keep("anna", range(10))
    run("influencer.new", name="Eve", platform="instagram", handle="eve")
    keep("eve", range(5, 20))
    assert [row["new_people"] for row in chosen("overlap.advice", campaign="summer")["add"].rows.stream()] == [10]
