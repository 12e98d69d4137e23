"""Contents as lines of text: cards, charts, documents, boards. Pure functions of a content and a width."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args, get_type_hints

from influcore.contributions import Board, Card, Cards, Chart, Column, Document, Mark, Series
from influcore.contributions.cells import cell_text, short_number
from influcore.terminal import clean

from .columns import shown
from .paint import Line, Span, beside, fit, padded, signed, width_of, wrap

CARD = 17
BAR = "│ "
_OF = get_args(get_type_hints(Column)["of"])
Of = Any


def column_for(of: str, kind: Any = "text", unit: str = "") -> Column:
    """Make the column a lone value is written under; ``of`` may be any word, known or not."""
    known: Of = of if of in _OF else "count"
    return Column(name="value", title="", kind=kind, of=known, unit=unit or ("" if of in _OF else of))


def paint_cards(content: Cards, width: int) -> list[Line]:
    """Paint cards side by side, in the number of columns that takes the fewest lines."""
    if not content.cards:
        return [((f"  {line}", "dim"),) for line in wrap(clean(content.empty), max(10, width - 4))]
    most = max(1, min(len(content.cards), (width - 1) // (CARD + 2)))
    return min((_card_rows(content.cards, columns, width) for columns in range(most, 0, -1)), key=len)


def _card_rows(cards: Sequence[Card], columns: int, width: int) -> list[Line]:
    each = (width - 1) // columns - 2
    lines: list[Line] = []
    for start in range(0, len(cards), columns):
        blocks = [_card(card, each) for card in cards[start : start + columns]]
        tallest = max(len(block) for block in blocks)
        blocks = [[*block, *[((BAR, "dim"),)] * (tallest - len(block))] for block in blocks]
        lines += [((" ", "plain"), *line) for line in beside(blocks, [each] * len(blocks))]
        lines.append(())
    return lines[:-1]


def _card(card: Card, width: int) -> list[Line]:
    cell = shown(card.value, column_for(card.of, card.kind, card.unit))
    value = [((text, "title" if cell.style == "plain" else cell.style),) for text in wrap(cell.text, width - 2)[:2]]
    title: list[Line] = [((text, "dim"),) for text in wrap(clean(card.title), width - 2)[:2]]
    lines: list[Line] = [*title, *value]
    if card.mark is not None and card.mark.word:
        lines.append(((signed(clean(card.mark.word), card.mark.tone), card.mark.tone),))
    if card.note:
        lines += [((text, "dim"),) for text in wrap(clean(card.note), width - 2)[:3]]
    return [((BAR, "dim"), *line) for line in lines]


def paint_chart(content: Chart, width: int) -> list[Line]:
    """Paint bars to one scale, each with its number; an interval is drawn from low to high around the middle."""
    lines: list[Line] = _titled(content.title)
    points = [(series, at) for series in content.series for at in range(len(series.points))]
    if not points:
        return [*lines, (("  Nothing to draw yet.", "dim"),)]
    names = [clean(str(series.points[at][0])) for series, at in points]
    values = [_point_text(series, at, content.unit) for series, at in points]
    label = min(max(width_of(name) for name in names), max(8, width // 4))
    value = max(width_of(text) for text in values)
    room = max(8, width - label - value - 6)
    top = max(_ends(series, at)[1] for series, at in points) or 1.0
    for number, (series, at) in enumerate(points):
        if at == 0 and len(content.series) > 1:
            lines += [((f"  {clean(series.name)}", "head"),)]
        bar = _bar(series, at, top, room)
        lines.append(
            (("  " + fit(names[number], label), "plain"), ("  ", "plain"), bar, ("  " + values[number], "title"))
        )
    axis = " · ".join(clean(text) for text in (content.x, content.y) if text)
    return [*lines, ((f"  {axis}", "dim"),)] if axis else lines


def _ends(series: Series, at: int) -> tuple[float, float]:
    middle = series.points[at][1]
    low, high = series.bands[at] if series.bands else (0.0, middle)
    return low, max(high, middle)


def _bar(series: Series, at: int, top: float, room: int) -> Span:
    middle = _cell(series.points[at][1], top, room)
    if not series.bands:
        return fit("█" * middle if series.points[at][1] > 0 else "", room), "accent"
    low, high = (_cell(end, top, room) for end in _ends(series, at))
    cells = [" "] * room
    for cell in range(max(0, low - 1), high):
        cells[cell] = "─"
    cells[max(0, low - 1)], cells[high - 1] = "├", "┤"
    cells[middle - 1] = "●"
    return "".join(cells), "accent"


def _cell(value: float, top: float, room: int) -> int:
    return max(1, min(room, round(value / top * room)))


def _point_text(series: Series, at: int, unit: str) -> str:
    def write(value: float) -> str:
        column = column_for(unit)
        return cell_text(value, column) if unit in _OF and unit not in ("count", "people") else short_number(value)

    middle = write(series.points[at][1])
    suffix = f" {clean(unit)}" if unit and unit not in _OF else ""
    if not series.bands:
        return middle + suffix
    low, high = series.bands[at]
    return f"{middle} ({write(low)}–{write(high)}){suffix}"


def paint_document(content: Document, width: int) -> list[Line]:
    """Paint paragraphs, wrapped to a width that can still be read."""
    lines: list[Line] = _titled(content.title)
    for heading, text in content.paragraphs:
        if heading:
            lines.append(((f"  {clean(heading)}", "head"),))
        for part in text.splitlines() or [""]:
            lines += [((f"  {line}", "plain"),) for line in wrap(clean(part), max(10, min(96, width - 4)))]
        lines.append(())
    return lines[:-1] if lines else [(("  Nothing is written here yet.", "dim"),)]


def paint_board(content: Board, width: int) -> list[Line]:
    """Paint lanes next to one another, or below where they would be too narrow to read."""
    lines = _titled(content.title)
    blocks = [_lane(name, cards) for name, cards in content.lanes]
    each = (width - 2) // max(1, len(blocks)) - 2
    if each >= 16:
        return lines + [((" ", "plain"), *line) for line in beside(blocks, [each] * len(blocks))]
    for block in blocks:
        lines += [((" ", "plain"), *padded(line, width - 2)) for line in [*block, ()]]
    return lines


def _lane(name: str, cards: Sequence[Card]) -> list[Line]:
    lines: list[Line] = [((f"{clean(name)} ({len(cards)})", "head"),)]
    for card in cards:
        mark = card.mark or Mark("")
        lines.append(((signed(clean(card.title), mark.tone), mark.tone),))
        if card.note:
            lines.append(((f"  {clean(card.note)}", "dim"),))
    return lines if cards else [*lines, (("–", "dim"),)]


def _titled(title: str) -> list[Line]:
    return [((f"  {clean(title)}", "title"),), ()] if title else []
