"""The server under the pages: one process, and no trust in anybody's forwarded addresses."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING

import uvicorn

from influcore.errors import InvalidInput, Refused

from .app import make_app

if TYPE_CHECKING:
    from influcore.services.desk import Desk


def serve(desk: Desk, host: str, port: int, log: Callable[[str], None], ready: Callable[[str], None]) -> None:
    """Serve until interrupted. ``port`` 0 takes a free one; ``ready`` is told the address.

    Errors: Refused where the address is taken or not ours.
    """
    listener = _listen(host, port)
    config = uvicorn.Config(
        make_app(desk, log, loopback_only=is_loopback(host)),
        log_level="warning", access_log=False, proxy_headers=False, server_header=False, lifespan="off",
    )  # fmt: skip
    name = f"[{host}]" if ":" in host else host
    with listener:
        ready(f"http://{name}:{listener.getsockname()[1]}/")
        uvicorn.Server(config).run(sockets=[listener])


def is_loopback(host: str) -> bool:
    """Say whether an address is this machine alone."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise InvalidInput(f"there is no address {host}", hint="as in --host 127.0.0.1") from error
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(1024)
    except OSError as error:
        listener.close()
        raise Refused(f"can not serve on {host}:{port}: {error.strerror}", hint="choose another --port") from error
    return listener
