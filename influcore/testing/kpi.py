"""The contract of a KPI: the same line of arithmetic on a number, on an array of futures, and on sums."""

from __future__ import annotations

import datetime as dt
import math
import warnings
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, get_args

from attrs import evolve

from influcore.entities import ExchangeRate, ExchangeRates
from influcore.measures import Kpi, KpiContext, Missing, NotComputable
from influcore.measures.kpi import Unit

from .contract import Contract, complain, line_of, refuse, said
from .hosts import host_with
from .quantities import PLAUSIBLE, WORLDS, Watched, copied, nth, spread

if TYPE_CHECKING:
    from influcore.services.evaluate import Book


class KpiContract(Contract):
    """Give ``kpi``, ``kpis`` or ``plugin``. ``quantities`` replaces numbers that the kit would make up.

    ``looks_for`` names quantities that the formula reads if they are there, beside its ``needs``.
    """

    kind: ClassVar[str] = "kpi"
    quantities: ClassVar[Mapping[str, float]] = {}
    looks_for: ClassVar[tuple[str, ...]] = ()

    def offered(self) -> tuple[Kpi, ...]:
        return tuple(item for item in super().offered() if isinstance(item, Kpi))

    def context(self, kpi: Kpi) -> KpiContext:
        """Give what the formula may know of a piece; override it for another platform, currency or settings."""
        settings = kpi.settings() if kpi.settings is not None else None
        return KpiContext(
            platform="instagram", format="reel", tier="micro", currency="EUR", day=dt.date(2026, 6, 20),
            settings=settings, rates=_stated(),
        )  # fmt: skip

    def test_it_says_what_it_is(self, kpi: Kpi) -> None:
        """Unit, title, source and formula in words are what people read behind a number."""
        problems = []
        if kpi.unit not in get_args(Unit):
            problems.append(f"unit is {kpi.unit!r}; expected one of {', '.join(get_args(Unit))}")
        for name, use in (
            ("title", "what it is called"),
            ("source", "who defines it"),
            ("text", "its formula in words"),
        ):
            if not getattr(kpi, name).strip():
                problems.append(f"{name} is empty; expected {use}, which `influcore explain {kpi.name}` shows")
        complain(f"KPI {kpi.name} does not say what it is", problems)

    def test_it_is_pure(self, kpi: Kpi) -> None:
        """The same numbers give the same answer, and stay as they are."""
        values = self._arrays(kpi)
        given = copied(values)
        first = self._answer(kpi, given)
        changed = [name for name in values if not _same(values[name], given[name])]
        complain(f"the formula of {kpi.name} changes its inputs; expected a new array", changed)
        self._answer(kpi, {name: value * 2 for name, value in values.items()})
        if not _same(first, self._answer(kpi, copied(values))):
            refuse(f"the formula of {kpi.name} is not pure: the same numbers gave another answer the second time")

    def test_it_declares_what_it_reads(self, kpi: Kpi) -> None:
        """A formula that reads what ``needs`` does not name fails on plans where that is missing."""
        watched = Watched(self._numbers(kpi))
        self._answer(kpi, watched)
        undeclared = watched.read - {*kpi.needs, *self.looks_for} - watched.looked_for
        alone = Watched({name: value for name, value in self._numbers(kpi).items() if name in kpi.needs})
        try:
            _call(kpi, alone, self.context(kpi))
        except NotComputable:
            pass
        except Exception as error:  # noqa: BLE001 - the author's formula may raise anything; it is told with its line
            undeclared |= alone.read - {*kpi.needs, *self.looks_for}
            place = f", at {line_of(error)}"
        else:
            place = ""
        complain(
            f"the formula of {kpi.name} reads what `needs` does not name",
            [f"{name}{place}: add it to needs=({', '.join(kpi.needs)})" for name in sorted(undeclared)]
            if undeclared
            else (),
        )
        idle = [name for name in kpi.needs if name not in watched.read | watched.looked_for]
        complain(f"KPI {kpi.name} needs what its formula never reads, and would be missing without reason", idle)

    def test_numbers_and_arrays_agree(self, kpi: Kpi) -> None:
        """World by world an array of futures must come out as each number alone would."""
        import numpy as np

        values = self._arrays(kpi)
        whole = self._answer(kpi, copied(values), on="an array of futures")
        if np.shape(whole) not in ((), (WORLDS,)):
            refuse(f"{kpi.name} gave an array of shape {np.shape(whole)} for {WORLDS} futures; expected one a future")
        for place in range(WORLDS):
            alone = self._answer(kpi, nth(values, place), on="plain numbers")
            here = float(np.broadcast_to(whole, (WORLDS,))[place])
            if not _near(alone, here):
                refuse(
                    f"{kpi.name} gives {here:g} in future {place + 1} of an array, and {float(alone):g} for the same "
                    f"numbers alone: {_shown(nth(values, place), kpi.needs)}. A sum, mean or max over the array mixes "
                    "futures; use minimum, maximum and where"
                )

    def test_zero_is_not_a_catastrophe(self, kpi: Kpi) -> None:
        """Where a denominator is 0 the answer is nan: no exception, and no infinity."""
        import numpy as np

        problems = []
        names = [*self._all_needs(kpi)]
        for zeros in [[name] for name in names] + [names]:
            for values in (self._numbers(kpi), self._arrays(kpi)):
                given = {name: value * 0 if name in zeros else value for name, value in values.items()}
                try:
                    answer = _call(kpi, Watched(given), self.context(kpi))
                except NotComputable:
                    continue
                except Exception as error:  # noqa: BLE001 - told with its line
                    problems.append(f"with {', '.join(zeros)} = 0: {said(error)}; divide with ratio(a, b)")
                    break
                if np.isinf(np.asarray(answer, dtype=float)).any():
                    problems.append(f"with {', '.join(zeros)} = 0 it gives inf; expected nan, as ratio(a, b) gives")
                    break
        complain(f"{kpi.name} does not bear a zero", problems)

    def test_a_total_has_a_number_and_its_coverage(self, kpi: Kpi) -> None:
        """Of three pieces one lacks an input: the total rests on two of three, and says so."""
        import numpy as np

        if kpi.of not in ("piece", "total"):
            return  # a KPI of a creator alone is never summed
        book, needs = self._book(kpi), self._all_needs(kpi)
        pieces = [self._piece(kpi, book, number, lacks=number == 3 and bool(needs)) for number in (1, 2, 3)]
        reach = np.full(WORLDS, 45_000.0)
        full = pieces[:2] if needs else pieces
        whole = evolve(self.context(kpi), platform="", format="", tier="", day=None)
        figure = book.total(kpi.name, full, whole, reach)
        if figure.estimate is None:
            hint = (
                '; a total has no platform, format or tier: a formula that asks for them belongs to of="piece"'
                if kpi.of == "total" and self._of_a_piece(kpi)
                else ""
            )
            refuse(f"{kpi.name} has no number for {len(full)} pieces that have all it needs: {figure.missing}{hint}")
        figure = book.total(kpi.name, pieces, whole, reach)
        told = figure.coverage
        used = 2 if needs else 3
        if told is None or (told.used, told.of) != (used, 3):
            refuse(f"the total of {kpi.name} says it rests on {told} pieces; expected {used} of 3")

    def _of_a_piece(self, kpi: Kpi) -> bool:
        try:
            _call(kpi, Watched(self._numbers(kpi)), self.context(kpi))
        except Exception:  # noqa: BLE001 - then it is no question of the context
            return False
        return True

    def _piece(self, kpi: Kpi, book: Book, number: int, *, lacks: bool) -> Any:
        from influcore.services.evaluate import Piece

        values = {name: value * number for name, value in self._arrays(kpi).items()}
        missing = {}
        if lacks:
            gone = self._all_needs(kpi)[0]
            for name in (gone, *(k for k in values if k in book.kpis)):
                values.pop(name, None)
            missing[gone] = f"needs {gone}"
        piece = Piece(f"piece {number}", self.context(kpi), values, missing)
        book.complete(piece)
        return piece

    def _book(self, kpi: Kpi) -> Book:
        from influcore.core.kpis import METRICS
        from influcore.services.evaluate import Book

        host = host_with(*self.plugins())
        kpis = {k.name: k for k in host.kpis()} | {kpi.name: kpi}
        metrics = {m.name: m for m in (*METRICS, *host.metrics())}
        settings = {k.name: k.settings() for k in kpis.values() if k.settings is not None}
        return Book(metrics.values(), kpis.values(), settings | {kpi.name: self.context(kpi).settings})

    def _all_needs(self, kpi: Kpi) -> list[str]:
        """Name the measured quantities that it rests on, through other KPIs."""
        known = {k.name: k for k in host_with(*self.plugins()).kpis() if k.name != kpi.name}
        found: dict[str, None] = {}
        for need in (*kpi.needs, *self.looks_for):
            for leaf in self._all_needs(known[need]) or (need,) if need in known else (need,):
                found[leaf] = None
        return list(found)

    def _numbers(self, kpi: Kpi) -> dict[str, float]:
        known = dict(PLAUSIBLE)
        known |= {name: 100.0 for name in (*kpi.needs, *self.looks_for) if name not in known}
        return known | dict(self.quantities)

    def _arrays(self, kpi: Kpi) -> dict[str, Any]:
        return spread(self._numbers(kpi))

    def _answer(self, kpi: Kpi, values: Any, on: str = "these numbers") -> Any:
        """Call the formula. Fails with the line of the formula where it raises."""
        quantities = values if isinstance(values, Watched) else Watched(values)
        try:
            answer = _call(kpi, quantities, self.context(kpi))
        except NotComputable as error:
            refuse(f"{kpi.name} can not be worked out: {error}; override `quantities` or `context` so that it can")
        except Exception as error:  # noqa: BLE001 - told with its line
            refuse(f"the formula of {kpi.name} fails on {on}: {said(error)}{_advice(error)}")
        if isinstance(answer, Missing) or not _is_number(answer):
            refuse(f"the formula of {kpi.name} gave {answer!r:.80} for {on}; expected a number or an array of numbers")
        return answer


def _stated() -> ExchangeRates:
    """State made-up rates of the euro, the same for every test."""
    day = dt.date(2026, 6, 1)
    return ExchangeRates(
        ExchangeRate(base="EUR", quote=code, rate=rate, day=day, source="influcore.testing")
        for code, rate in (("USD", "1.1"), ("GBP", "0.85"), ("BRL", "6"))
    )


def _call(kpi: Kpi, quantities: Watched, context: KpiContext) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        return kpi.formula(quantities, context)


def _advice(error: BaseException) -> str:
    text = str(error)
    if "truth value of an array" in text:
        return "\n      an `if`, `and`, `or`, min() or max() can not be decided for all futures at once: use where(…)"
    if "only length-1 arrays" in text or "0-dimensional" in text or isinstance(error, TypeError):
        return "\n      functions of `math` and float() take single numbers: use the ones of influcore and numpy"
    return ""


def _is_number(answer: Any) -> bool:
    kind = getattr(getattr(answer, "dtype", None), "kind", None)
    return kind in ("f", "i", "u") if kind else isinstance(answer, int | float) and not isinstance(answer, bool)


def _same(a: Any, b: Any) -> bool:
    import numpy as np

    return bool(np.array_equal(np.asarray(a, dtype=float), np.asarray(b, dtype=float), equal_nan=True))


def _near(a: float, b: float) -> bool:
    return (math.isnan(a) and math.isnan(b)) or math.isclose(a, b, rel_tol=1e-6, abs_tol=1e-9)


def _shown(values: Mapping[str, float], needs: Sequence[str]) -> str:
    return ", ".join(f"{name} {values[name]:g}" for name in needs)
