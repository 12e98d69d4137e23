"""What a start of the program asks of the host: flags first, then the environment; never the folder one stands in."""

# No `from __future__ import annotations`: NamedTuple would compile each annotation anew at every start.
import os
import sys
from collections.abc import Callable
from typing import Any, NamedTuple

import influcore

from .freshness import search_path

FORMAT = 3


class HostOptions(NamedTuple):
    """``plugins_dirs`` relative to the working folder are as typed by the user, and so are allowed.

    ``strict`` re-raises the first failure; ``fresh`` reads every plugin anew; ``trace`` is told of each call of a hook.
    All three pass by the kept manifest. ``cache_dir`` moves that manifest; '' keeps none. ``given`` are settings as
    typed: ``section.key=value``.
    """

    no_plugins: bool = False
    blocked: tuple[str, ...] = ()
    plugins_dirs: tuple[str, ...] = ()
    strict: bool = False
    fresh: bool = False
    cache_dir: str | None = None
    given: tuple[str, ...] = ()
    trace: Callable[[str], None] | None = None


def request_of(options: HostOptions) -> dict[str, Any]:
    """Gather all that decides which plugins are found, as JSON: the part of the manifest's key that can be said."""
    environ = os.environ
    from_environment = [part for part in environ.get("INFLUCORE_PLUGINS_DIR", "").split(os.pathsep) if part]
    for part in from_environment:
        if not os.path.isabs(part):
            _refuse_relative("INFLUCORE_PLUGINS_DIR", part)
    return {
        "format": FORMAT,
        "version": influcore.__version__,
        "api": influcore.API_VERSION,
        "python": f"{sys.implementation.cache_tag} {sys.version}",
        "path": search_path(),
        "no_plugins": options.no_plugins or environ.get("INFLUCORE_NO_PLUGINS", "") not in ("", "0"),
        "blocked": [*options.blocked, *_names(environ.get("INFLUCORE_BLOCK", ""))],
        "set": [
            *_of_plugins(options.given),
            environ.get("INFLUCORE_SET_PLUGINS__BLOCK"),
            environ.get("INFLUCORE_SET_PLUGINS__DIRS"),
        ],
        "dirs": [os.path.abspath(part) for part in (*options.plugins_dirs, *from_environment)],
    }


def _of_plugins(given: tuple[str, ...]) -> list[str]:
    """Give those settings that decide which plugins are loaded."""
    return [flag for flag in given if flag.lstrip().startswith("plugins")]


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _refuse_relative(source: str, path: str) -> None:
    from influcore.errors import InvalidInput

    raise InvalidInput(
        f"{source} names “{path}”, which depends on the folder one stands in", hint="give an absolute path"
    )
