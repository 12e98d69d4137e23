"""The contract of actions passes a good one, and says of another which promise it breaks."""

from __future__ import annotations

import itertools

import pytest
from attrs import evolve, field, frozen

from influcore import Action, Influencer, Outcome, Plan, hookimpl, opt
from influcore.testing import ActionContract

_NUMBERS = itertools.count(1)


@frozen(kw_only=True)
class Tag:
    """Form of the action."""

    influencer: str = opt("Who.", ref="influencer", arg=True)
    tag: str = opt("The tag.", example="vegan")


def plan(read, form):
    person = read.get(Influencer, form.influencer)
    return Plan(lines=[f"tag “{person.name}” with {form.tag}"], reads=(person,), data=form.tag)


def do(write, plan):
    [person] = plan.reads
    changed = write.change(evolve(person, tags=(*person.tags, plan.data)))
    return Outcome(message=plan.lines[0], changed=(changed.ref,))


def contract(**replaced):
    name = f"tags{next(_NUMBERS)}"
    made = {"name": f"{name}.put", "help": "Tag somebody.", "form": Tag, "plan": plan, "do": do}
    action = Action(**(made | replaced))

    class Mine:
        @hookimpl
        def influcore_register_actions(self):
            return (action,)

    return type("TestTags", (ActionContract,), {"plugin": (name, Mine())})


def test_a_good_action_passes(verdict):
    assert verdict(contract()) == {}


@pytest.mark.parametrize("undo", ["never", "compensate"])
def test_an_action_that_declares_no_undo_passes(verdict, undo):
    assert verdict(contract(undo=undo, compensate="influencer.edit")) == {}


@frozen(kw_only=True)
class Lossy:
    """A form that does not come back from its texts."""

    influencer: str = opt("Who.", ref="influencer", arg=True)
    tag: str = opt("The tag.", example="vegan", converter=lambda text: f"{text}!")


@frozen(kw_only=True)
class Mumbling:
    """A form with a help that is no line."""

    influencer: str = opt("who", ref="influencer", arg=True)


def _plan_by_writing(read, form):
    read._conn.execute("PRAGMA query_only=OFF")
    read._conn.execute("UPDATE influencer SET notes = notes || '!'")
    return plan(read, form)


def _plan_without_words(read, form):
    return evolve(plan(read, form), lines=())


def _plan_of_the_moment(read, form):
    return evolve(plan(read, form), lines=(f"tag number {next(_NUMBERS)}",))


def _plan_that_trusts(read, form):
    people = {person.slug: person for person in read.list(Influencer)}
    return Plan(lines=("tag",), reads=(people[form.influencer],), data=form.tag)


def _do_at_any_rate(write, plan):
    person = write.get(Influencer, plan.data)
    write.change(evolve(person, notes="tagged"))
    return Outcome(message="tagged")


def _plan_resting_on_nothing_stored(read, form):
    return evolve(plan(read, form), reads=(Influencer(slug="x", name="x"),))


def _do_in_silence(write, plan):
    do(write, plan)
    return Outcome(message=" ")


def _do_badly(write, plan):
    return do(write, plan).nothing


@pytest.mark.parametrize(
    ("replaced", "test", "words"),
    [
        ({"plan": _plan_by_writing}, "planning_changes_nothing", ("writes", "table influencer")),
        ({"plan": _plan_without_words}, "planning_changes_nothing", ("at least one sentence",)),
        ({"plan": _plan_of_the_moment}, "planning_changes_nothing", ("something else the second time",)),
        ({"plan": _plan_that_trusts}, "what_is_not_there_is_named", ("influencer = no-such-thing", "KeyError")),
        ({"plan": _plan_resting_on_nothing_stored}, "what_moved_on_is_a_conflict", ("is no stored entity",)),
        ({"do": _do_in_silence}, "it_is_one_entry_of_the_journal", ("a message of what was done",)),
        ({"do": _do_badly}, "it_is_one_entry_of_the_journal", ("AttributeError", "do(write, plan).nothing")),
        ({"undo": "compensate", "compensate": "tags.gone"}, "undo_keeps_its_promise", ("there is no such action",)),
        ({"form": Lossy}, "its_form_can_be_filled_in_by_every_face", ("does not come back from its texts", "vegan!!")),
    ],
    ids=["writes", "wordless", "moment", "trusts", "unstored", "silent", "raises", "compensate", "lossy"],
)
def test_a_bad_action_is_told_which_promise_it_breaks(verdict, replaced, test, words):
    told = verdict(contract(**replaced), test)
    assert [word for word in words if word not in told[test]] == []


def test_a_help_that_is_no_line_is_told(verdict):
    made = contract(form=Mumbling, plan=lambda read, form: plan(read, Tag(influencer=form.influencer, tag="x")))
    assert "influencer: “who”" in verdict(made, "form")["its_form_can_be_filled_in_by_every_face"]


def test_a_text_that_the_kit_can_not_guess_is_asked_for(verdict):
    @frozen(kw_only=True)
    class Odd:
        """A form that only its author can fill in."""

        word: str = field(metadata=opt("A word.").metadata)

        @word.validator
        def _secret(self, _, word):
            if word != "sesame":
                raise ValueError("is not the word")

    made = contract(
        form=Odd, plan=lambda read, form: Plan(lines=("open",)), do=lambda write, plan: Outcome(message="x")
    )
    told = verdict(made, "planning")["planning_changes_nothing"]
    assert "Say what a user would type in `texts`" in told
    [action] = made().things()
    made.texts = {action.name: {"word": "sesame"}}
    assert verdict(made) == {}
