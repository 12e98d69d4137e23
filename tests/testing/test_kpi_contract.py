"""The contract of KPIs passes good ones, and tells the author of a bad one what is wrong and where."""

from __future__ import annotations

import math

import pytest

from influcore import Kpi, NotComputable, ratio, where
from influcore.testing import KpiContract

GOOD = {"title": "T", "unit": "share", "needs": ("comments", "likes"), "text": "comments ÷ likes", "source": "us, 2026"}


def contract(formula, **facts):
    made = Kpi(name="talk", formula=formula, **(GOOD | facts))
    return type("TestTalk", (KpiContract,), {"kpi": made})


def _good(q, _):
    return ratio(q.comments, q.likes)


def _branches(q, _):
    if q.likes > 1000:
        return ratio(q.comments, q.likes)
    return ratio(q.comments, 1000)


def _divides(q, _):
    return q.comments / q.likes


def _takes_more(q, _):
    return ratio(q.comments + q.shares, q.likes)


def _averages(q, _):
    import numpy as np

    return ratio(q.comments, np.mean(q.likes))


def _overwrites(q, _):
    q.likes[...] = 1 if hasattr(q.likes, "shape") else None
    return q.comments


def _takes_roots(q, _):
    return ratio(q.comments, math.sqrt(q.likes))


def _counter():
    calls = []

    def formula(q, _):
        calls.append(1)
        return ratio(q.comments, q.likes) + len(calls)

    return formula


def _asks_for_the_platform(q, context):
    if context.platform != "instagram":
        raise NotComputable(f"needs a rate for {context.platform or 'a total'}")
    return ratio(q.comments, q.likes)


def test_a_good_kpi_passes(verdict):
    assert verdict(contract(_good)) == {}


def test_a_kpi_that_may_use_more_than_it_needs_passes_if_it_looks_first(verdict):
    def formula(q, _):
        return ratio(q.comments + (q.shares if "shares" in q else 0), q.likes)

    assert verdict(contract(formula)) == {}


@pytest.mark.parametrize(
    ("formula", "test", "words"),
    [
        (_branches, "numbers_and_arrays_agree", ("if q.likes > 1000:", "test_kpi_contract.py:", "use where(…)")),
        (_takes_roots, "numbers_and_arrays_agree", ("math.sqrt(q.likes)", "single numbers")),
        (_averages, "numbers_and_arrays_agree", ("in future 1 of an array", "mixes futures")),
        (_divides, "zero_is_not_a_catastrophe", ("likes = 0", "return q.comments / q.likes", "ratio(a, b)")),
        (_takes_more, "it_declares_what_it_reads", ("shares", "needs=(comments, likes)")),
        (_overwrites, "it_is_pure", ("changes its inputs", "likes")),
        (_counter(), "it_is_pure", ("another answer the second time",)),
        (_asks_for_the_platform, "a_total_has_a_number_and_its_coverage", ("needs a rate for a total", 'of="piece"')),
        (lambda q, _: None, "it_is_pure", ("gave None", "expected a number")),
        (lambda q, _: q.comments, "it_declares_what_it_reads", ("never reads", "likes")),
    ],
    ids=["if", "sqrt", "mean", "division", "undeclared", "overwrites", "counter", "platform", "none", "idle"],
)
def test_a_bad_formula_is_told_where_and_why(verdict, formula, test, words):
    told = verdict(contract(formula))
    assert [word for word in words if word not in told[test]] == []


def test_a_division_by_an_array_with_a_zero_is_told_too(verdict):
    def formula(q, _):
        return q.comments / (q.likes if hasattr(q.likes, "shape") else where(q.likes == 0, math.nan, q.likes))

    assert "it gives inf; expected nan" in verdict(contract(formula))["zero_is_not_a_catastrophe"]


def test_what_has_no_source_is_told(verdict):
    told = verdict(contract(_good, source=" ", text=""))
    assert set(told) == {"it_says_what_it_is"}
    assert "source is empty; expected who defines it" in told["it_says_what_it_is"]
    assert "influcore explain talk" in told["it_says_what_it_is"]


def test_a_contract_without_a_subject_says_what_to_set():
    with pytest.raises(pytest.UsageError, match="set `kpi`, or `plugin`"):
        type("TestNothing", (KpiContract,), {})().things()
