"""Findings about what a forecast rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from influcore import Campaign, Check, Finding, Line, Outlook, Session
from influcore.contributions import short_number
from influcore.entities import Ref
from influcore.errors import InflucoreError

from .quality import find_bad_data

_POSTS_TO = re.compile(r"(?:posts? to|list of) (\d{4})-\d\d-\d\d")
_OLD_YEARS = 2
_ANY_OUT = """
SELECT 1 FROM deliverable d JOIN collaboration c ON c.id = d.collaboration
WHERE c.campaign = ? AND (d.post <> '' OR d.url <> '') LIMIT 1
"""


def _outlooks(session: Session, campaigns: tuple[str, ...]) -> Iterator[tuple[Campaign, Outlook]]:
    """Give the outlooks of campaigns that are not over; one that can not be worked out is told elsewhere."""
    for campaign in session.list(Campaign, id=campaigns) if campaigns else ():
        if campaign.ends < session.today:
            continue
        try:
            outlook = session.outlook(campaign.id)
        except InflucoreError:
            continue
        yield campaign, outlook


def _by_influencer(outlook: Outlook) -> Iterator[tuple[Ref, list[str], list[Line]]]:
    """Give each influencer with pieces: what their engagements rest on, and the pieces without engagements."""
    found: dict[str, tuple[Ref, list[str], list[Line]]] = {}
    for line in outlook.pieces:
        figure = line.figures.get("engagements")
        if line.influencer is None or figure is None:
            continue
        entry = found.setdefault(line.influencer.id, (line.influencer, [], []))
        if figure.estimate is None:
            entry[2].append(line)
        else:
            entry[1].append(figure.basis)
    yield from found.values()


def find_no_history(session: Session, campaigns: tuple[str, ...]) -> Iterable[Finding]:
    """Point out influencers whose forecast rests on published averages of accounts like theirs."""
    for campaign, outlook in _outlooks(session, campaigns):
        for influencer, rests, _ in _by_influencer(outlook):
            priors = [basis for basis in rests if "prior:" in basis and not _POSTS_TO.search(basis)]
            if priors:
                yield Finding(
                    check="forecast.no_history",
                    severity="info",
                    subject=influencer,
                    message=f"{influencer.label} has no post history: {campaign.name} expects what is published for "
                    f"accounts like theirs ({_prior(priors[0])}); import their posts",
                )


def find_no_forecast(session: Session, campaigns: tuple[str, ...]) -> Iterable[Finding]:
    """Point out pieces whose engagements can not be forecast, with the reason."""
    for _, outlook in _outlooks(session, campaigns):
        for influencer, _, lacking in _by_influencer(outlook):
            reasons = sorted({f"{line.platform} {line.format}: {line.figures['engagements'].missing}"
                              for line in lacking})  # fmt: skip
            if reasons:
                yield Finding(
                    check="forecast.no_forecast",
                    severity="warning",
                    subject=influencer,
                    message=f"no engagements can be forecast for {influencer.label}: {'; '.join(reasons[:3])}",
                )


def find_stale(session: Session, campaigns: tuple[str, ...]) -> Iterable[Finding]:
    """Point out influencers whose newest evidence is older than two years."""
    for campaign, outlook in _outlooks(session, campaigns):
        for influencer, rests, _ in _by_influencer(outlook):
            years = [int(year) for basis in rests for year in _POSTS_TO.findall(basis)]
            if years and session.today.year - max(years) > _OLD_YEARS:
                yield Finding(
                    check="forecast.stale",
                    severity="info",
                    subject=influencer,
                    message=f"what {campaign.name} expects of {influencer.label} rests on counts of {max(years)}; "
                    "import newer posts",
                )


def find_left_out(session: Session, campaigns: tuple[str, ...]) -> Iterable[Finding]:
    """Point out counts that were left out of a history because they can not be true or are hidden."""
    for _, outlook in _outlooks(session, campaigns):
        for line in outlook.influencers:
            for note in line.notes:
                if note.endswith("left out") and " too young " not in note:
                    yield Finding(check="forecast.left_out", severity="info", subject=line.ref, message=note)


def find_drift(session: Session, campaigns: tuple[str, ...]) -> Iterable[Finding]:
    """Point out campaigns whose results lie outside the 95 % interval of what was forecast for the same pieces."""
    from .actuals import first_out, results

    for campaign in session.list(Campaign, id=campaigns) if campaigns else ():
        if not session.value(_ANY_OUT, campaign.id):
            continue
        try:
            out = [line for line in session.outlook(campaign.id).pieces if line.actual]
            found = results(session, campaign.id, out, first_out(session, out))
        except InflucoreError:
            continue
        for result in (r for r in found if r.drift):
            yield Finding(
                check="forecast.drift",
                severity="warning",
                subject=campaign.ref,
                message=f"{result.metric} of {result.pieces} published pieces are "
                f"{short_number(result.actual.median)}, {result.drift} the 95 % interval of their forecast "
                f"({short_number(result.wide.low)}–{short_number(result.wide.high)})",
            )


def _prior(basis: str) -> str:
    return basis[basis.index("prior:") :].split(")")[0].removeprefix("prior: ")


CHECKS = (
    Check(name="forecast.no_history", help="Influencers whose forecast rests on published averages.",
          run=find_no_history),
    Check(name="forecast.no_forecast", help="Pieces whose engagements can not be forecast.", run=find_no_forecast),
    Check(name="forecast.stale", help="Forecasts that rest on counts of years ago.", run=find_stale),
    Check(name="forecast.left_out", help="Counts left out of a history, and why.", run=find_left_out),
    Check(name="forecast.drift", help="Results far from what was forecast.", run=find_drift),
    Check(name="forecast.data_quality", help="Histories with doubled, undated, uncounted or impossible posts.",
          run=find_bad_data),
)  # fmt: skip
