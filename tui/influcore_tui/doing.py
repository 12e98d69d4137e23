"""From the wish to do something to its outcome: form, dry run, confirmation, one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from influcore.contributions import Action, Outcome, Plan
from influcore.contributions.params import Param, choices_of, emptied, format_values, params_of, parse_form
from influcore.entities import Ref
from influcore.errors import InflucoreError
from influcore.terminal import clean

from .dialogs import Confirm, ContentDialog, Notice
from .fields import Filled, Given
from .forms import FormScreen, FormSpec
from .names import NameLookup
from .panes import PanelPane

if TYPE_CHECKING:
    from .app import InflucoreApp


class Doer:
    """Carries out actions for the application, on one thread of its own."""

    def __init__(self, app: InflucoreApp) -> None:
        self._app = app
        self._desk = app.desk
        self._reader = app.work

    async def do(self, name: str, refs: Sequence[Ref], texts: Mapping[str, Any]) -> Outcome | None:
        """Ask what is needed and do it; gives the outcome, or None if nothing was done. Faults are told, not raised."""
        try:
            return await self._do(name, refs, texts)
        except InflucoreError as error:
            self._app.tell(error)
        except Exception as error:  # noqa: BLE001 - an action is a plugin's: it is named, and the rest goes on
            self._desk.host.blame(self._desk.host.owner("action", name), f"action {name}", error)
            self._app.tell(error)
        return None

    async def undo(self, *, again: bool = False) -> Outcome | None:
        """Take back the last action, or the last undo."""
        try:
            outcome = await self._reader.run(self._desk.redo if again else self._desk.undo)
        except InflucoreError as error:
            self._app.tell(error)
            return None
        self._app.notify(clean(outcome.message), markup=False)
        return outcome

    async def _do(self, name: str, refs: Sequence[Ref], texts: Mapping[str, Any]) -> Outcome | None:
        action = await self._reader.run(lambda: self._desk.host.action(name))
        plan = await self._planned(action, refs, texts)
        if plan is None:
            return None
        if (action.risk != "safe" or plan.warnings) and not await self._agreed(action, plan):
            return None
        outcome = await self._reader.run(lambda: self._desk.perform(action, plan))
        await self._show(action, outcome)
        return outcome

    async def _planned(self, action: Action, refs: Sequence[Ref], texts: Mapping[str, Any]) -> Plan | None:
        """Fill the form as far as one can, and ask for the rest if there is any."""
        params = params_of(action.form)
        given = await self._reader.run(lambda: self._filled(action, params, refs))
        given |= _written(action, texts)
        fixed = {p.name: given[p.name] for p in params if p.ref and p.required and given.get(p.name)}
        asked = [p for p in params if p.name not in fixed]

        async def submit(answers: Mapping[str, Given]) -> Plan:
            full = {name: filled.text for name, filled in fixed.items()} | dict(answers)
            return await self._reader.run(lambda: self._desk.prepare(action, parse_form(action.form, full)))

        if not asked:
            return await submit({})
        about = ", ".join(filled.words or filled.text for filled in fixed.values())
        choices = await self._reader.run(lambda: self._choices(action, params))
        spec = FormSpec(
            title=f"{action.title or action.name}{f' · {about}' if about else ''}",
            help=action.help,
            params=asked,
            submit=submit,
            today=self._desk.clock().date(),
            filled=given,
            choices=choices,
            names=NameLookup(self._desk, self._reader, refs),
        )
        plan: Plan | None = await self._app.push_screen_wait(FormScreen(spec))
        return plan

    def _filled(self, action: Action, params: Sequence[Param], refs: Sequence[Ref]) -> dict[str, Filled]:
        """Fill fields from what the action knows of the row, and references from the row itself."""
        filled: dict[str, Filled] = {}
        key = next((ref for ref in refs if ref.kind == action.subject), None)
        if action.prefill is not None and key is not None:
            values = action.prefill(self._desk.session(), key.id)
            filled = _written(action, values)
        for param in params:
            ref = next((ref for ref in refs if ref.kind == param.ref), None)
            if param.ref and ref is not None:
                filled[param.name] = Filled(text=ref.id, words=ref.label)
        return filled

    def _choices(self, action: Action, params: Sequence[Param]) -> dict[str, Sequence[str]]:
        read = self._desk.session()
        return {p.name: choices_of(action.form, p.name, read) for p in params if p.dynamic}

    async def _agreed(self, action: Action, plan: Plan) -> bool:
        title = action.title or action.name
        irreversible = action.risk == "irreversible" or action.undo == "never"
        confirm = Confirm(f"{title}?", plan.lines, plan.warnings, irreversible=irreversible)
        return await self._app.push_screen_wait(confirm) is True

    async def _show(self, action: Action, outcome: Outcome) -> None:
        hint = " · u takes it back" if action.undo == "rows" else ""
        self._app.notify(clean(outcome.message) + hint, markup=False)
        if outcome.secret is not None:
            await self._app.push_screen_wait(
                Notice(action.title or action.name, [outcome.message], secret=outcome.secret)
            )
        if outcome.content is not None:
            content = outcome.content
            pane = PanelPane(action.name, lambda: content, at_end=self._desk.close)
            await self._app.push_screen_wait(ContentDialog(action.title or action.name, pane))


def _written(action: Action, values: Mapping[str, Any]) -> dict[str, Filled]:
    """Write values for the form's fields as texts; what is text already stays, what is empty looks empty."""
    texts = format_values(action.form, {name: value for name, value in values.items() if not isinstance(value, str)})
    params = {param.name: param for param in params_of(action.form)}
    texts |= {name: value for name, value in values.items() if isinstance(value, str) and name in params}
    empty = {name for name, text in texts.items() if text == emptied(params[name])}
    return {name: Filled(text="" if name in empty else text) for name, text in texts.items()}
