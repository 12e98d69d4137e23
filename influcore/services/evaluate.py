"""Working out KPIs on draws: of each piece, and of any set of pieces with its coverage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import PurePath
from typing import TYPE_CHECKING

from attrs import Factory, define, evolve

from influcore.measures import (
    Coverage,
    Figure,
    Kpi,
    KpiContext,
    Metric,
    Missing,
    NotComputable,
    Quantities,
    Quantity,
    estimate_of,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

GIVEN = ("followers", "cost")


@define
class Piece:
    """The quantities of one piece: arrays of one number a world, or a plain number; what lacks, with the reason.

    ``inputs`` says for each KPI that was worked out which quantities it read.
    """

    id: str
    context: KpiContext
    values: dict[str, Quantity]
    missing: dict[str, str]
    basis: Mapping[str, str] = Factory(dict)
    inputs: dict[str, tuple[str, ...]] = Factory(dict)


class _Noted(Quantities):
    """Quantities that note which of them a formula reads, and that no formula can change for the others."""

    def __init__(self, values: Mapping[str, Quantity]) -> None:
        super().__init__(values)
        self.names: dict[str, None] = {}

    def __getitem__(self, name: str) -> Quantity:
        value = self._values[name]
        self.names[name] = None
        if isinstance(value, float | int):
            return value
        view = value.view()
        view.flags.writeable = False
        return view


class Book:
    """The metrics and KPIs in force, and how they work on pieces. ``settings`` holds each KPI's, by its name."""

    def __init__(
        self, metrics: Iterable[Metric], kpis: Iterable[Kpi], settings: Mapping[str, object] | None = None
    ) -> None:
        self._settings = settings or {}
        self.metrics = {m.name: m for m in metrics}
        self.kpis = {k.name: k for k in kpis}

    @cached_property
    def order(self) -> tuple[Kpi, ...]:
        """KPIs so that each comes after those it needs; one that needs itself comes last and fails by name."""
        placed: dict[str, Kpi] = {}
        waiting = dict(self.kpis)
        while waiting:
            ready = [k for k in waiting.values() if not any(n in waiting and n != k.name for n in k.needs)]
            for kpi in ready or list(waiting.values()):
                placed[kpi.name] = waiting.pop(kpi.name)
        return tuple(placed.values())

    def complete(self, piece: Piece) -> None:
        """Work out every KPI of a single piece, in place."""
        for kpi in self.order:
            answer = self._apply(kpi, piece.values, piece.missing, piece.context, piece.inputs)
            if isinstance(answer, Missing):
                piece.missing[kpi.name] = answer.reason
            else:
                piece.values[kpi.name] = answer

    def figure(self, name: str, piece: Piece) -> Figure:
        """Give one number of a piece, ready to be shown."""
        missing = piece.missing.get(name, "")
        value = piece.values.get(name)
        estimate = None if value is None else estimate_of(value)
        if estimate is None and not missing:
            missing = "not defined here (divided by nothing)" if value is not None else "unknown"
        return self._figure(name, piece.context.currency).evolve_with(
            estimate=estimate, missing=missing, basis=piece.basis.get(name, ""), inputs=self._inputs(name, piece.inputs)
        )

    def total(
        self, name: str, pieces: Sequence[Piece], context: KpiContext, reach: NDArray[np.float64] | None
    ) -> Figure:
        """Give one number of a set of pieces, over those that have all it needs, with that coverage."""
        return self.worked_out(name, pieces, context, reach)[1]

    def worked_out(
        self, name: str, pieces: Sequence[Piece], context: KpiContext, reach: NDArray[np.float64] | None
    ) -> tuple[Quantity | None, Figure]:
        """Give a number of a set of pieces world by world, None where it lacks something, and as `total` does."""
        kpi = self.kpis.get(name)
        if kpi is None or kpi.of == "piece":
            return self._sum(name, pieces, context, reach)
        leaves = self._leaves(kpi)
        covered = [p for p in pieces if all(leaf in p.values for leaf in leaves)]
        coverage = Coverage(used=len(covered), of=len(pieces))
        plain = self._figure(name, context.currency)
        if not covered:
            return None, plain.evolve_with(missing=self._lack(leaves, pieces), coverage=coverage)
        values: dict[str, Quantity] = {leaf: _added(p.values[leaf] for p in covered) for leaf in leaves}
        if kpi.people == "together" and "reach" in values:
            if reach is None or len(covered) < len(pieces):
                return None, plain.evolve_with(missing="needs the reach of all pieces together", coverage=coverage)
            values["reach"] = reach
        missing: dict[str, str] = {}
        read: dict[str, tuple[str, ...]] = {}
        for step in self.order:
            if step.name in self._chain(kpi) and step.of == "total":
                answer = self._apply(step, values, missing, context, read)
                if isinstance(answer, Missing):
                    return None, plain.evolve_with(missing=answer.reason, coverage=coverage)
                values[step.name] = answer
        estimate = estimate_of(values[name])
        gone = "" if estimate else "not defined here (divided by nothing)"
        inputs = self._inputs(name, read)
        figure = plain.evolve_with(estimate=estimate, missing=gone, coverage=coverage, inputs=inputs)
        return values[name] if estimate else None, figure

    def _inputs(self, name: str, read: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
        """Name what a formula read, or was to read."""
        kpi = self.kpis.get(name)
        return read.get(name, kpi.needs if kpi is not None else ())

    def _sum(
        self, name: str, pieces: Sequence[Piece], context: KpiContext, reach: NDArray[np.float64] | None
    ) -> tuple[Quantity | None, Figure]:
        plain = self._figure(name, context.currency)
        metric = self.metrics.get(name)
        covered = [p for p in pieces if name in p.values]
        coverage = Coverage(used=len(covered), of=len(pieces))
        if not covered:
            return None, plain.evolve_with(missing=self._lack((name,), pieces), coverage=coverage)
        if metric is not None and metric.add == "people":
            if reach is None:
                return None, plain.evolve_with(missing="needs an answer how many different people", coverage=coverage)
            return reach, plain.evolve_with(estimate=estimate_of(reach), coverage=coverage, basis="deduplicated")
        if metric is not None and metric.add in ("mean", "last"):
            return None, plain.evolve_with(missing="is not summed", coverage=coverage)
        added = _added(p.values[name] for p in covered)
        bases = sorted({p.basis[name] for p in covered if p.basis.get(name)})
        return added, plain.evolve_with(
            estimate=estimate_of(added),
            coverage=coverage,
            inputs=tuple(dict.fromkeys(i for p in covered for i in self._inputs(name, p.inputs))),
            basis=bases[0] if len(bases) == 1 else f"{len(bases)} bases: `influcore explain {name}`" if bases else "",
        )

    def _leaves(self, kpi: Kpi) -> tuple[str, ...]:
        """Name the quantities of pieces that a KPI of totals rests on, through other KPIs of totals."""
        found: dict[str, None] = {}
        for need in kpi.needs:
            other = self.kpis.get(need)
            for leaf in self._leaves(other) if other and other.of == "total" and other is not kpi else (need,):
                found[leaf] = None
        return tuple(found)

    def _chain(self, kpi: Kpi) -> set[str]:
        names = {kpi.name}
        for need in kpi.needs:
            other = self.kpis.get(need)
            if other is not None and other is not kpi:
                names |= self._chain(other)
        return names

    def _lack(self, leaves: Sequence[str], pieces: Sequence[Piece]) -> str:
        for piece in pieces:
            for leaf in leaves:
                if leaf not in piece.values:
                    return piece.missing.get(leaf, f"needs {leaf}")
        return "no pieces"

    def _apply(
        self,
        kpi: Kpi,
        values: Mapping[str, Quantity],
        missing: Mapping[str, str],
        context: KpiContext,
        read: dict[str, tuple[str, ...]],
    ) -> Quantity | Missing:
        for need in kpi.needs:
            if need not in values:
                return Missing(missing.get(need, f"needs {need}"))
        noted = _Noted(values)
        try:
            own = self._settings.get(kpi.name)
            answer = kpi.formula(noted, context if own is None else evolve(context, settings=own))
        except NotComputable as error:
            return Missing(str(error))
        except Exception as error:  # noqa: BLE001 - a plugin's formula may raise anything; its KPI alone is missing
            return Missing(f"its formula failed: {type(error).__name__}: {error}{_line_of(kpi, error)}")
        read[kpi.name] = tuple(noted.names)
        return answer

    def _figure(self, name: str, currency: str) -> _Plain:
        kpi, metric = self.kpis.get(name), self.metrics.get(name)
        if kpi is not None:
            return _Plain(name, kpi.title, kpi.unit, kpi.text, kpi.source, currency, kpi.basis)
        if metric is not None:
            title = metric.title or metric.name.replace("_", " ")
            return _Plain(name, title, metric.unit, f"Σ {metric.name}", metric.source, currency, "")
        return _Plain(name, name.capitalize(), "count", "", "", currency, "")


class _Plain:
    """What a figure says whatever its value."""

    def __init__(
        self, name: str, title: str, unit: object, formula: str, source: str, currency: str, basis: str
    ) -> None:
        self._same = {
            "name": name, "title": title, "unit": unit, "formula": formula, "source": source,
            "currency": currency if unit in ("money", "money_each") else "",
        }  # fmt: skip
        self._basis = basis

    def evolve_with(self, *, basis: str = "", **values: object) -> Figure:
        said = " · ".join(part for part in (self._basis, basis) if part)
        return Figure(**self._same, basis=said, **values)  # type: ignore[arg-type]


def _line_of(kpi: Kpi, error: BaseException) -> str:
    """Name the line of the formula's own file at which it broke."""
    file = getattr(getattr(kpi.formula, "__code__", None), "co_filename", "")
    trace, line = error.__traceback__, 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == file:
            line = trace.tb_lineno
        trace = trace.tb_next
    return f" (at {'/'.join(PurePath(file).parts[-2:])}:{line})" if line else ""


def _added(values: Iterable[Quantity]) -> Quantity:
    total: Quantity = 0.0
    for value in values:
        total = total + value
    return total
