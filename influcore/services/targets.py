"""How likely a campaign reaches what it is meant to reach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from influcore.entities import Target, exponent
from influcore.measures import KpiContext, Quantity, TargetChance

from .evaluate import Book, Piece
from .planning import Planned

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def chances(
    planned: Planned,
    pieces: Sequence[Piece],
    book: Book,
    targets: Iterable[Target],
    reach: NDArray[np.float64] | None,
) -> Iterator[TargetChance]:
    """Count for each target the worlds that reach it; a world in which the figure is not defined does not."""
    context = KpiContext(currency=planned.campaign.currency, rates=planned.rates)
    for target in sorted(targets, key=lambda t: t.kpi):
        if target.kpi not in book.metrics and target.kpi not in book.kpis:
            yield TargetChance(kpi=target.kpi, title=target.kpi, unit="count", value=target.value, at_most=False,
                               missing="no plugin offers this KPI")  # fmt: skip
            continue
        values, figure = book.worked_out(target.kpi, pieces, context, reach)
        wanted = target.value * (10 ** exponent(figure.currency) if figure.currency else 1)
        at_most = is_better_low(book, target.kpi)
        yield TargetChance(
            kpi=target.kpi,
            title=figure.title,
            unit=figure.unit,
            value=wanted,
            at_most=at_most,
            currency=figure.currency,
            probability=None if values is None else share_reaching(values, wanted, at_most=at_most),
            coverage=figure.coverage,
            missing=figure.missing,
        )


def is_better_low(book: Book, name: str) -> bool:
    """Say whether less of a figure is better: cost, and what a KPI says of itself."""
    return name == "cost" or (name in book.kpis and book.kpis[name].better == "lower")


def share_reaching(values: Quantity, wanted: float, *, at_most: bool) -> float:
    """Give the share of worlds on the right side of a value, the value itself included."""
    import numpy as np

    array = np.atleast_1d(np.asarray(values, dtype=np.float64))
    return float(np.mean(array <= wanted if at_most else array >= wanted))
