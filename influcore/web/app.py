"""Plugins' routes as an ASGI application. A plugin speaks `Request` and `Reply`; Starlette ends here."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.requests import Request as WebRequest
from starlette.responses import Response
from starlette.routing import Route as WebRoute

from influcore.contributions import Read, Reply, Request, Route
from influcore.errors import InflucoreError, UnknownId

if TYPE_CHECKING:
    from influcore.services.desk import Desk

Log = Callable[[str], None]
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
# What a reply says unless its plugin says otherwise: pages that run and embed nothing, and tell nobody.
SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "Cache-Control": "private, max-age=0",
}
NOT_FOUND = Reply(status=404, body=b"Not found.\n", headers={"Content-Type": "text/plain; charset=utf-8"})
FAILED = Reply(status=500, body=b"This did not work.\n", headers={"Content-Type": "text/plain; charset=utf-8"})
BUSY = Reply(
    status=503, body=b"Try again.\n", headers={"Content-Type": "text/plain; charset=utf-8", "Retry-After": "1"}
)


def make_app(desk: Desk, log: Log, *, loopback_only: bool = True) -> Starlette:
    """Make the application. Whatever is not there, or is asked for in a wrong way, gets the same 404."""
    routes = [_web_route(desk, route, log, loopback_only) for route in desk.host.routes()]
    not_found = {404: _not_found, 405: _not_found}
    return Starlette(routes=routes, exception_handlers=not_found)


def path_of(plugin: str, route: Route) -> str:
    """Give the full path of a route."""
    return f"/{plugin}/{route.path.lstrip('/')}"


def response_of(reply: Reply, plugin: str) -> Response:
    """Make the response. Errors: ValueError for a header that would end early."""
    for name, value in reply.headers.items():
        if any(character in f"{name}{value}" for character in "\r\n\0") or not name:
            raise ValueError(f"{plugin} gave a header {name!r} with a line end")
    return Response(reply.body, reply.status, {**SAFE, **reply.headers})


def _web_route(desk: Desk, route: Route, log: Log, loopback_only: bool) -> WebRoute:
    plugin = desk.host.owner("route", route.name)

    def endpoint(request: WebRequest) -> Response:  # plain, so that Starlette runs it on a thread of its own
        if loopback_only and request.url.hostname not in LOOPBACK:
            return response_of(NOT_FOUND, plugin)  # a stranger's name that leads here: DNS rebinding
        try:
            return response_of(_answer(desk, route, request), plugin)
        except Exception as error:  # noqa: BLE001 - a page that fails costs that page only, and is named
            log(f"warning: {route.name}: {type(error).__name__}: {error}")
            return response_of(FAILED, plugin)

    return WebRoute(path_of(plugin, route), endpoint, methods=[route.method])


def _answer(desk: Desk, route: Route, request: WebRequest) -> Reply:
    asked = Request(
        method=request.method,
        path={name: str(value) for name, value in request.path_params.items()},
        query=dict(request.query_params),
        headers=dict(request.headers),
    )
    read: Read = desk.session()
    try:
        return route.answer(read, asked)
    except UnknownId:
        return NOT_FOUND
    except InflucoreError as error:
        return BUSY if error.exit_code == 3 else NOT_FOUND
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            return BUSY
        raise


async def _not_found(request: WebRequest, error: Exception) -> Response:
    return response_of(NOT_FOUND, "core")
