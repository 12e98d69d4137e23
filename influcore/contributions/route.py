"""Web pages under a plugin's own path, spoken without any web framework."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from attrs import Factory, frozen

from .reading import Read


@frozen(kw_only=True)
class Request:
    """A request as a route sees it. ``path`` has the route's placeholders filled in, ``query`` its last values."""

    method: str
    path: Mapping[str, str]
    query: Mapping[str, str] = Factory(dict)
    headers: Mapping[str, str] = Factory(dict)


@frozen(kw_only=True)
class Reply:
    """A response. Header values without CR or LF; the host refuses others."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = Factory(dict)


@frozen(kw_only=True)
class Route:
    """``path`` is below ``/<plugin>/`` and may have placeholders: ``{code}``."""

    name: str
    path: str
    help: str
    answer: Callable[[Read, Request], Reply]
    method: Literal["GET", "POST"] = "GET"
