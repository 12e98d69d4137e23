"""Findings: what a careful colleague would point out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

from attrs import Factory, frozen

from influcore.entities import Ref

from .access import Session

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


@frozen(kw_only=True)
class Finding:
    """One thing to look at. ``mend`` names the action that would put it right, ``form`` what to fill in there."""

    check: str
    severity: Severity
    subject: Ref
    message: str
    mend: str = ""
    form: Mapping[str, Any] = Factory(dict)


@frozen(kw_only=True)
class Check:
    """``run`` gets the ids of the campaigns to look at, all at once, and yields findings; it may not write."""

    name: str
    help: str
    run: Callable[[Session, tuple[str, ...]], Iterable[Finding]]
