"""Commands that write: a form, a dry run, a question where it is risky, one line of what was done."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest
from attrs import frozen

from influcore import Action, Outcome, Plan, Secret, hookimpl, opt
from influcore.cli import say
from influcore.contributions import format_form
from influcore.entities import Campaign
from influcore.host import Host, HostOptions


def _campaign(demo: Any, slug: str = "rosee-launch") -> Any:
    return demo.session().get(Campaign, slug)


def test_a_campaign_is_made_from_options(cli: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "w.influcore"
    cli("-w", path, "init")
    ran = cli(
        "-w", path, "campaign", "new", "Été à Paris", "--advertiser", "Maison", "--starts", "2026-06-01",
        "--ends", "2026-06-30", "--budget", "5000 EUR", "--markets", "FR", "--markets", "BE,LU", "--json",
    )  # fmt: skip
    assert ran.code == 0, ran.err
    told = json.loads(ran.out)
    assert told["changed"][0]["kind"] == "campaign"
    rows = json.loads(cli("-w", path, "campaign", "list", "--json").out)["rows"]
    assert [row["slug"] for row in rows] == ["ete-a-paris"]
    assert rows[0]["budget"] == {"minor": 500_000, "currency": "EUR"}


def test_all_complaints_come_at_once_in_words_of_options(on_demo: Callable[..., Any]) -> None:
    ran = on_demo("campaign", "new", "--starts", "soon", "--budget", "1.000,00", "--advertiser", "x")
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.said) == 2
    for words in ("NAME is needed", "--starts:", "--ends is needed", "--budget:"):
        assert words in ran.said[0]


def test_a_dry_run_says_the_plan_and_does_nothing(on_demo: Callable[..., Any], demo: Any) -> None:
    before = _campaign(demo)
    ran = on_demo("campaign", "edit", "rosee-launch", "--name", "Other", "--dry-run")
    assert ran.code == 0
    assert "Other" in ran.out
    told = json.loads(on_demo("campaign", "edit", "rosee-launch", "--name", "Other", "--dry-run", "--json").out)
    assert set(told) == {"plan", "warnings", "details"}
    assert _campaign(demo) == before


def test_an_edit_leaves_what_was_not_typed(on_demo: Callable[..., Any], demo: Any) -> None:
    before = _campaign(demo)
    assert on_demo("campaign", "edit", "rosee-launch", "--name", "Other").code == 0
    assert _campaign(demo) == attrs.evolve(before, name="Other", rev=before.rev + 1)


def test_an_empty_text_that_was_typed_empties_the_field(on_demo: Callable[..., Any], demo: Any) -> None:
    assert on_demo("campaign", "edit", "rosee-launch", "--landing-page", "", "--markets", "").code == 0
    assert _campaign(demo).landing_page == ""
    assert _campaign(demo).markets == ()


def test_long_text_comes_from_standard_input(
    on_demo: Callable[..., Any], demo: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("One\n\nTwo\n"))
    assert on_demo("campaign", "edit", "rosee-launch", "--brief", "-").code == 0
    assert _campaign(demo).brief == "One\n\nTwo\n"


def test_undo_and_redo_go_back_and_forth(on_demo: Callable[..., Any], demo: Any) -> None:
    name = _campaign(demo).name
    on_demo("campaign", "edit", "rosee-launch", "--name", "Other")
    assert on_demo("undo").code == 0
    assert _campaign(demo).name == name
    assert json.loads(on_demo("redo", "--json").out)["message"]
    assert _campaign(demo).name == "Other"


@frozen(kw_only=True)
class Form:
    """Everything a form can ask."""

    who: str = opt("Who.", arg=True)
    token: Secret | None = opt("A token.", default=None)
    loud: bool = opt("Loudly.", default=False, short="l")
    quick: bool = opt("Quickly.", default=True)
    times: int = opt("How often.", default=1)


class Acting:
    """A plugin with a safe and two risky actions; it remembers the forms it was given."""

    def __init__(self) -> None:
        self.done: list[Form] = []

    @hookimpl
    def influcore_register_actions(self) -> tuple[Action, ...]:
        return tuple(
            Action(name=f"acting.{name}", help="Act.", form=Form, plan=self.plan, do=self.do, risk=risk, undo="never")
            for name, risk in (("now", "safe"), ("later", "confirm"), ("never", "irreversible"))
        )

    def plan(self, read: Any, form: Form) -> Plan:
        return Plan(lines=(f"act for {form.who}",), warnings=("this is loud",) if form.loud else (), data=form)

    def do(self, write: Any, plan: Plan) -> Outcome:
        self.done.append(plan.data)
        return Outcome(message=f"acted for {plan.data.who}", secret="s3cret")


@pytest.fixture
def acting(cli: Callable[..., Any], demo: Any) -> tuple[Acting, Callable[..., Any]]:
    plugin = Acting()
    host = Host.load(HostOptions(no_plugins=True, cache_dir=""))
    host.admit(plugin, "acting")
    return plugin, lambda *argv: cli("-w", demo.workspace.path, "acting", *argv, host=host)


def test_a_safe_action_is_done_at_once_and_shows_its_secret_once(acting: Any) -> None:
    plugin, run = acting
    ran = run("now", "Ada", "-l", "--no-quick", "--times", "3")
    assert ran.code == 0
    assert ran.out.splitlines() == ["acted for Ada", "secret, shown this once: s3cret"]
    assert "warning: this is loud" in ran.said
    assert plugin.done == [Form(who="Ada", loud=True, quick=False, times=3)]
    assert json.loads(run("now", "Ada", "--json").out) == {
        "message": "acted for Ada",
        "changed": [],
        "secret": "s3cret",
    }


def test_a_risky_action_without_a_terminal_wants_yes(acting: Any) -> None:
    plugin, run = acting
    for verb in ("later", "never"):
        ran = run(verb, "Ada")
        assert (ran.code, ran.out) == (2, "")
        assert "--yes" in ran.said[-1]
    assert plugin.done == []
    assert run("later", "Ada", "--yes").code == 0
    assert len(plugin.done) == 1


@pytest.mark.parametrize(("answer", "code", "done"), [("y\n", 0, 1), ("\n", 1, 0), ("", 1, 0), ("nay\n", 1, 0)])
def test_a_terminal_is_asked(acting: Any, monkeypatch: pytest.MonkeyPatch, answer: str, code: int, done: int) -> None:
    plugin, run = acting
    monkeypatch.setattr(say, "can_ask", lambda: True)
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))
    ran = run("never", "Ada")
    assert (ran.code, len(plugin.done)) == (code, done)
    assert "act for Ada" in ran.err
    assert "can not be taken back" in ran.err


def test_a_secret_is_never_on_the_command_line(acting: Any, tmp_path: Path) -> None:
    plugin, run = acting
    assert run("now", "Ada", "--token", "x").code == 2
    (tmp_path / "token").write_text("abc\n", encoding="utf-8")
    assert run("now", "Ada", "--token-file", tmp_path / "token").code == 0
    assert plugin.done[-1].token == "abc"


def test_what_a_form_holds_can_be_typed(acting: Any) -> None:
    plugin, run = acting
    for form in (Form(who="-x"), Form(who="a b", times=-4), Form(who="é", loud=True, quick=False)):
        texts = format_form(form)
        words = ["--times", texts["times"]] + ["--loud"] * form.loud + ["--no-quick"] * (not form.quick)
        assert run("now", *words, "--", texts["who"]).code == 0
        assert plugin.done[-1] == form


def test_a_finding_names_the_command_that_mends_it(on_demo: Callable[..., Any]) -> None:
    found = json.loads(on_demo("check", "--json").out)["findings"]
    commands = [f["command"] for f in found if f["mend"]]
    assert commands
    for command in commands:
        words = command.split()
        assert words[0] == "influcore"
        assert on_demo(*words[1:3], "--help").code == 0
