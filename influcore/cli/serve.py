"""``serve``: the plugins' web pages."""

from __future__ import annotations

import sys

import click

from .command import command
from .start import Start

PORT = 8377


@command(
    "serve",
    click.Option(["--port"], type=click.IntRange(0, 65535), default=PORT, metavar="N",
                 help=f"0 takes a free one. [default: {PORT}]"),
    click.Option(["--host"], default="127.0.0.1", metavar="ADDRESS",
                 help="Where to listen. [default: 127.0.0.1, this machine alone]"),
)  # fmt: skip
def _serve(start: Start, port: int, host: str) -> int:
    """Serve the plugins' web pages, each under /PLUGIN/, until interrupted.

    Only this machine can reach them unless --host names another address; put a proxy with TLS before it then.
    """
    from importlib.util import find_spec

    from influcore.errors import Refused

    from .say import emit, say

    missing = [name for name in ("starlette", "uvicorn") if find_spec(name) is None]
    if missing:
        raise Refused(f"serving needs {' and '.join(missing)}", hint="pip install 'influcore[web]'")
    from influcore.web.app import path_of
    from influcore.web.server import is_loopback, serve

    desk = start.desk
    routes = desk.host.routes()
    if not routes:
        raise Refused("no plugin offers a page", hint="see `influcore plugins`")
    for route in routes:
        say(f"{route.method} {path_of(desk.host.owner('route', route.name), route)}  {route.help}")
    if not is_loopback(host):
        say("warning: everybody who reaches this address can ask for these pages")

    def ready(address: str) -> None:
        emit(address)
        sys.stdout.flush()  # whoever started us in a pipe waits for this line

    try:
        serve(desk, host, port, say, ready)
    except KeyboardInterrupt:
        say("stopped")
    return 0


COMMANDS = {"serve": _serve}
