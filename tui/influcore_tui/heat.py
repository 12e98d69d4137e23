"""A square of numbers as a heat map: the number is always written, the shade only repeats it."""

from __future__ import annotations

from influcore.contributions import Matrix
from influcore.terminal import clean

from .paint import Line, fit, width_of, wrap

CELL = 6
SHADES = 5


def paint_matrix(content: Matrix, width: int) -> list[Line]:
    """Paint rows against numbered columns; columns that do not fit follow in further bands."""
    lines: list[Line] = [((f"  {clean(content.title)}", "title"),)] if content.title else []
    if not content.labels:
        return [*lines, *[((f"  {text}", "dim"),) for text in wrap(clean(content.empty), max(10, width - 4))]]
    names = [f"{at} {clean(ref.label or ref.id)}" for at, ref in enumerate(content.labels, 1)]
    label = min(max(width_of(name) for name in names), max(10, width // 3))
    band = max(1, (width - label - 4) // CELL)
    share = _is_share(content)
    lines.append(((f"  {clean(content.unit)}" + (", in %" if share else ""), "dim"),))
    for start in range(0, len(names), band):
        columns = range(start, min(start + band, len(names)))
        lines.append((("  " + " " * label, "head"), *((fit(str(at + 1), CELL, True), "head") for at in columns)))
        for row, name in enumerate(names):
            cells = tuple(_cell(content, row, at, share) for at in columns)
            lines.append((("  " + fit(name, label), "plain"), *cells))
        lines.append(())
    return lines[:-1]


def _is_share(content: Matrix) -> bool:
    """Say whether the numbers are shares of one, as overlap's are."""
    values = [value for row in content.values for value in row if value is not None]
    return bool(values) and all(0 <= value <= 1 for value in values) and any(value % 1 for value in values)


def _cell(content: Matrix, row: int, at: int, share: bool) -> tuple[str, str]:
    value = content.values[row][at]
    if value is None or row == at:
        return fit("·", CELL, True), "dim"
    top = max((v for i, r in enumerate(content.values) for j, v in enumerate(r) if v is not None and i != j), default=0)
    shade = min(SHADES - 1, int(value / top * SHADES)) if top > 0 else 0
    return fit(_number(value * 100 if share else value) + " ", CELL, True), f"heat{shade}"


def _number(value: float) -> str:
    if value == 0 or value >= 10:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 0.1 else "<0.1"
