import numpy as np
import pytest

from influcore import Kpi, KpiContext, Metric, NotComputable, ratio
from influcore.services.evaluate import Book, Piece

METRICS = (Metric("likes", "count"), Metric("reach", "people", add="people"), Metric("cost", "money"))
CPE = Kpi(
    name="cpe", title="CPE", unit="money_each", needs=("cost", "likes"), formula=lambda q, _: ratio(q.cost, q.likes)
)
DOUBLE = Kpi(name="double", title="Double", unit="money_each", needs=("cpe",), formula=lambda q, _: q.cpe * 2)
EMV = Kpi(
    name="emv",
    title="EMV",
    unit="money",
    needs=("likes",),
    formula=lambda q, c: q.likes * (3 if c.platform == "a" else 1),
    of="piece",
)
PER_PERSON = Kpi(
    name="pp",
    title="Per person",
    unit="money_each",
    needs=("cost", "reach"),
    formula=lambda q, _: ratio(q.cost, q.reach),
    people="together",
)


def piece(name, platform="a", missing=None, **values):
    arrays = {k: np.full(100, v, dtype=float) for k, v in values.items()}
    return Piece(name, KpiContext(platform=platform, currency="EUR"), arrays, missing or {})


def totals(book, name, pieces, reach=None):
    for one in pieces:
        book.complete(one)
    return book.total(name, pieces, KpiContext(currency="EUR"), reach)


def test_a_total_uses_the_pieces_that_have_all_it_needs_and_says_how_many():
    pieces = [
        piece("1", likes=10, cost=100),
        piece("2", likes=30, cost=100),
        piece("3", cost=100, missing={"likes": "needs likes history"}),
    ]
    figure = totals(Book(METRICS, (CPE,)), "cpe", pieces)
    assert figure.estimate.median == pytest.approx(200 / 40)
    assert str(figure.coverage) == "2 of 3"


def test_a_kpi_may_rest_on_another():
    figure = totals(
        Book(METRICS, (DOUBLE, CPE)), "double", [piece("1", likes=10, cost=100), piece("2", likes=10, cost=300)]
    )
    assert figure.estimate.median == pytest.approx(40)


def test_a_kpi_of_pieces_is_summed_since_its_rates_differ():
    figure = totals(Book(METRICS, (EMV,)), "emv", [piece("1", "a", likes=10), piece("2", "b", likes=10)])
    assert figure.estimate.median == 40


def test_reach_is_never_summed():
    pieces = [piece("1", reach=100.0, cost=5), piece("2", reach=100.0, cost=5)]
    book = Book(METRICS, (PER_PERSON,))
    assert totals(book, "reach", pieces).estimate is None
    assert totals(book, "reach", pieces, np.full(100, 150.0)).estimate.median == 150
    assert totals(book, "pp", pieces, np.full(100, 150.0)).estimate.median == pytest.approx(10 / 150)
    assert "together" in totals(book, "pp", pieces).missing


def test_what_lacks_is_named_and_not_guessed():
    figure = totals(Book(METRICS, (CPE,)), "cpe", [piece("1", cost=1, missing={"likes": "needs likes history"})])
    assert (figure.estimate, figure.missing) == (None, "needs likes history")


def failing(q, _):
    raise ZeroDivisionError("on purpose")


def choosy(q, _):
    raise NotComputable("needs an exchange rate USD→EUR")


@pytest.mark.parametrize(("formula", "reason"), [(failing, "its formula failed"), (choosy, "needs an exchange rate")])
def test_a_formula_that_fails_costs_only_its_own_kpi(formula, reason):
    broken = Kpi(name="broken", title="B", unit="count", needs=("likes",), formula=formula)
    book = Book(METRICS, (broken, CPE))
    pieces = [piece("1", likes=10, cost=100)]
    assert reason in totals(book, "broken", pieces).missing
    assert totals(book, "cpe", pieces).estimate


def test_a_kpi_that_needs_itself_is_missing_and_ends():
    loop = Kpi(name="loop", title="L", unit="count", needs=("loop",), formula=lambda q, _: 1.0)
    assert totals(Book(METRICS, (loop,)), "loop", [piece("1", likes=1)]).estimate is None


def test_the_interval_of_a_sum_keeps_what_pieces_share():
    level = np.random.default_rng(1).normal(100, 10, 4000)
    pieces = [Piece(str(n), KpiContext(), {"likes": level}, {}) for n in range(8)]
    figure = Book(METRICS, ()).total("likes", pieces, KpiContext(), None)
    assert figure.estimate.high - figure.estimate.low == pytest.approx(8 * 2 * 1.2816 * 10, rel=0.06)
