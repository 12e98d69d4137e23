from __future__ import annotations

import pytest

from influcore_contracts.states import BINDING, ENDED, STATUSES, TRANSITIONS, furthest, may_follow


def test_the_table_of_steps_is_closed() -> None:
    assert set(TRANSITIONS) == set(STATUSES)
    assert all(set(steps) <= set(STATUSES) for steps in TRANSITIONS.values())
    assert all(status not in steps for status, steps in TRANSITIONS.items())


def test_every_status_can_be_reached_from_a_draft() -> None:
    reached, waiting = {"draft"}, ["draft"]
    while waiting:
        for status in TRANSITIONS[waiting.pop()]:
            if status not in reached:
                reached.add(status)
                waiting.append(status)
    assert reached == set(STATUSES)


def test_a_withdrawn_contract_is_over_and_a_signed_one_only_errs() -> None:
    assert TRANSITIONS["withdrawn"] == ()
    assert TRANSITIONS["signed"] == ("error",)


def test_nothing_binds_and_has_ended() -> None:
    assert not BINDING & ENDED


@pytest.mark.parametrize(("now", "then"), [("draft", "signed"), ("draft", "sent"), ("viewed", "sent")])
def test_steps_are_not_skipped_nor_walked_back(now, then) -> None:
    assert not may_follow(now, then)


def test_the_furthest_contract_speaks_for_a_collaboration() -> None:
    assert furthest({"draft", "signed", "withdrawn"}) == "signed"
    assert furthest({"withdrawn", "error"}) == "error"
    assert furthest(set()) is None
    assert all(furthest({status}) == status for status in STATUSES)
