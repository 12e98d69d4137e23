import datetime as dt

from influcore import Entry, Money
from influcore.entities import cost_by_kind, cost_of

DAY = dt.date(2026, 6, 1)


def entry(euros, phase="planned", kind="fee", id="", reverses=""):
    return Entry(
        id=id, collaboration="c", kind=kind, phase=phase, amount=Money(euros * 100, "EUR"), day=DAY, reverses=reverses
    )


def test_a_fee_counts_once_as_it_moves_from_planned_to_paid():
    assert cost_of([entry(1000), entry(1200, "agreed"), entry(1200, "invoiced"), entry(1200, "paid")]) == Money(
        120000, "EUR"
    )


def test_a_first_instalment_does_not_lower_the_cost():
    assert cost_of([entry(1000, "agreed"), entry(400, "paid")]) == Money(100000, "EUR")


def test_an_invoice_above_the_agreement_counts():
    assert cost_of([entry(1000, "agreed"), entry(1300, "invoiced")]) == Money(130000, "EUR")


def test_a_reversed_entry_is_as_if_never_posted():
    assert cost_of([entry(1000, "agreed", id="a"), entry(-1000, "agreed", reverses="a"), entry(900)]) == Money(
        90000, "EUR"
    )


def test_vat_is_no_cost_and_kinds_add_up():
    assert cost_of([entry(1000), entry(50, kind="gift"), entry(200, kind="vat")]) == Money(105000, "EUR")
    assert set(cost_by_kind([entry(1), entry(1, kind="gift")])) == {"fee", "gift"}


def test_nothing_posted_is_not_zero():
    assert cost_of([]) is None
