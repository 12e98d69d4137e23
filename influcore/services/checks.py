"""Running every check, each on its own: one that fails, or never comes to an end, becomes a finding about itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from influcore.contributions import SEVERITIES, Check, Finding, Session
from influcore.entities import Campaign, Ref
from influcore.host.blame import told
from influcore.host.deadline import Step

if TYPE_CHECKING:
    from influcore.host import Host

LIMIT = 500
_STAGE = "check "


def findings(
    session: Session, checks: Iterable[Check], campaign: str | None = None, *, host: Host | None = None
) -> Sequence[Finding]:
    """Give the findings of one campaign or of all, most severe first; at most 500 of one check are kept.

    With a ``host`` the checks of its plugins have a deadline.
    """
    if campaign is not None:
        ids: tuple[str, ...] = (session.get(Campaign, campaign).id,)
    else:
        ids = tuple(c.id for c in session.list(Campaign))
    own, steps = [], []
    for check in checks:
        run = partial(_run, check, session, ids)
        owner = "core" if host is None else host.owner("check", check.name)
        if owner == "core":
            own.append(run)
        else:
            steps.append(Step(owner, f"{_STAGE}{check.name}", run))
    found = [finding for run in own for finding in run()]
    found += [finding for mine in (host.do(steps, _left) if host else ()) for finding in mine]
    return sorted(found, key=lambda f: (SEVERITIES.index(f.severity), f.check, f.subject.label))


def _run(check: Check, session: Session, ids: tuple[str, ...]) -> list[Finding]:
    mine: list[Finding] = []
    try:
        for finding in check.run(session, ids):
            mine.append(_sound(finding))
            if len(mine) == LIMIT:
                mine.append(_about(check.name, f"more than {LIMIT} findings; the rest is left out"))
                break
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - a plugin's check may raise anything; the others must go on
        return [_about(check.name, f"this check failed: {told(error)}")]
    return mine


def _sound(finding: object) -> Finding:
    """Refuse what could not be sorted and shown with the others."""
    if not isinstance(finding, Finding):
        raise TypeError(f"yielded a {type(finding).__name__}, not a Finding")
    if finding.severity not in SEVERITIES or not isinstance(finding.subject, Ref):
        raise TypeError(f"yielded a finding with the severity {finding.severity!r} about {finding.subject!r:.60}")
    if not all(isinstance(text, str) for text in (finding.message, finding.check, finding.subject.label)):
        raise TypeError("yielded a finding whose message, check or label is no text")
    return finding


def _left(step: Step) -> list[Finding]:
    """Speak for a check that hung; it is not asked again before the program is started anew."""
    message = f"this check of the plugin {step.plugin} did not come to an end and was left behind"
    return [_about(step.stage.removeprefix(_STAGE), message)]


def _about(check: str, message: str) -> Finding:
    return Finding(check=check, severity="warning", subject=Ref("check", check, check), message=message)
