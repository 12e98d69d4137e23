"""The plugins that run in this process: brought in when first needed, each called alone, each failure kept to itself.

Together with `blame` this holds the only broad excepts of the program. Plugins are trusted code and not sandboxed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import RLock
from typing import Any

from influcore.errors import InflucoreError, PluginMisuse

from .blame import reason_of
from .bring import Register, bring, call, refuse_newer
from .catalogue import Failure, Listed, PluginInfo
from .describe import describe
from .kinds import claim
from .locate import asked_api
from .rules import Taken, check_answer, kind_of, names_of


class Live:
    """``failures`` is the host's own list; ``taken`` holds the names that were given away so far."""

    def __init__(self, failures: list[Failure], *, path: Sequence[str], strict: bool, taken: Taken) -> None:
        self.taken = taken
        self.listed: dict[str, list[Listed]] = {}
        self._failures = failures
        self._path = path
        self._strict = strict
        self._register = Register()
        self._hooks: dict[str, tuple[str, ...]] = {}
        self._answers: dict[tuple[str, str], tuple[Any, ...]] = {}
        self._lock = RLock()

    def admit(self, plugin: PluginInfo, given: object = None) -> tuple[str, ...]:
        """Bring one plugin in, once, and give the hooks it implements; none if that failed."""
        name = plugin.name
        with self._lock:
            if name not in self._hooks:
                self._hooks[name] = ()
                if given is None and not self._may_run(plugin):
                    return ()
                with self.guard(name, "load"):
                    target = bring(plugin) if given is None else given
                    self._hooks[name] = self._register.admit(target, name)
            return self._hooks[name]

    def collect(self, plugin: PluginInfo, hook: str, *, describing: bool = False) -> tuple[Any, ...]:
        """Give what one plugin offers through one ``register`` hook, asked once; nothing if that failed."""
        key = (plugin.name, hook)
        with self._lock:
            if key not in self._answers:
                self._answers[key] = ()
                if hook in self.admit(plugin):
                    with self.guard(plugin.name, hook):
                        self._answers[key] = self._ask(plugin.name, hook, describing=describing)
            return self._answers[key]

    def call(self, plugin: PluginInfo, hook: str, **arguments: object) -> Any:
        """Call a hook of one plugin with arguments. Errors: whatever the plugin raises; wrap it in `guard`."""
        hooks = self.admit(plugin)
        impl = self._register.implementation(plugin.name, hook) if hook in hooks else None
        return None if impl is None else call(impl, arguments)

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
        items = check_answer(name, hook, call(impl, {}), self.taken)
        if describing:
            listed = [line for item in items for line in describe(name, item)]
            self.listed.setdefault(name, []).extend(listed)
        for kind, taken in ((kind_of(item), taken) for item in items for taken in names_of(item)):
            self.taken[claim(kind, taken)] = (name, kind.name)
        return items
