"""An action as a command: its form as options, a dry run, a question where it is risky."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from .command import Command, json_option
from .options import click_params, in_words_of_options, texts_of
from .start import Start, start_of

if TYPE_CHECKING:
    from influcore.contributions import Action, Outcome, Plan
    from influcore.host import Listed


def action_command(item: Listed, verb: str) -> Command:
    """Make the command of an action, from the catalogue alone."""

    def call(**given: Any) -> int:
        return _run(start_of(click.get_current_context()), item, given)

    return Command(
        verb,
        callback=call,
        help=f"{item.help or item.title}\n\n{_warning(item)}".strip(),
        params=[
            *click_params(item.params),
            click.Option(["--dry-run"], is_flag=True, help="Say what would be done, and do nothing."),
            click.Option(["--yes"], is_flag=True, hidden=item.risk in ("", "safe"), help="Do it without asking."),
            json_option(),
        ],
    )


def _warning(item: Listed) -> str:
    words = {"confirm": "Asks before it acts.", "irreversible": "Asks before it acts: this can not be taken back."}
    return words.get(item.risk, "")


def _run(start: Start, item: Listed, given: dict[str, Any]) -> int:
    from .blame import blame

    desk = start.desk
    with blame(start, item.plugin):
        action = desk.host.action(item.name)
        plan = desk.prepare(action, _form(start, item, action, given))
    if given["dry_run"]:
        _print_plan(plan, as_json=given["as_json"])
        return 0
    _confirm(action, plan, agreed=given["yes"])
    with blame(start, item.plugin):
        outcome = desk.perform(action, plan)
    _print_outcome(outcome, plan, as_json=given["as_json"])
    return 0


def _form(start: Start, item: Listed, action: Action, given: dict[str, Any]) -> object:
    """Fill the form: what the row holds already, then what was typed."""
    from influcore.contributions import format_values, parse_form
    from influcore.errors import InvalidInput

    typed = texts_of(item.params, given)
    subject = next((p["name"] for p in item.params if p["ref"] and p["ref"] == action.subject), "")
    if action.prefill is not None and typed.get(subject):
        texts = format_values(action.form, action.prefill(start.desk.session(), str(typed[subject]))) | typed
    else:
        texts = typed
    try:
        return parse_form(action.form, texts)
    except InvalidInput as error:
        raise in_words_of_options(error, item.params) from error


def _confirm(action: Action, plan: Plan, *, agreed: bool) -> None:
    """Ask where the action is risky.

    Errors: Refused by the user; InvalidInput (a usage error) where there is nobody to ask.
    """
    from influcore.errors import InvalidInput, Refused

    from .say import ask, can_ask, say

    for warning in plan.warnings:
        say(f"warning: {warning}")
    if action.risk == "safe" or agreed:
        return
    if not can_ask():
        raise InvalidInput(f"{action.name} asks before it acts, and there is no terminal", hint="add --yes to go ahead")
    for line in plan.lines:
        say(line)
    if not ask("Go ahead? This can not be taken back." if action.risk == "irreversible" else "Go ahead?"):
        raise Refused("nothing was done, as you said")


def _print_plan(plan: Plan, *, as_json: bool) -> None:
    from influcore.contributions import cell_json

    from .say import emit, emit_json, say

    if as_json:
        emit_json({"plan": list(plan.lines), "warnings": list(plan.warnings), "details": cell_json(plan.details)})
        return
    for line in plan.lines:
        emit(line)
    for warning in plan.warnings:
        say(f"warning: {warning}")


def _print_outcome(outcome: Outcome, plan: Plan, *, as_json: bool) -> None:
    from influcore.contributions import cell_json

    from .say import emit, emit_json

    if as_json:
        told: dict[str, Any] = {"message": outcome.message, "changed": cell_json(outcome.changed)}
        if plan.warnings:
            told["warnings"] = list(plan.warnings)
        if outcome.secret is not None:
            told["secret"] = outcome.secret
        if outcome.content is not None:
            told["content"] = _content_json(outcome.content)
        emit_json(told)
        return
    emit(outcome.message)
    if outcome.secret is not None:
        emit(f"secret, shown this once: {outcome.secret}")
    if outcome.content is not None:
        from .choice import Choice
        from .plain import print_content

        emit()
        print_content(outcome.content, Choice())


def _content_json(content: Any) -> Any:
    import json

    from .as_json import json_pieces
    from .choice import Choice

    return json.loads("".join(json_pieces(content, Choice())))
