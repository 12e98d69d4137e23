"""Running every check, each on its own: one that fails becomes a finding about itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from influcore.contributions import SEVERITIES, Check, Finding, Session
from influcore.entities import Campaign, Ref
from influcore.errors import InflucoreError

LIMIT = 500


def findings(session: Session, checks: Iterable[Check], campaign: str | None = None) -> Sequence[Finding]:
    """Give the findings of one campaign or of all, most severe first; at most 500 of one check are kept."""
    if campaign is not None:
        ids: tuple[str, ...] = (session.get(Campaign, campaign).id,)
    else:
        ids = tuple(c.id for c in session.list(Campaign))
    found: list[Finding] = []
    for check in checks:
        mine: list[Finding] = []
        try:
            for finding in check.run(session, ids):
                if not isinstance(finding, Finding):
                    raise TypeError(f"yielded a {type(finding).__name__}, not a Finding")
                mine.append(finding)
                if len(mine) == LIMIT:
                    mine.append(_cut(check.name))
                    break
        except Exception as error:  # noqa: BLE001 - a plugin's check may raise anything; the others must go on
            reason = error.message if isinstance(error, InflucoreError) else f"{type(error).__name__}: {error}"
            mine = [Finding(check=check.name, severity="warning", subject=Ref("check", check.name, check.name),
                            message=f"this check failed: {reason}")]  # fmt: skip
        found += mine
    return sorted(found, key=lambda f: (SEVERITIES.index(f.severity), f.check, f.subject.label))


def _cut(check: str) -> Finding:
    message = f"more than {LIMIT} findings; the rest is left out"
    return Finding(check=check, severity="warning", subject=Ref("check", check, check), message=message)
