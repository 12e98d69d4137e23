"""The back-test as a panel."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from influcore import Chart, Column, Document, Series, Session, Stack, Table
from influcore.contributions import small_table
from influcore.measures import KpiScore

from .backtest import LEVELS, Score, backtest, by_tier
from .settings import ForecastSettings

_READ = (
    ("How to read it",
     "Each post is forecast from the posts before it; what creators share comes from others, never from the creator "
     "itself. Loss is the mean pinball loss of the 10, 50 and 90 % quantiles of the log count, as a share of the loss "
     "of the creator's own last ten posts: below 1 is better. An 80 % interval should hold 80 % of the counts. “Sums” "
     "is the same for totals of a creator's next five posts. Error is the median absolute percentage error."),
    ("Little data", "With fewer than a few hundred forecasts these figures scatter by several points."),
)  # fmt: skip


def read_backtest(session: Session, platform: str, fewest: int) -> Stack:
    """Show how right forecasts would have been."""
    own: ForecastSettings = session.settings(ForecastSettings, "forecast")
    past = evolve(session.history(platform), settings=own)
    scores = backtest(past, fewest=max(fewest, 1))
    return Stack(
        title="Back-test",
        parts={
            "scores": _table(scores),
            "tiers": _table(by_tier(past, fewest=max(fewest, 1)), "Forecasts of the past, by size of creator"),
            "kpis": _kpis(session.kpi_scores(platform)),
            "calibration": _calibration(scores),
            "reading": Document(paragraphs=_READ, title="Reading it"),
        },
    )


def _table(scores: tuple[Score, ...], title: str = "Forecasts of the past") -> Table:
    rows = [
        {
            "platform": score.platform,
            "metric": score.metric,
            "tier": score.tier or "all",
            "creators": score.creators,
            "forecasts": score.forecasts,
            "loss": round(score.ratio, 3) if score.plain_pinball else None,
            "sums": None if score.sums != score.sums else score.sums,
            "error": None if score.error != score.error else score.error,
            "plain_error": None if score.plain_error != score.plain_error else score.plain_error,
        }
        | {f"in{level:.0%}".rstrip("%"): share for level, share in zip(LEVELS, score.coverage, strict=True)}
        | {"plain": score.plain_coverage[1]}
        for score in scores
    ]
    columns = (
        Column(name="platform", title="Platform"),
        Column(name="metric", title="Metric"),
        Column(name="tier", title="Size"),
        Column(name="creators", title="Creators", kind="int"),
        Column(name="forecasts", title="Forecasts", kind="int"),
        Column(name="loss", title="Loss", kind="number", of="score"),
        *(Column(name=f"in{level:.0%}".rstrip("%"), title=f"in {level:.0%}", kind="share") for level in LEVELS),
        Column(name="plain", title="last ten: in 80%", kind="share", wide=1),
        Column(name="sums", title="sums in 80%", kind="share", wide=1),
        Column(name="error", title="Error", kind="share", wide=1),
        Column(name="plain_error", title="last ten: error", kind="share", wide=1),
    )
    return small_table(
        columns,
        rows,
        title=title,
        empty="No posts to test on: import a history with `influcore import`.",
    )


def _kpis(scores: Sequence[KpiScore]) -> Table:
    """Show how often the intervals of each KPI held, on the newest posts of creators."""
    rows = [
        {
            "kpi": score.title,
            "platform": score.platform,
            "creators": score.creators,
            "forecasts": score.forecasts,
            "inside": score.inside,
            "error": score.error,
        }
        for score in scores
    ]
    columns = (
        Column(name="kpi", title="KPI"),
        Column(name="platform", title="Platform"),
        Column(name="creators", title="Creators", kind="int"),
        Column(name="forecasts", title="Forecasts", kind="int"),
        Column(name="inside", title="in 80%", kind="share"),
        Column(name="error", title="Error", kind="share"),
    )
    return small_table(
        columns,
        rows,
        title="KPIs of the newest posts, forecast from the older ones",
        empty="No KPI to test: it takes six posts of a creator with all that the KPI needs.",
    )


def _calibration(scores: tuple[Score, ...]) -> Chart:
    series = tuple(
        Series(
            name=f"{score.platform} {score.metric}",
            points=tuple((level, share) for level, share in zip(LEVELS, score.coverage, strict=True)),
        )
        for score in scores
    )
    return Chart(
        series=series, form="line", x="meant", y="came true", title="Calibration: share of counts in intervals"
    )
