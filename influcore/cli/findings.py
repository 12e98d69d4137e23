"""Findings for people and programs, with the command that mends each."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from influcore.contributions import Finding, cell_json, clean
from influcore.contributions.texts import format_value

if TYPE_CHECKING:
    from influcore.host import Host


def findings_json(found: Sequence[Finding], host: Host) -> list[dict[str, Any]]:
    """Give findings as plain data."""
    return [
        {
            "check": f.check, "severity": f.severity, "subject": cell_json(f.subject), "message": f.message,
            "mend": f.mend, "command": mending(f, host),
        }
        for f in found
    ]  # fmt: skip


def print_findings(found: Sequence[Finding], host: Host) -> None:
    """Print one line a finding, most severe first, and below it what mends it."""
    from influcore.terminal import wrapped

    from .say import emit, room

    for finding in found:
        label = finding.subject.label
        text = finding.message if label in finding.message else f"{label}: {finding.message}"
        for number, line in enumerate(wrapped(clean(text), (room() or 10_000) - 9)):
            emit(f"{finding.severity.upper() if not number else '':<7}  {line}")
        if command := mending(finding, host):
            emit(f"{'':<7}  → {command}")


def mending(finding: Finding, host: Host) -> str:
    """Write the command that would put a finding right, filled in as far as the check knows; '' if there is none."""
    item = host.catalogue.find("action", finding.mend) if finding.mend else None
    if item is None:
        return ""
    group, _, verb = item.name.partition(".")
    words = ["influcore", group, verb.replace("_", "-")]
    for param in item.params:
        if param["name"] not in finding.form:
            continue
        text = format_value(finding.form[param["name"]], optional=param["optional"])
        if param["kind"] == "flag":
            words += ["--" + param["name"].replace("_", "-")] * (text == "yes")
        else:
            words += [text] if param["arg"] else ["--" + param["name"].replace("_", "-"), text]
    return clean(" ".join(shlex.quote(word) for word in words))
