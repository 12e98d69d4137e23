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
    from collections.abc import Sequence

    from influcore.contributions import Read, Tables
    from influcore.entities import Ref
    from influcore.measures import Audience, ReachAnswer

    from .live import Live

_PLAIN = HostOptions()


class Host(Offers):
    """Made once per program, by `load`; there is no global one.

    ``failures`` grows while the program runs: a plugin may fail late. ``catalogue`` says what there is, in words.
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
    ) -> None:
        self.failures: list[Failure] = [] if failures is None else failures
        self.catalogue = Catalogue(()) if catalogue is None else catalogue
        self._plugins = list(plugins)
        self._options = options
        self._made = live
        self._making = allocate_lock()

    @classmethod
    def load(cls, options: HostOptions = _PLAIN) -> Host:
        """Find the plugins; read them, or what was kept of the last reading.

        Errors: InvalidInput for a blocked name that no plugin has, a plugins folder that is not there, settings that
        do not fit; PluginMisuse at the first failure if strict.
        """
        request = request_of(options)
        path = manifest_path(request, options.cache_dir)
        kept = None if options.strict or options.fresh else read_manifest(path, request)
        if kept is not None:
            return cls(kept.plugins, list(kept.failures), kept.catalogue, options=options)
        from .build import Built

        built = Built(request, strict=options.strict)
        write_manifest(path, built.manifest)
        return cls(built.plugins, built.failures, built.catalogue, live=built.live, options=options)

    def admit(self, plugin: object, name: str) -> PluginInfo:
        """Let in an object of this process as a plugin, as tests do; what is wrong with it is listed as ever."""
        from .build import read_plugin, sorted_catalogue

        live = self._live()
        info = PluginInfo(name=name, module=type(plugin).__qualname__)
        info = read_plugin(live, info, self.failures, given=plugin)
        self._plugins.append(info)
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

    def estimate_reach(self, read: Read, parts: Sequence[Audience]) -> tuple[ReachAnswer, ...]:
        """Ask every plugin how many different people these audiences reach; answers that can not be are dropped."""
        from .reach import checked_answer, locked_parts

        hook, live, answers = "influcore_estimate_reach", self._live(), []
        for plugin in self._with(hook):
            with live.guard(plugin.name, hook):
                answer = live.call(plugin, hook, read=read, parts=locked_parts(parts))
                if answer is not None:
                    answers.append(checked_answer(answer, plugin.name, parts))
        return tuple(answers)

    def after_change(self, read: Read, action: str, changed: Sequence[Ref]) -> None:
        """Tell every plugin that wants to know what was changed."""
        hook, live = "influcore_after_change", None
        for plugin in self._with(hook):
            live = live or self._live()
            with live.guard(plugin.name, hook):
                live.call(plugin, hook, read=read, action=action, changed=tuple(changed))

    def _all(self, kind: str) -> tuple[Any, ...]:
        from .rules import class_of

        told = kind_named(kind)
        places = {line.name: place for place, line in enumerate(self.catalogue.of(kind))}
        found = [item for _, item in self._items(told.hook) if isinstance(item, class_of(told))]
        return tuple(sorted(found, key=lambda item: places.get(item.name, len(places))))

    def _one(self, kind: str, name: str) -> Any:
        owner = self.owner(kind, name)
        told = kind_named(kind)
        plugin = next(plugin for plugin in self._plugins if plugin.name == owner and plugin.state != "failed")
        for item in self._live().collect(plugin, told.hook):
            if item.name == name:
                return item
        from .missing import gone

        raise gone(told, name, owner, self.failures)

    def _items(self, hook: str) -> Iterator[tuple[PluginInfo, Any]]:
        for plugin in self._with(hook):
            for item in self._live().collect(plugin, hook):
                yield plugin, item

    def _with(self, hook: str) -> Iterator[PluginInfo]:
        return (plugin for plugin in self._plugins if hook in plugin.hooks)

    def _live(self) -> Live:
        with self._making:
            if self._made is None:
                from .freshness import search_path
                from .live import Live

                taken = {claim(KINDS[line.kind], line.name): (line.plugin, line.kind) for line in self.catalogue}
                self._made = Live(self.failures, path=search_path(), strict=self._options.strict, taken=taken)
            return self._made

    def _unknown(self, kind: str, name: str) -> Exception:
        from .missing import unknown

        return unknown(kind_named(kind), name, self.catalogue, self._plugins)
