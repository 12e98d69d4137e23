"""Findings: what a careful colleague would point out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from attrs import Factory, frozen

from influcore.entities import Ref

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
