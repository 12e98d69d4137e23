"""Where a number comes from: its formula, source, inputs with their basis, coverage and result."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from influcore.errors import InflucoreError, UnknownId
from influcore.measures import Figure, Kpi, KpiContext, Line, Metric

from .session import DeskSession


@frozen(kw_only=True)
class Explanation:
    """What there is to say of a KPI or metric; ``total``, ``pieces`` and ``inputs`` only for a campaign.

    ``pieces`` are the lines with the KPI's figure: deliverables or, for a KPI of creators, profiles. Each line also has
    the figures that this one read (`Figure.inputs`). ``reads`` names them all, in order.
    """

    name: str
    title: str
    unit: str
    of: str
    formula: str
    needs: tuple[str, ...]
    better: str
    basis: str
    source: str
    plugin: str
    adds_up: str
    total: Figure | None = None
    inputs: tuple[Figure, ...] = ()
    pieces: tuple[tuple[Line, Figure], ...] = ()
    influencers: tuple[tuple[Line, Figure], ...] = ()
    reads: tuple[str, ...] = ()
    model: str = ""
    details: tuple[str, ...] = ()


_TOTALS = {
    "piece": "summed over pieces, world by world",
    "total": "worked out on sums of the pieces that have all",
    "creator": "never: it is about each profile by itself",
}
_ADDS = {
    "sum": "summed over pieces, world by world",
    "people": "never summed: different people are estimated together",
    "mean": "averaged over pieces",
    "last": "the newest value",
}


def explain(session: DeskSession, name: str, campaign: str | None = None) -> Explanation:
    """Explain a KPI or metric, in general or with the numbers of a campaign. Errors: UnknownId."""
    metric = next((m for m in session.host.metrics() if m.name == name), None)
    kpi = next((k for k in session.host.kpis() if k.name == name), None)
    if kpi is None and metric is None:
        names = [m.name for m in session.host.metrics()] + [k.name for k in session.host.kpis()]
        raise UnknownId("KPI or metric", name, hint=f"there is {', '.join(names)}")
    known = _of_kpi(session, kpi) if kpi is not None else _of_metric(session, metric)
    return known if campaign is None else _with_numbers(session, known, campaign)


def _of_kpi(session: DeskSession, kpi: Kpi) -> Explanation:
    return Explanation(
        name=kpi.name, title=kpi.title, unit=kpi.unit, of=kpi.of, formula=kpi.text or "see the plugin", needs=kpi.needs,
        better=kpi.better, basis=kpi.basis, source=kpi.source, plugin=session.host.owner("kpis", kpi.name),
        adds_up=_TOTALS[kpi.of], details=_details(session, kpi),
    )  # fmt: skip


def _details(session: DeskSession, kpi: Kpi) -> tuple[str, ...]:
    """Ask the KPI for what hangs on the settings; one that fails says so in its line."""
    if kpi.explain is None:
        return ()
    try:
        owner = session.host.owner("kpis", kpi.name)
        own = None if kpi.settings is None else session.settings(kpi.settings, owner)
        return tuple(str(line) for line in kpi.explain(KpiContext(settings=own)))
    except InflucoreError as error:
        return (error.message,)
    except Exception as error:  # noqa: BLE001 - a plugin's function may raise anything; the rest is still explained
        return (f"its explanation failed: {type(error).__name__}",)


def _of_metric(session: DeskSession, metric: Metric | None) -> Explanation:
    assert metric is not None
    return Explanation(
        name=metric.name, title=metric.title or metric.name, unit=metric.unit, of="piece",
        formula="measured or forecast", needs=(), better="", basis="", source=metric.source,
        plugin=session.host.owner("metrics", metric.name),
        adds_up=_ADDS[metric.add],
    )  # fmt: skip


def _with_numbers(session: DeskSession, known: Explanation, campaign: str) -> Explanation:
    from attrs import evolve

    if known.of == "creator":
        lines = session.creator_kpis(_taking_part(session, campaign))
        pieces = tuple((line, line.figures[known.name]) for line in lines)
        return evolve(known, pieces=pieces, reads=_reads(known, pieces))
    outlook = session.outlook(campaign)
    pieces = tuple((line, line.figures[known.name]) for line in outlook.pieces)
    reads = _reads(known, pieces)
    return evolve(
        known,
        total=outlook.total.figures[known.name],
        inputs=_figures(reads, outlook.total),
        influencers=tuple((line, line.figures[known.name]) for line in outlook.influencers),
        pieces=pieces,
        reads=reads,
        model=f"{outlook.model}, {outlook.worlds} worlds, seed {outlook.seed}",
    )


def _taking_part(session: DeskSession, campaign: str) -> list[str]:
    from influcore.entities import Campaign, Collaboration

    found = session.list(Collaboration, campaign=session.get(Campaign, campaign).id)
    return list(dict.fromkeys(c.influencer for c in found if c.is_active))


def _reads(known: Explanation, pieces: Sequence[tuple[Line, Figure]]) -> tuple[str, ...]:
    """Name what the formula was given, and what it looked for beside that."""
    return tuple(dict.fromkeys((*known.needs, *(name for _, figure in pieces for name in figure.inputs))))


def _figures(names: Sequence[str], line: Line) -> tuple[Figure, ...]:
    return tuple(line.figures[name] for name in names if name in line.figures)
