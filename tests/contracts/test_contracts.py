from __future__ import annotations

import contextlib
import datetime as dt
import itertools
import random
import sqlite3

import pytest
from attrs import evolve

from influcore import Conflict, InvalidInput, Refused, UnknownId
from influcore.contributions.params import format_values, params_of, parse_form
from influcore_contracts.drafting import CREATE, EDIT, prefill_edit
from influcore_contracts.entities import Contract, Event
from influcore_contracts.fields import read_signed, read_status
from influcore_contracts.forms import EditContract
from influcore_contracts.moving import MOVE, prefill_move
from influcore_contracts.panels import HISTORY, TERMS
from influcore_contracts.reading import find_contract, history_of
from influcore_contracts.states import STATUSES, may_follow

HOSTILE = "[@click=app.quit]x[/] \x1b]52;c;eA==\x07 =cmd|' /C calc'!A0"


def test_a_new_contract_is_a_draft_with_a_title_and_one_step(scene) -> None:
    contract = scene.contract()
    assert (contract.status, contract.title, contract.signed_on) == ("draft", "Anna × Summer", None)
    (event,) = history_of(scene.read(), contract)
    assert (event.from_status, event.to_status) == ("", "draft")


def test_a_contract_on_paper_is_signed_from_the_start(scene) -> None:
    contract = scene.contract(signed_on=dt.date(2026, 11, 22))
    assert (contract.status, contract.signed_on) == ("signed", dt.date(2026, 11, 22))
    with pytest.raises(InvalidInput, match="has not come yet"):
        scene.contract(signed_on=dt.date(2026, 11, 23))


def test_all_complaints_about_terms_come_at_once_by_field(scene) -> None:
    with pytest.raises(InvalidInput) as caught:
        scene.contract(
            title=" ", law="France", valid_from=dt.date(2026, 2, 1), valid_to=dt.date(2026, 1, 31),
            exclusivity="competitor", rights_scope="a\x1bb",
        )  # fmt: skip
    assert {name for name, _ in caught.value.problems} == {
        "title", "law", "valid_to", "exclusivity_competitors", "rights_scope",
    }  # fmt: skip


def test_one_day_is_a_span(scene) -> None:
    day = dt.date(2026, 11, 22)
    assert scene.contract(valid_from=day, valid_to=day).valid_to == day


def test_an_exclusivity_by_category_takes_the_campaigns_category(scene) -> None:
    contract = scene.contract(exclusivity="category", law="fr")
    assert (contract.exclusivity_category, contract.law) == ("skin care", "FR")
    scene.change(scene.autumn, category="")
    with pytest.raises(InvalidInput, match="exclusivity_category"):
        scene.contract("autumn/anna", exclusivity="category")


def test_naming_competitors_is_wanting_that_exclusivity(scene) -> None:
    assert scene.contract(exclusivity_competitors=("Glow & Co",)).exclusivity == "competitor"


def test_a_second_open_contract_is_warned_of(scene) -> None:
    scene.contract()
    plan = scene.plan(CREATE, collaboration="summer/anna")
    assert any("has a contract" in warning for warning in plan.warnings)


def test_rights_that_are_not_delimited_are_warned_of(scene) -> None:
    plan = scene.plan(CREATE, collaboration="summer/anna", rights_scope="paid social", rights_territory="FR")
    assert any("missing here: purpose, duration" in warning for warning in plan.warnings)


def test_a_contract_is_found_by_id_its_end_and_its_collaboration(scene) -> None:
    contract = scene.contract()
    for key in (contract.id, contract.id[-8:], "summer/anna"):
        assert find_contract(scene.read(), key) == contract
    with pytest.raises(UnknownId):
        find_contract(scene.read(), "rival/anna")
    second = scene.contract()
    with pytest.raises(InvalidInput, match="several contracts"):
        find_contract(scene.read(), "summer/anna")
    scene.move(second, "withdrawn")
    assert find_contract(scene.read(), "summer/anna") == contract


@pytest.mark.parametrize("now", STATUSES)
@pytest.mark.parametrize("then", STATUSES)
def test_only_the_steps_of_the_table_are_taken(scene, now, then) -> None:
    with scene.workspace.write("test.fill") as write:
        signed_on = dt.date(2026, 11, 1) if now == "signed" else None
        contract = write.add(Contract(collaboration=scene.in_summer.id, title="T", status=now, signed_on=signed_on))
    if not may_follow(now, then):
        with pytest.raises(Refused, match=f"is {now} and can not become {then}"):
            scene.move(contract, then, note="why")
        return
    moved = scene.move(contract, then, note="why")
    assert moved.status == then
    assert moved.signed_on == (dt.date(2026, 11, 22) if then == "signed" else None)


def test_history_keeps_every_step_in_order_with_who_and_why(scene) -> None:
    contract = scene.contract()
    scene.move(contract, "prepared", "sent", "viewed")
    scene.do(MOVE, contract=contract.id, to="partly signed", by="influencer")
    scene.do(MOVE, contract=contract.id, to="signed", by="brand", on=dt.date(2026, 11, 20), note="by post")
    events = history_of(scene.read(), contract)
    assert [e.to_status for e in events] == ["draft", "prepared", "sent", "viewed", "partly signed", "signed"]
    assert [e.from_status for e in events] == ["", *(e.to_status for e in events[:-1])]
    assert (events[-1].by, events[-1].note) == ("brand", "by post")
    rows = HISTORY.read(scene.read(), HISTORY.params(contract=contract.id)).rows.window(0, 10)
    assert [row["to"].word for row in rows] == [e.to_status for e in events]


@pytest.mark.parametrize("seed", range(5))
def test_any_walk_leaves_a_history_without_gaps_that_follows_the_table(scene, seed) -> None:
    rng, contract = random.Random(seed), scene.contract()
    for _ in range(25):
        with contextlib.suppress(Refused):
            scene.move(contract, rng.choice(STATUSES), note="walk")
    events = history_of(scene.read(), contract)
    assert len(events) > 1
    assert all(now.to_status == then.from_status for now, then in itertools.pairwise(events))
    assert all(may_follow(e.from_status, e.to_status) for e in events[1:])
    assert events[-1].to_status == scene.read().get(Contract, contract.id).status


def test_a_day_belongs_to_a_signature_that_has_been_given(scene) -> None:
    contract = scene.move(scene.contract(), "prepared")
    with pytest.raises(InvalidInput, match="only a signature"):
        scene.do(MOVE, contract=contract.id, to="sent", on=dt.date(2026, 11, 1))
    with pytest.raises(InvalidInput, match="has not come yet"):
        scene.do(MOVE, contract=contract.id, to="signed", on=dt.date(2026, 11, 23))


def test_a_signed_contract_keeps_its_terms_and_is_not_taken_back_silently(scene) -> None:
    contract = scene.contract(signed_on=dt.date(2026, 11, 1))
    with pytest.raises(Refused, match="its terms stand"):
        scene.do(EDIT, contract=contract.id, valid_to=dt.date(2027, 1, 1))
    scene.do(EDIT, contract=contract.id, note="in the blue folder")
    with pytest.raises(InvalidInput, match="say why"):
        scene.move(contract, "error")
    assert scene.move(contract, "error", note="wrong file").signed_on is None


def test_an_edit_changes_what_is_given_and_clears_days(scene) -> None:
    contract = scene.contract(valid_to=dt.date(2026, 12, 1), law="FR")
    plan = scene.plan(EDIT, contract=contract.id, law="BE", clear=("valid_to",))
    assert plan.lines == ("valid to: 2026-12-01 → –", "law: FR → BE")
    scene.do(EDIT, contract=contract.id, law="BE", clear=("valid_to",))
    edited = scene.read().get(Contract, contract.id)
    assert (edited.law, edited.valid_to, edited.title) == ("BE", None, contract.title)
    assert "nothing to change" in scene.do(EDIT, contract=contract.id, law="BE").message


def test_a_filled_in_form_changes_nothing(scene) -> None:
    contract = scene.contract(exclusivity_competitors=("Glow, Inc", "B"), valid_to=dt.date(2026, 12, 1), note="a\nb")
    texts = format_values(EditContract, prefill_edit(scene.read(), "summer/anna"))
    plan = EDIT.plan(scene.read(), parse_form(EditContract, texts))
    assert (plan.data, plan.reads[0]) == (None, contract)


def test_the_usual_next_step_is_filled_in_and_none_after_a_signature(scene) -> None:
    contract, filled_in = scene.contract(), []
    while "to" in (values := prefill_move(scene.read(), contract.id)):
        filled_in.append(values["to"])
        contract = scene.move(contract, values["to"])
    assert filled_in == ["prepared", "sent", "viewed", "partly signed", "signed"]


def test_undo_and_redo_take_contract_and_history_together(scene) -> None:
    contract = scene.contract()
    scene.move(contract, "prepared")
    scene.workspace.undo()
    assert scene.read().get(Contract, contract.id).status == "draft"
    assert len(scene.read().list(Event)) == 1
    scene.workspace.redo()
    assert [e.to_status for e in history_of(scene.read(), contract)] == ["draft", "prepared"]
    scene.workspace.undo()
    scene.workspace.undo()
    assert scene.read().list(Contract) == scene.read().list(Event) == ()


def test_a_step_is_never_edited(scene) -> None:
    (event,) = history_of(scene.read(), scene.contract())
    with pytest.raises((Refused, sqlite3.DatabaseError), match="never edited"), scene.workspace.write("test") as write:
        write.change(evolve(event, note="another story"))


def test_a_plan_that_was_overtaken_writes_nothing(scene) -> None:
    contract = scene.contract()
    plan = scene.plan(MOVE, contract=contract.id, to="prepared")
    scene.move(contract, "withdrawn", note="no")
    with pytest.raises(Conflict), scene.workspace.write("contracts.move") as write:
        MOVE.do(write, plan)
    assert len(history_of(scene.read(), contract)) == 2


def test_fields_tell_the_furthest_status_and_whether_it_is_signed(scene) -> None:
    refs = [scene.in_summer.ref, scene.in_rival.ref]
    assert (read_status(scene.read(), refs), read_signed(scene.read(), refs)) == (["none", "none"], [False, False])
    scene.contract()
    scene.contract(signed_on=dt.date(2026, 11, 1))
    assert read_status(scene.read(), refs) == ["signed", "none"]
    assert read_signed(scene.read(), refs) == [True, False]


def test_text_from_outside_is_refused_where_it_is_one_line_and_kept_as_data_otherwise(scene) -> None:
    with pytest.raises(InvalidInput, match="invisible"):
        scene.contract(title=HOSTILE)
    plain = "[@click=app.quit]x[/] =1+1"
    contract = scene.contract(title=plain, note=f"{plain}\nsecond line")
    cards = {c.name: c.value for c in TERMS.read(scene.read(), TERMS.params(contract=contract.id)).cards}
    assert cards["note"] == f"{plain}\nsecond line"


@pytest.mark.parametrize("action", [CREATE, EDIT, MOVE], ids=lambda action: action.name)
def test_every_form_makes_a_command_that_begins_with_what_it_is_about(action) -> None:
    params = params_of(action.form)
    assert params[0].arg
    assert all(param.help.endswith(".") for param in params)
