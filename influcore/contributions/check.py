"""What yields findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from attrs import frozen

from .finding import Finding
from .session import Session


@frozen(kw_only=True)
class Check:
    """``run`` gets the ids of the campaigns to look at, all at once, and yields findings; it may not write."""

    name: str
    help: str
    run: Callable[[Session, tuple[str, ...]], Iterable[Finding]]
