import pytest

from influcore import Campaign, Deliverable
from influcore.services.planning import gather


def planned(desk):
    session = desk.session()
    return gather(session, session.get(Campaign, "summer"))


def test_an_entry_of_a_piece_is_that_pieces_cost(desk, summer):
    costs = planned(desk).costs
    assert sorted(costs.of_piece.values()) == [0.0, 80000.0]
    assert costs.total.minor == 80000


def test_a_fee_of_the_collaboration_is_split_without_losing_a_cent(desk, run, summer):
    run("ledger.post", collaboration="summer/lea-martin", amount="100.01 EUR", phase="agreed", kind="product")
    assert sum(planned(desk).costs.of_piece.values()) == 80000 + 10001


def test_without_fees_the_budget_is_split_and_said_so(desk, run):
    run("campaign.new", name="Summer", advertiser="X", starts="2026-06-01", ends="2026-06-30", budget="100 EUR")
    run("influencer.new", name="Tom", platform="instagram", handle="@tom", followers="9000")
    run("deliverable.add", campaign="summer", influencer="tom", format="reel", due="2026-06-22 18:00", count="3")
    costs = planned(desk).costs
    assert sum(costs.of_piece.values()) == 10000
    assert "budget" in costs.basis


def test_who_has_no_fee_yet_is_not_free(desk, run, summer):
    run("influencer.new", name="Tom", platform="instagram", handle="@tom", followers="9000")
    run("deliverable.add", campaign="summer", influencer="tom", format="reel", due="2026-06-22 18:00")
    outlook = desk.session().outlook("summer")
    assert outlook.influencers[1].figures["cpe"].missing == "needs a fee in the ledger"
    run("campaign.edit", campaign="summer", compensation="organic")
    assert len(planned(desk).costs.of_piece) == 3


def test_other_currencies_are_named_and_never_converted(desk, run, summer):
    run("ledger.post", collaboration="summer/lea-martin", amount="5 USD")
    costs = planned(desk).costs
    assert "needs an exchange rate from USD to EUR" in costs.missing
    figure = desk.session().outlook("summer").total.figures["cpe"]
    assert "exchange rate" in figure.missing


def test_a_stated_rate_converts_and_is_named(desk, run, summer):
    run("ledger.post", collaboration="summer/lea-martin", amount="10 USD", kind="product")
    run("exchange.set", base="USD", quote="EUR", rate="0.9", day="2026-06-01")
    costs = planned(desk).costs
    assert costs.total.minor == 80000 + 900
    assert "USD→EUR 0.9 (2026-06-01)" in costs.basis


def test_cancelled_pieces_are_not_planned(desk, run, summer):
    piece = desk.session().list(Deliverable)[0]
    run("deliverable.edit", deliverable=piece.id, status="cancelled")
    assert sum(len(p) for p in planned(desk).pieces.values()) == 1


@pytest.mark.parametrize("selection", ["declined"])
def test_who_was_declined_does_not_count(desk, run, summer, selection):
    run("collaboration.move", collaboration="summer/lea-martin", selection=selection, why="too expensive")
    assert planned(desk).collaborations == ()
