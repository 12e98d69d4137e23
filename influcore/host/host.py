"""The host: what the rest of the program asks for whatever plugins offer.

A start with a kept manifest that still holds imports no plugin, no pluggy and no attrs; a plugin is imported when
something of its own is asked for. Plugins are trusted code: failures are isolated, nothing is sandboxed.
"""

from __future__ import annotations

from _thread import allocate_lock
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from .catalogue import Catalogue, Failure, PluginInfo
from .facade import Offers
from .kinds import KINDS, claim, kind_named
from .manifest import manifest_path, read_manifest, write_manifest
from .options import HostOptions, request_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from influcore.contributions import Read, Settings, Tables
    from influcore.entities import Ref
    from influcore.measures import Audience, ReachAnswer

    from .deadline import Step
    from .live import Live
    from .origins import Origins

_PLAIN = HostOptions()


class Host(Offers):
    """Made once per program, by `load`; there is no global one.

    ``failures`` grows while the program runs: a plugin may fail late. ``catalogue`` says what there is, in words.
    ``front_ends`` maps the name of each front end that is installed (``tui``) to its ``module:function``.
    Any thread may ask. Each implementation of a hook is called alone, the core's first, then by plugin.
    """

    def __init__(
        self,
        plugins: Iterable[PluginInfo] = (),
        failures: list[Failure] | None = None,
        catalogue: Catalogue | None = None,
        *,
        live: Live | None = None,
        options: HostOptions = _PLAIN,
        front_ends: Mapping[str, str] | None = None,
    ) -> None:
        self.failures: list[Failure] = [] if failures is None else failures
        self.catalogue = Catalogue(()) if catalogue is None else catalogue
        self.front_ends: Mapping[str, str] = front_ends or {}
        self._plugins = list(plugins)
        self._options = options
        self._made = live
        self._making = allocate_lock()
        self._hooked: dict[str, list[PluginInfo]] = {}

    @classmethod
    def load(cls, options: HostOptions = _PLAIN) -> Host:
        """Find the plugins; read them, or what was kept of the last reading.

        Errors: InvalidInput for a blocked name that no plugin has, a plugins folder that is not there, settings that
        do not fit; PluginMisuse at the first failure if strict.
        """
        request = request_of(options)
        path = manifest_path(request, options.cache_dir)
        anew = options.strict or options.fresh or options.trace is not None
        kept = None if anew else read_manifest(path, request)
        if kept is not None:
            return cls(kept.plugins, list(kept.failures), kept.catalogue, options=options, front_ends=kept.front_ends)
        from .build import Built
        from .origins import Origins

        built = Built(request, Origins(options.given), strict=options.strict, trace=options.trace)
        write_manifest(path, built.manifest)
        return cls(
            built.plugins,
            built.failures,
            built.catalogue,
            live=built.live,
            options=options,
            front_ends=built.front_ends,
        )

    def admit(self, plugin: object, name: str) -> PluginInfo:
        """Let in an object of this process as a plugin, as tests do; what is wrong with it is listed as ever."""
        from .build import read_plugin, sorted_catalogue

        live = self._live()
        info = PluginInfo(name=name, module=type(plugin).__qualname__)
        info = read_plugin(live, info, self.failures, given=plugin)
        self._plugins.append(info)
        self._hooked.clear()
        self.catalogue = sorted_catalogue((*self.catalogue, *live.listed.get(name, ())))
        return info

    def plugins(self) -> tuple[PluginInfo, ...]:
        """List what was found, those that failed or are blocked included."""
        return tuple(self._plugins)

    def owner(self, kind: str, name: str) -> str:
        """Name the plugin that offers a thing. Errors: UnknownId."""
        found = self.catalogue.find(kind, name)
        if found is None:
            raise self._unknown(kind, name)
        return found.plugin

    def blame(self, plugin: str, stage: str, error: BaseException) -> Failure:
        """List a late failure: a panel that raises while it is read, a check that raises while it runs.

        Errors: PluginMisuse instead, if strict.
        """
        return self._live().blame(plugin, stage, error)

    def tables(self) -> tuple[tuple[str, Tables], ...]:
        """Give each plugin's tables with its name, in the order in which they are made."""
        found = [(plugin.name, item) for plugin, item in self._items("influcore_register_tables")]
        return tuple(sorted(found, key=lambda pair: (pair[0] != "core", pair[1].order, pair[0])))

    def settings(self) -> tuple[Settings, ...]:
        """Give every section that a plugin brings, the core's first."""
        return tuple(self.section(line.name) for line in self.catalogue.settings)

    def section(self, name: str) -> Settings:
        """Give one section; imports its plugin alone. Errors: UnknownId; PluginMisuse if its plugin is broken."""
        if name == "plugins":
            from .sections import PLUGINS

            return PLUGINS
        owner = self.owner("settings", name)
        plugin = next(plugin for plugin in self._plugins if plugin.name == owner and plugin.state != "failed")
        live = self._live()
        live.collect_all([plugin], "influcore_register_settings")
        section: Settings | None = None if owner in live.gone else live.settings_of(plugin)
        if section is None:
            from .missing import gone

            raise gone(kind_named("settings"), name, owner, self.failures)
        return section

    def settings_for(self, kind: type[Any], section: str, project: str | None = None) -> Any:
        """Give a section as an attrs class; ``project`` is a project's file. Errors: InvalidInput, PluginMisuse."""
        from .settings import settings_for

        listed = self.catalogue.find("settings", section)
        personal = [field["name"] for field in listed.params if field["personal"]] if listed else []
        return settings_for(
            kind, section, self.origins(project), personal=personal,
            may_have_secrets=lambda: listed is not None and self.section(section).form is kind,
        )  # fmt: skip

    def origins(self, project: str | None = None) -> Origins:
        """Say where settings come from: flags, environment, a project's file, the user's."""
        from .origins import Origins

        return Origins(self._options.given, project)

    def estimate_reach(self, read: Read, parts: Sequence[Audience]) -> tuple[ReachAnswer, ...]:
        """Ask every plugin how many different people these audiences reach; answers that can not be are dropped."""
        from .reach import checked_answer, locked_parts

        hook = "influcore_estimate_reach"
        return tuple(
            self._live().ask(
                self._asked(hook),
                hook,
                lambda: {"read": read, "parts": locked_parts(parts)},
                lambda plugin, answer: None if answer is None else checked_answer(answer, plugin, parts),
            )
        )

    def after_change(self, read: Read, action: str, changed: Sequence[Ref]) -> None:
        """Tell every plugin that wants to know what was changed."""
        hook = "influcore_after_change"
        listening = self._asked(hook)
        if listening:
            refs = tuple(changed)
            self._live().ask(listening, hook, {"read": read, "action": action, "changed": refs})

    def do(self, steps: Iterable[Step], left: Callable[[Step], Any]) -> list[Any]:
        """Do things of plugins in one batch with a deadline; ``left`` speaks for those that hang, now or before."""
        return self._live().do(steps, left)

    def do_one(self, step: Step, seconds: float, stop: Callable[[], None]) -> Any:
        """Do one thing of a plugin; where it hangs it is stopped and listed. Errors: Overdue; what the step raises."""
        from .deadline import Overdue

        live = self._live()
        try:
            return live.deadlines.run_one(step, seconds, stop)
        except Overdue as error:
            live.blame(step.plugin, step.stage, error)
            raise

    def _all(self, kind: str) -> tuple[Any, ...]:
        from .rules import class_of

        if kind == "settings":
            return self.settings()
        told = kind_named(kind)
        places = {line.name: place for place, line in enumerate(self.catalogue.of(kind))}
        found = [item for _, item in self._items(told.hook) if isinstance(item, class_of(told))]
        return tuple(sorted(found, key=lambda item: places.get(item.name, len(places))))

    def _one(self, kind: str, name: str) -> Any:
        owner = self.owner(kind, name)
        told = kind_named(kind)
        plugin = next(plugin for plugin in self._plugins if plugin.name == owner and plugin.state != "failed")
        for _, items in self._live().collect_all([plugin], told.hook):
            for item in items:
                if item.name == name:
                    return item
        from .missing import gone

        raise gone(told, name, owner, self.failures)

    def _items(self, hook: str) -> Iterator[tuple[PluginInfo, Any]]:
        asked = list(self._with(hook))
        for plugin, items in self._live().collect_all(asked, hook) if asked else ():
            for item in items:
                yield plugin, item

    def _with(self, hook: str) -> Iterator[PluginInfo]:
        return (plugin for plugin in self._plugins if hook in plugin.hooks)

    def _asked(self, hook: str) -> list[PluginInfo]:
        """Give those with a hook that is called often; the same list until a plugin is let in."""
        if hook not in self._hooked:
            self._hooked[hook] = list(self._with(hook))
        return self._hooked[hook]

    def _live(self) -> Live:
        with self._making:
            if self._made is None:
                from .freshness import search_path
                from .live import Live
                from .settings import deadline_of

                taken = {claim(KINDS[line.kind], line.name): (line.plugin, line.kind) for line in self.catalogue}
                self._made = Live(
                    self.failures, path=search_path(), strict=self._options.strict, taken=taken,
                    deadline=deadline_of(self.origins()), trace=self._options.trace,
                )  # fmt: skip
            return self._made

    def _unknown(self, kind: str, name: str) -> Exception:
        from .missing import unknown

        return unknown(kind_named(kind), name, self.catalogue, self._plugins)
