"""The web part: plugins' pages, one answer to every wrong question, nothing but loopback unless told."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest

from influcore import Reply, Request, Route, UnknownId, hookimpl
from influcore.host import Host, HostOptions

app_of = pytest.importorskip("influcore.web.app", reason="the extra [web] is not installed")


def _answer(read: Any, request: Request) -> Reply:
    code = request.path["code"]
    if code == "split":
        return Reply(headers={"Location": "x\r\nSet-Cookie: a=b"})
    if code == "gone":
        raise UnknownId("link", code)
    if code == "bug":
        raise ZeroDivisionError("boom\x1b[31m")
    return Reply(body=f"{request.method} {code} {request.query.get('q', '')} {read.today}".encode())


class Pages:
    """A plugin with one page."""

    @hookimpl
    def influcore_register_routes(self) -> tuple[Route, ...]:
        return (Route(name="pages.page", path="{code}", help="A page.", answer=_answer),)


@pytest.fixture
def ask(demo: Any) -> Callable[..., tuple[int, dict[str, str], bytes]]:
    """Ask the application as a server would, without a socket."""
    host = Host.load(HostOptions(no_plugins=True, cache_dir=""))
    host.admit(Pages(), "pages")
    demo.host = host
    said: list[str] = []

    def request(path: str, method: str = "GET", name: str = "127.0.0.1:8377", **options: Any) -> Any:
        app = app_of.make_app(demo, said.append, **options)
        path, _, query = path.partition("?")
        scope = {"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
                 "path": path, "raw_path": path.encode(), "query_string": query.encode(), "root_path": "",
                 "headers": [(b"host", name.encode())], "client": None, "server": None}  # fmt: skip
        sent: list[Any] = []

        async def receive() -> Any:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Any) -> None:
            sent.append(message)

        asyncio.run(app(scope, receive, send))
        headers = {k.decode(): v.decode() for k, v in sent[0]["headers"]}
        return sent[0]["status"], headers, b"".join(m.get("body", b"") for m in sent[1:])

    request.said = said  # type: ignore[attr-defined]
    return request


def test_a_page_is_under_its_plugins_name(ask: Any) -> None:
    status, headers, body = ask("/pages/abc?q=1")
    assert (status, body) == (200, b"GET abc 1 2026-06-10")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "private, max-age=0"


def test_every_wrong_question_gets_the_same_answer(ask: Any) -> None:
    expected = ask("/nothing/here")
    assert expected[0] == 404
    for answer in (ask("/pages/gone"), ask("/"), ask("/pages/a/b"), ask("/pages/abc", method="POST")):
        assert answer == expected


def test_a_name_that_is_not_loopback_is_not_answered(ask: Any) -> None:
    assert ask("/pages/abc", name="evil.example")[0] == 404
    assert ask("/pages/abc", name="evil.example", loopback_only=False)[0] == 200
    assert ask("/pages/abc", name="localhost:8377")[0] == 200


def test_a_header_with_a_line_end_is_refused(ask: Any) -> None:
    status, headers, _ = ask("/pages/split")
    assert status == 500
    assert "set-cookie" not in headers
    assert "line end" in ask.said[0]


def test_a_page_that_fails_is_named_and_costs_only_itself(ask: Any) -> None:
    assert ask("/pages/bug")[0] == 500
    assert ask.said == ["warning: pages.page: ZeroDivisionError: boom\x1b[31m"]  # the one who prints it cleans it
    assert ask("/pages/abc")[0] == 200


def test_serve_answers_on_loopback_until_interrupted(demo: Any) -> None:
    command = [sys.executable, "-P", "-m", "influcore.cli", "-w", str(demo.workspace.path), "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            address = server.stdout.readline().strip()
            assert address.startswith("http://127.0.0.1:")
            with pytest.raises(urllib.error.HTTPError) as caught:
                urllib.request.urlopen(f"{address}links/nosuch7", timeout=10)
            assert caught.value.code == 404
            caught.value.close()
        finally:
            os.kill(server.pid, signal.SIGINT)
            server.communicate(timeout=10)
    assert server.returncode == 0


def test_a_port_that_is_taken_is_one_line(cli: Callable[..., Any], demo: Any) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        ran = cli("-w", demo.workspace.path, "serve", "--port", taken.getsockname()[1])
    assert ran.code == 1
    assert "choose another --port" in ran.said[-1]
