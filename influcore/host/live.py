"""The plugins that run in this process: brought in when first needed, each called alone, each failure kept to itself.

Together with `blame` this holds the only broad excepts of the program. Plugins are trusted code and not sandboxed.
No lock that another plugin needs is held while a plugin runs, so that one that hangs can be left behind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from threading import RLock
from typing import Any

from influcore.errors import InflucoreError, PluginMisuse

from .blame import reason_of
from .bring import Register, bring, call, refuse_newer
from .catalogue import Failure, Listed, PluginInfo
from .deadline import Batch, Call, Deadlines, Overdue, Step, at_stage
from .kinds import claim
from .locate import asked_api
from .rules import Taken, check_answer, kind_of, names_of
from .trace import Trace, traced

Arguments = Mapping[str, object] | Callable[[], Mapping[str, object]]
Take = Callable[[str, Any], Any]
SETTINGS = "influcore_register_settings"
# Hooks whose contributions may name a class of settings without registering it.
_WITH_SETTINGS = ("influcore_register_kpis", "influcore_register_models")


class Live:
    """``failures`` is the host's own list; ``taken`` holds the names that were given away so far."""

    def __init__(
        self,
        failures: list[Failure],
        *,
        path: Sequence[str],
        strict: bool,
        taken: Taken,
        deadline: float = 0.0,
        trace: Trace | None = None,
    ) -> None:
        self.taken = taken
        self.listed: dict[str, list[Listed]] = {}
        self.deadlines = Deadlines(deadline, self._left_behind)
        self._failures = failures
        self._path = path
        self._strict = strict
        self._trace = trace
        self._register = Register()
        self._hooks: dict[str, tuple[str, ...]] = {}
        self._answers: dict[tuple[str, str], tuple[Any, ...]] = {}
        self._ready: dict[str, tuple[Sequence[PluginInfo], list[Call]]] = {}
        self._locks: dict[str, RLock] = {}
        self._left: set[tuple[str, str]] = set()
        self.gone: set[str] = set()

    def admit(self, plugin: PluginInfo, given: object = None) -> tuple[str, ...]:
        """Bring one plugin in, once, and give the hooks it implements; none if that failed."""
        name = plugin.name
        with self._lock_of(name):
            if name not in self._hooks:
                self._hooks[name] = ()
                at_stage("load")
                if given is None and not self._may_run(plugin):
                    return ()
                with self.guard(name, "load"):
                    target = bring(plugin) if given is None else given
                    self._hooks[name] = self._register.admit(target, name)
            return self._hooks[name]

    def collect(self, plugin: PluginInfo, hook: str, *, describing: bool = False) -> tuple[Any, ...]:
        """Give what one plugin offers through one ``register`` hook, asked once; nothing if that failed."""
        key = (plugin.name, hook)
        if plugin.name in self.gone:
            return ()
        with self._lock_of(plugin.name):
            if key not in self._answers:
                self._answers[key] = ()
                if hook in self.admit(plugin):
                    at_stage(hook)
                    with self.guard(plugin.name, hook):
                        self._answers[key] = self._ask(plugin.name, hook, describing=describing)
            return self._answers[key]

    def collect_all(self, plugins: Iterable[PluginInfo], hook: str) -> list[tuple[PluginInfo, tuple[Any, ...]]]:
        """Give what each plugin offers through one hook; those not asked before have to answer in time."""
        asked = list(plugins)
        steps = [
            Step(plugin.name, hook, partial(self.collect, plugin, hook))
            for plugin in asked
            if (plugin.name, hook) not in self._answers and plugin.name not in self.gone
        ]
        if steps:
            self.deadlines.run(steps)
        return [
            (plugin, self._answers.get((plugin.name, hook), ())) for plugin in asked if plugin.name not in self.gone
        ]

    def settings_of(self, plugin: PluginInfo) -> Any:
        """Give a plugin's `Settings`, registered or only named by a KPI or model; None where it has none.

        Errors: PluginMisuse where these differ.
        """
        from .sections import section_of

        declared = self.collect(plugin, SETTINGS) if SETTINGS in self.admit(plugin) else ()
        others = [item for hook in _WITH_SETTINGS if hook in self.admit(plugin) for item in self.collect(plugin, hook)]
        return section_of(plugin, declared, others)

    def ask(
        self,
        plugins: Sequence[PluginInfo],
        hook: str,
        arguments: Arguments,
        take: Take | None = None,
    ) -> list[Any]:
        """Call a hook of each plugin, all in one batch, and give what ``take`` makes of the answers but None.

        ``arguments`` may be a function, where each plugin is to get its own.
        """
        ready = self._ready.get(hook)
        if ready is None or ready[0] is not plugins:
            ready = plugins, [call for plugin in plugins if (call := self._call(plugin, hook))]
            self._ready[hook] = ready
        asked = [call for call in ready[1] if not self._is_left(call)] if self._left else ready[1]
        if not asked:
            return []
        if take is not None or callable(arguments) or self._trace is not None:
            loop = partial(self._ask_each, arguments=arguments, take=take)
        else:
            loop = partial(self._ask_plainly, arguments=arguments)
        return [answer for answer in self.deadlines.run(asked, loop) if answer is not None]

    def _ask_plainly(self, batch: Batch, *, arguments: Mapping[str, object]) -> None:
        """Call one implementation after the other. Written out, without `guard`: this may cost hardly anything."""
        append = batch.answers.append
        for plugin, hook, ask, names in batch.steps[batch.place :]:
            if batch.is_left:
                return
            try:
                append(ask(*[arguments[name] for name in names]))
            except KeyboardInterrupt:
                raise
            except BaseException as error:  # noqa: BLE001 - as in `guard`
                self.blame(plugin, hook, error)
                append(None)

    def _ask_each(self, batch: Batch, *, arguments: Arguments, take: Take | None) -> None:
        """Do the same with arguments made for each plugin, answers looked at, and calls told of."""
        for plugin, hook, ask, names in batch.steps[batch.place :]:
            if batch.is_left:
                return
            taken = None
            with self.guard(plugin, hook):
                given = arguments() if callable(arguments) else arguments
                call = partial(ask, *[given[name] for name in names])
                answer = call() if self._trace is None else traced(self._trace, plugin, hook, call)
                taken = answer if take is None else take(plugin, answer)
            batch.answers.append(taken)

    def do(self, steps: Iterable[Step], left: Callable[[Step], Any]) -> list[Any]:
        """Do other things of plugins in one batch; ``left`` speaks for those that hang or hung before."""
        every = list(steps)
        waiting = [step for step in every if not self._is_left(step)]
        answers = dict(zip(map(id, waiting), self.deadlines.run(waiting), strict=True))
        return [left(step) if answers.get(id(step)) is None else answers[id(step)] for step in every]

    @contextmanager
    def guard(self, plugin: str, stage: str) -> Iterator[None]:
        """Turn whatever a plugin raises into a failure of that plugin; only KeyboardInterrupt passes."""
        try:
            yield
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001 - SystemExit too: a plugin must not end the program
            self.blame(plugin, stage, error)

    def blame(self, plugin: str, stage: str, error: BaseException) -> Failure:
        """List a failure, once. Errors: PluginMisuse instead, if strict."""
        failure = Failure(plugin, stage, reason_of(error))
        if failure not in self._failures:
            self._failures.append(failure)
        if self._strict:
            hint = error.hint if isinstance(error, InflucoreError) else ""
            raise PluginMisuse(f"plugin “{plugin}” failed at {stage}: {failure.reason}", hint=hint) from error
        return failure

    def _may_run(self, plugin: PluginInfo) -> bool:
        with self.guard(plugin.name, "api"):
            refuse_newer(asked_api(plugin, self._path))
            return True
        return False

    def _ask(self, name: str, hook: str, *, describing: bool) -> tuple[Any, ...]:
        impl = self._register.implementation(name, hook)
        assert impl is not None
        answer = call(impl, {}) if self._trace is None else traced(self._trace, name, hook, partial(call, impl, {}))
        items = check_answer(name, hook, answer, self.taken)
        if describing:
            from .describe import describe

            listed = [line for item in items for line in describe(name, item)]
            self.listed.setdefault(name, []).extend(listed)
        for kind, taken in ((kind_of(item), taken) for item in items for taken in names_of(item)):
            self.taken[claim(kind, taken)] = (name, kind.name)
        return items

    def _call(self, plugin: PluginInfo, hook: str) -> Call | None:
        """Bring a plugin in, in time, and keep how its implementation is called."""
        if plugin.name in self.gone:
            return None
        [hooks] = self.deadlines.run([Step(plugin.name, "load", partial(self.admit, plugin))])
        impl = self._register.implementation(plugin.name, hook) if hooks and hook in hooks else None
        if impl is None:
            return None
        return Call(plugin.name, hook, impl.function, impl.argnames)

    def _left_behind(self, plugin: str, stage: str, error: Overdue) -> None:
        """Ask no more of a plugin what it hung at; one that hung while it was brought in is not asked anything."""
        self._left.add((plugin, stage))
        if stage in ("load", "api") or stage.startswith("influcore_register_"):
            self.gone.add(plugin)
            self.listed.pop(plugin, None)
        self.blame(plugin, stage, error)

    def _is_left(self, step: Step | Call) -> bool:
        return step.plugin in self.gone or (step.plugin, step.stage) in self._left

    def _lock_of(self, plugin: str) -> RLock:
        return self._locks.setdefault(plugin, RLock())
