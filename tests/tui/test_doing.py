"""Forms, confirmations, outcomes: doing things from the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import frozen

from influcore import Action, Campaign, Collaboration, Influencer, LongText, Outcome, Plan, Secret, hookimpl, opt


async def fill(stage: Any, **texts: str) -> None:
    """Write into fields of the form by their names."""
    from influcore_tui.fields import FormField

    for field in stage.app.screen.query(FormField):
        if field.param.name in texts:
            control = field.control
            inputs = list(control.query("Input")) or [control]
            inputs[0].value = texts[field.param.name]
    await stage.settle()


def test_a_campaign_is_made_from_the_keyboard(desk: Any, play: Any) -> None:
    async def steps(stage: Any) -> None:
        await stage.press("a")
        assert "New campaign" in stage.text
        await fill(stage, name="Summer", advertiser="Maison Verte", starts="2026-06-01", ends="2026-06-30")
        await stage.press("ctrl+s")
        assert "Summer" in stage.text
        assert desk.session().get(Campaign, "summer").name == "Summer"

    play(desk, steps)


def test_all_complaints_come_at_once_and_nothing_is_lost(desk: Any, play: Any) -> None:
    async def steps(stage: Any) -> None:
        await stage.press("a")
        await fill(stage, name="Summer", starts="yesterday", budget="many")
        await stage.press("ctrl+s")
        assert "is needed" in stage.text
        assert stage.text.count("! ") >= 3
        assert "“yesterday”" in stage.text
        await fill(stage, advertiser="Maison Verte", starts="2026-06-01", ends="2026-06-30", budget="")
        await stage.press("ctrl+s")
        assert desk.session().get(Campaign, "summer").starts.isoformat() == "2026-06-01"

    play(desk, steps, size=(140, 60))


def test_what_was_typed_is_not_lost_by_one_escape(desk: Any, play: Any) -> None:
    async def steps(stage: Any) -> None:
        await stage.press("a")
        await fill(stage, name="Summer")
        await stage.press("escape")
        assert "Esc again discards" in stage.text
        await stage.press("escape")
        assert "No campaigns yet" in stage.text

    play(desk, steps)


def test_an_influencer_is_found_by_typing_and_added(demo: Any, play: Any, run: Any) -> None:
    async def steps(stage: Any) -> None:
        await stage.press("2")
        before = stage.app.browse.pane.active.rows
        await stage.press("a")
        assert "Add an influencer · Rosée launch" in stage.text
        await stage.type("kenji")
        assert "Kenji Arai" in stage.text
        await stage.press("enter")
        await stage.press("ctrl+s")
        assert stage.app.browse.pane.active.rows == before + 1
        await stage.press("u")
        assert stage.app.browse.pane.active.rows == before
        await stage.press("U")
        assert stage.app.browse.pane.active.rows == before + 1

    play(demo, steps, campaign="rosee-launch")


def test_a_deliverable_is_added_on_the_day_of_the_calendar(desk: Any, play: Any, summer: str) -> None:
    async def steps(stage: Any) -> None:
        await stage.tab("Calendar")
        await stage.press("right", "a")
        day = stage.app.browse.pane.day().isoformat()
        assert f"{day} 18:00" in stage.text
        await fill(stage, influencer="lea-martin", format="reel")
        await stage.press("ctrl+s")
        assert f"{day}" in stage.text
        assert stage.app.browse.pane.selected() is not None

    play(desk, steps, campaign=summer)


def test_edit_begins_with_what_is_there_and_an_emptied_field_is_emptied(desk: Any, play: Any, run: Any) -> None:
    run("influencer.new", name="Lea Martin", platform="instagram", handle="lea", country="FR")

    async def steps(stage: Any) -> None:
        await stage.tab("Influencers")
        await stage.press("e")
        assert "Lea Martin" in stage.text
        assert "FR" in stage.text
        await fill(stage, country="")
        await stage.press("ctrl+s")
        assert desk.session().get(Influencer, "lea-martin").country == ""

    play(desk, steps, size=(140, 40))


def test_a_refusal_is_told_with_its_reason(desk: Any, play: Any) -> None:
    async def steps(stage: Any) -> None:
        await stage.press("u")
        assert "there is nothing to undo" in stage.text

    play(desk, steps)


@frozen(kw_only=True)
class Everything:
    """A form with every kind of field."""

    thing: str = opt("Which.", ref="campaign")
    word: str = opt("A word.", default="x")
    text: LongText = opt("Words.", default=LongText(""))
    key: Secret = opt("A key.", default=Secret(""))
    flag: bool = opt("Yes or no.", default=False)
    many: tuple[str, ...] = opt("Several.", default=())


class Minter:
    """Makes a token: an outcome with a secret; and something that can not be taken back."""

    @hookimpl
    def influcore_register_actions(self) -> Sequence[Action]:
        return (
            Action(name="mint.token", title="Make a token", help="Make it.", form=Everything,
                   plan=lambda read, form: Plan(lines=(f"a token for {form.thing}",), data=form),
                   do=lambda write, plan: Outcome(message=f"made {plan.data.flag}", secret="s3cret-once"),
                   risk="irreversible", undo="never"),
            Action(name="mint.broken", title="Break", help="Break it.", form=Nothing, plan=_raise,
                   do=lambda write, plan: Outcome(message="")),
        )  # fmt: skip


@frozen(kw_only=True)
class Nothing:
    """No questions."""


def _raise(read: Any, form: Any) -> Plan:
    raise RuntimeError("boom [@click=app.quit]x[/]")


def test_a_secret_is_shown_once_after_an_irreversible_action_is_confirmed(staged: Any, play: Any) -> None:
    async def steps(stage: Any) -> None:
        stage.app.start("mint.token")
        await stage.settle()
        await fill(stage, thing="anything")
        await stage.press("ctrl+s")
        assert "This can not be undone" in stage.text
        assert stage.app.focused.id == "no"
        await stage.press("y")
        assert "s3cret-once" in stage.text
        await stage.press("escape")
        assert "s3cret-once" not in stage.text

    play(staged(mint=Minter()), steps, size=(100, 40))


def test_what_needs_agreement_is_left_undone_by_no(staged: Any, play: Any) -> None:
    async def steps(stage: Any) -> None:
        stage.app.start("mint.token")
        await stage.settle()
        await fill(stage, thing="anything")
        await stage.press("ctrl+s")
        assert "a token for anything" in stage.text
        await stage.press("n")
        assert "s3cret-once" not in stage.text
        assert len(stage.app.screen_stack) == 1

    play(staged(mint=Minter()), steps)


def test_an_action_that_breaks_is_named_and_the_rest_goes_on(staged: Any, play: Any) -> None:
    desk = staged(mint=Minter())

    async def steps(stage: Any) -> None:
        stage.app.start("mint.broken")
        await stage.settle()
        assert "RuntimeError: boom [@click=app.quit]x[/]" in stage.text
        assert any(failure.plugin == "mint" for failure in desk.host.failures)
        await stage.press("a")
        assert "New campaign" in stage.text

    play(desk, steps, size=(140, 40))


def test_a_finding_is_mended_from_its_row(demo: Any, play: Any) -> None:
    async def steps(stage: Any) -> None:
        await stage.press("c")
        await stage.press("enter")
        assert "Put it right:" in stage.text

    play(demo, steps, campaign="rosee-launch")


def test_a_collaboration_is_moved_on_by_its_menu(demo: Any, play: Any) -> None:
    async def steps(stage: Any) -> None:
        await stage.press("2", "m", "j", "enter")
        assert "Approve, decline, move on" in stage.text
        await stage.press("escape")

    play(demo, steps, campaign="rosee-launch")
    assert demo.session().list(Collaboration)
