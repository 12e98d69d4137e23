"""What a front end holds: the plugins, a workspace, and the ways to look and to do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import evolve

from influcore.errors import Conflict, InflucoreError
from influcore.host.origins import PROJECT_FILE
from influcore.workspace import Surroundings, Workspace

from .after import deliver
from .session import DeskSession

if TYPE_CHECKING:
    from influcore.contributions import Action, Content, Outcome, Panel, Plan
    from influcore.entities import Entity, IdSource, Platform, Ref
    from influcore.host import Host
    from influcore.measures import Outlook
    from influcore.workspace import Actor, Transaction

Clock = Callable[[], dt.datetime]
KEPT_OUTLOOKS = 32


def utc_now() -> dt.datetime:
    """Give the present moment."""
    return dt.datetime.now(dt.UTC)


class Desk:
    """Open one with `Desk.open`, make a workspace with `Desk.create`; safe to use from several threads."""

    def __init__(
        self, path: Path, host: Host, *, clock: Clock = utc_now, actor: Actor | None = None, ids: IdSource | None = None
    ) -> None:
        self.host = host
        self._path = path.absolute()
        self.clock = clock
        self._kept: dict[tuple[object, ...], Outlook] = {}
        self.workspace = Workspace(path, around=self._surroundings(), actor=actor, ids=ids)

    @classmethod
    def open(cls, path: Path, host: Host, **options: Any) -> Desk:
        """Open a workspace that is there, bringing plugins' tables up to date. Errors: BadWorkspace."""
        from influcore.workspace.file import check_header

        check_header(path)
        desk = cls(path, host, **options)
        if desk.workspace.lacks((told.plugin, step) for told in host.catalogue.tables for step in told.gives):
            desk.workspace.bring_up_to_date(host.tables())  # only now are the plugins' tables imported
        desk._tell_of_migrations()
        desk._deliver()
        return desk

    @classmethod
    def create(cls, path: Path, host: Host, **options: Any) -> Desk:
        """Make an empty workspace and open it. Errors: Refused where a file is there already."""
        failures = Workspace.create(path, host.tables()).migration_failures
        desk = cls(path, host, **options)
        desk.workspace.migration_failures = failures
        desk._tell_of_migrations()
        return desk

    @property
    def project_file(self) -> str:
        """Where the settings of this project stand, if it has any: beside the workspace."""
        return str(self._path.with_name(PROJECT_FILE))

    @property
    def actor(self) -> Actor:
        return self.workspace.actor

    def session(self) -> DeskSession:
        """Give a fresh reading for this thread."""
        self._trim()
        return DeskSession(self.workspace.connection(), self.workspace.around, self.host, self._kept)

    def content(self, panel: Panel | str, params: object | None = None) -> Content:
        """Read a panel."""
        chosen = self.host.panel(panel) if isinstance(panel, str) else panel
        return chosen.read(self.session(), params)

    def prepare(self, action: Action | str, form: object) -> Plan:
        """Say what an action would do, without doing it. Errors: what the action refuses."""
        chosen = self._action(action)
        return evolve(chosen.plan(self.session(), form), form=form)

    def perform(self, action: Action | str, plan: Plan) -> Outcome:
        """Carry out a plan in one journalled transaction. Errors: Conflict if what it rests on has moved on."""
        chosen = self._action(action)
        with self.workspace.write(chosen.name, policy=chosen.undo, runner=self._run) as transaction:
            _check_reads(transaction, plan)
            if chosen.undo == "compensate":
                transaction.note("", compensate=chosen.compensate or "")
            outcome = self._do(chosen, transaction, plan)
            transaction.note(outcome.message)
            changed = transaction.touched()
        self._deliver()
        return evolve(outcome, changed=outcome.changed or changed)

    def run(self, action: str, form: object) -> Outcome:
        """Prepare and perform in one go, where nobody needs to be asked."""
        return self.perform(action, self.prepare(action, form))

    @contextmanager
    def write(self, action: str, *, keep: bool = True) -> Iterator[Transaction]:
        """Write outside an action (imports, the demo); ``keep=False`` is a dry run that is rolled back."""
        with self.workspace.write(action, runner=self._run, keep=keep) as transaction:
            yield transaction
        if keep:
            self._deliver()

    def undo(self) -> Outcome:
        """Take back my last action."""
        return self._went_back(self.workspace.undo())

    def redo(self) -> Outcome:
        """Take back my last undo."""
        return self._went_back(self.workspace.redo())

    def token(self) -> int:
        """Give a number that changes when anybody else's connection has written to the workspace."""
        return self.workspace.token()

    def close(self) -> None:
        """Close this thread's connections."""
        self.workspace.close()

    def _do(self, action: Action, transaction: Transaction, plan: Plan) -> Outcome:
        """Do it; a plugin that hangs while it holds the file is stopped. Errors: Overdue; what the action raises."""
        from influcore.host.deadline import Step
        from influcore.host.settings import deadline_of

        owner = self.host.owner("action", action.name)
        if owner == "core":
            return action.do(transaction, plan)
        step = Step(owner, f"action {action.name}", lambda: action.do(transaction, plan))
        seconds = deadline_of(self.host.origins(), "write_deadline")
        outcome: Outcome = self.host.do_one(step, seconds, transaction.abandon)
        return outcome

    def _went_back(self, message: str) -> Outcome:
        from influcore.contributions import Outcome

        self._deliver()
        return Outcome(message=message)

    def _action(self, action: Action | str) -> Action:
        return self.host.action(action) if isinstance(action, str) else action

    def _run(self, transaction: Transaction, name: str, form: object) -> Outcome:
        """Run an action inside another one's transaction."""
        action = self._action(name)
        plan = action.plan(transaction, form)
        return action.do(transaction, evolve(plan, form=form))

    def _deliver(self) -> None:
        deliver(self.workspace, self.host, self.session)

    def _tell_of_migrations(self) -> None:
        for plugin, reason in self.workspace.migration_failures:
            self.host.blame(plugin, "migration", InflucoreError(reason))

    def _platforms(self) -> tuple[Platform, ...]:
        """Give the core's platforms, then those that connectors brought; the first of a name wins."""
        from influcore.entities import PLATFORMS

        known = {p.name: p for p in PLATFORMS}
        for connector in self.host.connectors():
            for platform in connector.platforms:
                known.setdefault(platform.name, platform)
        return tuple(known.values())

    def _surroundings(self) -> Surroundings:
        from influcore.host.keys import secret_key

        return Surroundings(
            clock=self.clock,
            platforms=self._platforms,
            read_field=self._field,
            settings=lambda kind, section: self.host.settings_for(kind, section, self.project_file),
            secret_key=secret_key,
        )

    def _field(self, name: str, read: Any, refs: Sequence[Ref]) -> Sequence[object]:
        from influcore.contributions import Unknown

        try:
            values = self.host.field(name).read(read, refs)
        except InflucoreError as error:
            return [Unknown(error.message)] * len(refs)
        except Exception as error:  # noqa: BLE001 - a plugin's field may raise anything; it is unknown then
            return [Unknown(f"{name} failed: {type(error).__name__}")] * len(refs)
        return values if len(values) == len(refs) else [Unknown(f"{name} gave a wrong number of values")] * len(refs)

    def _trim(self) -> None:
        while len(self._kept) > KEPT_OUTLOOKS:
            self._kept.pop(next(iter(self._kept)))


def _check_reads(transaction: Transaction, plan: Plan) -> None:
    """Refuse to go on if an entity that the plan rests on has moved on."""
    for entity in plan.reads:
        kind: type[Entity] = type(entity)
        now = transaction.find(kind, entity.id)
        if now is None or now.rev != entity.rev:
            raise Conflict(
                f"{entity.KIND} “{entity.label}” has been changed meanwhile; nothing was done",
                hint="look at it again and repeat",
            )
