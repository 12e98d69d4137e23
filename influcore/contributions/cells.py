"""Cells as people read them, and as programs do."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from typing import Any

from influcore.entities import Money, Ref, exponent, is_currency
from influcore.entities.currencies import SYMBOLS
from influcore.measures import Estimate, Figure
from influcore.terminal import clean

from .content import Cell, Column, Mark, Unknown

__all__ = [
    "cell_json", "cell_text", "clean", "figure_cell", "figure_column", "figure_text", "money_text", "short_number",
]  # fmt: skip
_STEPS = ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "k"))
NOTHING = "–"


def cell_text(value: Cell, column: Column) -> str:
    """Write a cell for people, cleaned: ``12.4k (9.1k–16.2k)``, ``3.1 %``, ``€1,200``, ISO dates, ``? reason``."""
    if value is None:
        return NOTHING
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return _number_text(float(value) if isinstance(value, float) else value, column)
    if isinstance(value, Estimate):
        return _estimate_text(value, column)
    if isinstance(value, Money):
        return money_text(value)
    if isinstance(value, dt.datetime):
        return _moment_text(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Ref):
        return clean(value.label or value.id)
    if isinstance(value, Mark):
        return clean(value.word)
    if isinstance(value, Unknown):
        return clean(f"? {value.reason}")
    if isinstance(value, tuple | list):
        return ", ".join(cell_text(item, column) for item in value)
    return clean(str(value))


def cell_json(value: Cell) -> Any:
    """Write a cell as plain JSON; a number that is not finite becomes null."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, Estimate):
        return {name: cell_json(getattr(value, name)) for name in ("median", "low", "high", "level")}
    if isinstance(value, Money):
        return {"minor": value.minor, "currency": value.currency}
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Ref):
        return {"kind": value.kind, "id": value.id, "label": value.label}
    if isinstance(value, Mark):
        return {"word": value.word, "tone": value.tone}
    if isinstance(value, Unknown):
        return {"unknown": value.reason}
    if isinstance(value, Mapping):
        return {str(k): cell_json(v) for k, v in value.items()}
    if isinstance(value, tuple | list | set | frozenset):
        return [cell_json(item) for item in value]
    return str(value)


def figure_text(figure: Figure) -> str:
    """Write a figure with its interval, or why there is none."""
    return cell_text(figure_cell(figure), figure_column(figure))


def figure_cell(figure: Figure) -> Estimate | Unknown:
    """Give a figure as a cell."""
    return figure.estimate if figure.estimate is not None else Unknown(figure.missing or "unknown")


def figure_column(figure: Figure) -> Column:
    """Give the column that a figure's cell is written under."""
    return Column(
        name=figure.name, title=figure.title, kind="estimate", of=figure.unit, unit=figure.currency, basis=figure.basis
    )


def money_text(money: Money) -> str:
    """Write money for people: ``€1,200``, ``€1,200.50``, ``CHF 80``; the exact form is `format_money`."""
    places = exponent(money.currency)
    whole, part = divmod(abs(money.minor), 10**places)
    cents = f".{part:0{places}d}" if part else ""
    return f"{'-' if money.minor < 0 else ''}{_symbol(money.currency)}{whole:,}{cents}"


def short_number(value: float) -> str:
    """Write a number in three or so digits: ``12.4k``, ``3.1M``, ``812``, ``0.42``."""
    if not math.isfinite(value):
        return NOTHING
    size = abs(value)
    for step, letter in _STEPS:
        if size >= step * 0.9995:
            return f"{_three(value / step)}{letter}"
    return _three(value)


def _three(value: float) -> str:
    size = abs(value)
    digits = 0 if size >= 99.95 or value == round(value) else 1 if size >= 0.995 else 2 if size >= 0.0995 else 3
    text = f"{value:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if digits > 1 else text
    return "0" if text in ("-0", "") else text


def _number_text(value: float, column: Column) -> str:
    if not math.isfinite(value):
        return NOTHING
    of = _of(column)
    if of in ("count", "people"):
        grouped = f"{value:,}" if isinstance(value, int) else f"{value:,.0f}" if abs(value) >= 99.95 else _three(value)
        return grouped + (f" {clean(column.unit)}" if column.unit and len(column.unit) <= 4 else "")
    return _unit_text(value, of, column.unit)


def _estimate_text(value: Estimate, column: Column) -> str:
    of = _of(column)
    middle = _unit_text(value.median, of, column.unit)
    if value.is_exact or not math.isfinite(value.median):
        return middle
    low, high = (_unit_text(v, of, column.unit) for v in (value.low, value.high))
    tail = next((t for t in (" %", "×", " s") if middle.endswith(t)), "")
    return f"{middle} ({low.removesuffix(tail)}–{high})"


def _of(column: Column) -> str:
    return {"share": "share", "multiple": "multiple", "money": "money"}.get(column.kind, column.of)


def _unit_text(value: float, of: str, unit: str) -> str:
    """Write a number in the unit of a measure; money is in minor units of ``unit``."""
    if not math.isfinite(value):
        return NOTHING
    if of == "share":
        return f"{_three(value * 100)} %"
    if of == "multiple":
        return f"{_three(value)}×"
    if of == "seconds":
        return f"{_three(value)} s"
    if of in ("money", "money_each") and is_currency(unit):
        amount = value / 10 ** exponent(unit)
        text = f"{abs(amount):.2f}" if abs(amount) < 100 and amount != round(amount) else short_number(abs(amount))
        if of == "money_each" and abs(amount) < 0.1:
            text = _three(abs(amount))
        return f"{'-' if amount < 0 else ''}{_symbol(unit)}{text}"
    return short_number(value)


def _moment_text(value: dt.datetime) -> str:
    if value.tzinfo is None:
        return f"{value:%Y-%m-%d %H:%M}"
    offset = "UTC" if not value.utcoffset() else value.isoformat(timespec="minutes")[16:]
    return f"{value:%Y-%m-%d %H:%M} {offset}"


def _symbol(currency: str) -> str:
    symbol = SYMBOLS.get(currency, currency)
    return f"{symbol} " if symbol[-1].isalpha() else symbol
