"""The contract of an action: a dry run first, then one transaction, and the way back that it promises."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import evolve

from influcore.contributions import Action, Outcome, Plan, format_form, params_of, parse_form
from influcore.entities import is_id
from influcore.errors import Conflict, InflucoreError, InvalidInput, Refused, UnknownId

from .campaigns import Planted
from .contract import complain, refuse, said
from .state import differences, entities_of, image_of
from .stock import StockedContract
from .workspaces import Workspaces

if TYPE_CHECKING:
    from influcore.services.desk import Desk


class ActionContract(StockedContract):
    """Give ``plugin``, ``fill`` for what its actions work on, and ``texts`` where the kit can not guess a form.

    ``texts`` maps an action's name to what a user would type; ``{campaign}``, ``{influencer}``, ``{collaboration}``,
    ``{deliverable}``, ``{profile}`` and ``{advertiser}`` stand for what the kit has planted.
    """

    kind: ClassVar[str] = "action"

    def test_its_form_can_be_filled_in_by_every_face(self, action: Action, workspace: Workspaces) -> None:
        """Field names are free, each field has a help, and texts lead to the form and back."""
        try:
            params = params_of(action.form)
        except InflucoreError as error:
            refuse(f"the form of {action.name} can not be shown: {error.message}")
        bare = [f"{p.name}: “{p.help}”" for p in params if not p.help.rstrip().endswith((".", "?", "!"))]
        complain(f"the form of {action.name}: a help is a line that ends with a stop", bare)
        desk, planted = self.stocked(workspace)
        form = self._form(action, desk, planted)
        again = parse_form(action.form, format_form(form))
        if again != form:
            refuse(f"the form of {action.name} does not come back from its texts:\n  {form!r}\n  {again!r}")

    def test_planning_changes_nothing(self, action: Action, workspace: Workspaces) -> None:
        """A dry run says in sentences what would be done, the same each time, and does none of it."""
        desk, planted = self.stocked(workspace)
        before = image_of(desk)
        plan = self._plan(action, desk, planted)
        again = self._plan(action, desk, planted)
        complain(f"planning {action.name} writes", differences(before, image_of(desk)))
        if not plan.lines or not all(isinstance(line, str) and line.strip() for line in plan.lines):
            refuse(f"the plan of {action.name} says {plan.lines!r}; expected at least one sentence of what it would do")
        if plan.lines != again.lines:
            refuse(f"{action.name} plans something else the second time:\n  {plan.lines}\n  {again.lines}")

    def test_what_is_not_there_is_named(self, action: Action, workspace: Workspaces) -> None:
        """A name that nobody has is refused in words, with nothing written."""
        desk, planted = self.stocked(workspace)
        problems = []
        texts = self.filled_in(action.name, action.form, desk, planted)
        for param in (p for p in params_of(action.form) if p.ref and p.kind == "ref"):
            try:
                desk.prepare(action, parse_form(action.form, texts | {param.name: "no-such-thing"}))
            except InflucoreError as error:
                if "no-such-thing" not in f"{error.message} {error.hint}" and isinstance(error, UnknownId):
                    problems.append(f"{param.name}: “{error.message}” does not name what was typed")
            except Exception as error:  # noqa: BLE001 - told with its line
                problems.append(f"{param.name} = no-such-thing: expected UnknownId or InvalidInput, got {said(error)}")
        complain(f"{action.name} does not say what is not there", problems)

    def test_it_is_one_entry_of_the_journal(self, action: Action, workspace: Workspaces) -> None:
        """Whatever it changes is one transaction, told in a sentence under its own name."""
        desk, planted = self.stocked(workspace)
        last, before = _head(desk), entities_of(desk)
        outcome = self._perform(action, desk, self._plan(action, desk, planted))
        entries = [entry for entry in desk.workspace.journal(limit=20) if entry.seq > last]
        changed = bool(differences(before, entities_of(desk)))
        if not isinstance(outcome, Outcome) or not outcome.message.strip():
            refuse(f"{action.name} gave {outcome!r:.80}; expected an Outcome with a message of what was done")
        if changed and len(entries) != 1:
            refuse(f"{action.name} left {len(entries)} entries in the journal; expected one")
        for entry in entries:
            if (entry.action, entry.undo) != (action.name, action.undo):
                refuse(f"the journal says {entry.action}, undo {entry.undo}; expected {action.name}, {action.undo}")

    def test_undo_keeps_its_promise(self, action: Action, workspace: Workspaces) -> None:
        """Undo puts back every row, or refuses and says what to do instead, as ``undo`` declares."""
        desk, planted = self.stocked(workspace)
        last, before = _head(desk), entities_of(desk)
        self._perform(action, desk, self._plan(action, desk, planted))
        if _head(desk) == last:
            return
        try:
            desk.undo()
        except InflucoreError as error:
            self._judge_refusal(action, desk, error)
            return
        except Exception as error:  # noqa: BLE001 - told with its line
            refuse(f"undo of {action.name} fails: {said(error)}")
        if action.undo != "rows":
            refuse(f'undo of {action.name} took it back, though it declares undo="{action.undo}"')
        complain(f"undo of {action.name} does not restore", differences(before, entities_of(desk)))
        after = entities_of(desk)
        try:
            desk.redo()
        except Refused:
            return  # observations are not put back: whoever gave them gives them again
        desk.undo()
        complain(f"redo and undo of {action.name} do not lead back", differences(after, entities_of(desk)))

    def test_what_moved_on_is_a_conflict(self, action: Action, workspace: Workspaces) -> None:
        """If something the plan rests on has been changed since, nothing is written."""
        desk, planted = self.stocked(workspace)
        plan = self._plan(action, desk, planted)
        for entity in plan.reads:
            if not is_id(getattr(entity, "id", "")):
                refuse(
                    f"the plan of {action.name} reads {entity!r:.80}, which is no stored entity; expected what it found"
                )
            desk, planted = self.stocked(workspace)
            stale = self._plan(action, desk, planted)
            mine = next((e for e in stale.reads if type(e) is type(entity) and e.id == entity.id), None)
            if mine is None:
                continue
            try:
                with desk.write("testing.meanwhile") as write:
                    write.change(evolve(mine))
            except (InflucoreError, sqlite3.DatabaseError):
                continue  # such rows are never edited, so they can not move on
            before = entities_of(desk)
            try:
                desk.perform(action, stale)
            except Conflict:
                complain(f"{action.name} wrote in spite of a conflict", differences(before, entities_of(desk)))
            except Exception as error:  # noqa: BLE001 - told with its line
                refuse(f"{action.name}: {mine.KIND} was changed meanwhile; expected Conflict, got {said(error)}")
            else:
                refuse(f"{action.name} went on although {mine.KIND} “{mine.label}” was changed since it was planned")

    def _judge_refusal(self, action: Action, desk: Desk, error: InflucoreError) -> None:
        told = f"{error.message} {error.hint}"
        if action.undo == "rows" or not isinstance(error, Refused):
            refuse(f'undo of {action.name} is refused, though it declares undo="{action.undo}": {told}')
        if action.undo == "compensate":
            try:
                desk.host.action(action.compensate or "")
            except UnknownId:
                refuse(f"{action.name} is undone by “{action.compensate}”, and there is no such action")

    def _form(self, action: Action, desk: Desk, planted: Planted) -> Any:
        texts = self.filled_in(action.name, action.form, desk, planted)
        try:
            return parse_form(action.form, texts)
        except InvalidInput as error:
            refuse(f"the form of {action.name} can not be filled in with {texts}: {error.message}. {_help(action)}")

    def _plan(self, action: Action, desk: Desk, planted: Planted) -> Plan:
        form = self._form(action, desk, planted)
        try:
            plan = action.plan(desk.session(), form)
        except InflucoreError as error:
            refuse(f"{action.name} refuses {form!r:.200}: {error.message}. {_help(action)}")
        except Exception as error:  # noqa: BLE001 - told with its line
            refuse(f"{action.name} fails while it plans: {said(error)}")
        if not isinstance(plan, Plan):
            refuse(f"{action.name} planned {plan!r:.80}; expected a Plan")
        return evolve(plan, form=form)

    def _perform(self, action: Action, desk: Desk, plan: Plan) -> Outcome:
        try:
            return desk.perform(action, plan)
        except Exception as error:  # noqa: BLE001 - told with its line
            refuse(f"{action.name} fails to do what it planned: {said(error)}")


def _head(desk: Desk) -> int:
    return int(desk.session().value("SELECT coalesce(max(seq), 0) FROM journal"))


def _help(action: Action) -> str:
    return f'Say what a user would type in `texts`, as in texts = {{"{action.name}": {{…}}}}'
