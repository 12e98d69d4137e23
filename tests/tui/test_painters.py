"""Contents as text."""

import datetime as dt

from influcore import Board, Card, Cards, Chart, Document, Estimate, Matrix, Ref, Series, Timeline
from influcore.contributions import Mark
from influcore_tui.contents import shape_of, table_of
from influcore_tui.heat import paint_matrix
from influcore_tui.paint import Line, text_of, width_of
from influcore_tui.painters import paint_board, paint_cards, paint_chart, paint_document
from influcore_tui.spans import CELLS, span_bar


def text(lines: list[Line], width: int) -> str:
    shown = [text_of(line) for line in lines]
    assert all(width_of(line) <= width for line in shown)
    return "\n".join(shown)


def test_cards_stand_side_by_side_where_there_is_room() -> None:
    cards = Cards(cards=tuple(Card(title=f"Card {n}", value=n, note="a note") for n in range(4)))
    assert len(paint_cards(cards, 80)) == 3
    assert len(paint_cards(cards, 20)) > 10
    assert "Card 3" in text(paint_cards(cards, 80), 80)


def test_a_card_shows_estimate_mark_and_note() -> None:
    card = Card(title="Reach", value=Estimate(median=12400, low=9100, high=16200), kind="estimate", of="people",
                mark=Mark("below target", "bad"), note="modelled")  # fmt: skip
    shown = text(paint_cards(Cards(cards=(card,)), 80), 80)
    assert "12.4k (9.1k–16.2k)" in shown
    assert "! below target" in shown
    assert "modelled" in shown


def test_cards_without_cards_say_so() -> None:
    assert "No pieces yet" in text(paint_cards(Cards(cards=(), empty="No pieces yet."), 80), 80)


def test_a_chart_draws_intervals_and_writes_every_number() -> None:
    series = Series(
        name="reach", points=(("Léa", 12400.0), ("Noa", 6000.0)), bands=((9100.0, 16200.0), (4000.0, 8000.0))
    )
    shown = text(paint_chart(Chart(series=(series,), title="Reach", unit="people"), 80), 80)
    assert "12.4k (9.1k–16.2k)" in shown
    first, second = [line for line in shown.splitlines() if "●" in line]
    assert first.index("●") > second.index("●")
    assert first.index("├") < first.index("●") < first.index("┤")


def test_bars_are_in_proportion() -> None:
    chart = Chart(series=(Series(name="x", points=(("a", 10.0), ("b", 5.0), ("c", 0.0))),))
    bars = [line.count("█") for line in text(paint_chart(chart, 80), 80).splitlines()]
    assert bars[0] == 2 * bars[1] or abs(bars[0] - 2 * bars[1]) <= 1
    assert bars[2] == 0


def test_a_chart_of_nothing_says_so() -> None:
    assert "Nothing to draw" in text(paint_chart(Chart(series=()), 80), 80)


def matrix(names: int) -> Matrix:
    values = tuple(tuple(1.0 if i == j else abs(i - j) / 50 for j in range(names)) for i in range(names))
    return Matrix(
        labels=tuple(Ref("influencer", str(i), f"Person {i}") for i in range(names)), values=values, unit="share"
    )


def test_a_heat_map_writes_its_numbers() -> None:
    lines = paint_matrix(matrix(3), 80)
    assert "2.0" in text(lines, 80)
    assert "4.0" in text(lines, 80)
    styles = {style for line in lines for _, style in line}
    assert {"heat4", "dim"} <= styles


def test_a_heat_map_of_many_goes_on_in_bands() -> None:
    shown = text(paint_matrix(matrix(30), 80), 80)
    assert shown.count("30 Person 29") >= 3


def test_paragraphs_wrap() -> None:
    document = Document(paragraphs=(("Brief", "word " * 60), ("", "two\nlines")), title="About")
    shown = text(paint_document(document, 60), 60)
    assert "Brief" in shown
    assert "  two\n  lines" in shown


def test_lanes_of_a_board_go_below_one_another_where_it_is_narrow() -> None:
    lanes = tuple((f"Lane {n}", (Card(title="thing", value=1),)) for n in range(6))
    assert len(paint_board(Board(lanes=lanes), 140)) == 2
    assert len(paint_board(Board(lanes=lanes), 60)) > 6


def test_spans_are_drawn_to_one_scale() -> None:
    days = [dt.date(2026, 1, 1), dt.date(2026, 12, 31)]
    assert span_bar(days[0], days[1], days) == "━" * CELLS
    half = span_bar(dt.date(2026, 7, 1), days[1], days)
    assert half.startswith("·")
    assert half.endswith("━")
    assert span_bar(None, None, []).startswith("◂")
    assert span_bar(days[0], None, days).endswith("▸")
    assert all(len(span_bar(a, b, days)) == CELLS for a in (None, days[0]) for b in (None, days[1]))


def test_a_timeline_is_a_table_with_bars() -> None:
    ref = Ref("contract", "1", "x")
    table = table_of(Timeline(spans=(("Rights", dt.date(2026, 1, 1), None, Mark("running", "good"), ref),)))
    row = table.rows.window(0, 5)[0]
    assert row["_ref"] == ref
    assert row["ends"] == Mark("open")
    assert next(c for c in table.columns if c.name == "bar").kind != "text"


def test_contents_of_one_shape_can_be_shown_in_place() -> None:
    one, two = Cards(cards=()), Cards(cards=(Card(title="a", value=1),))
    assert shape_of(one) == shape_of(two)
    assert shape_of(one) != shape_of(Document(paragraphs=()))
    assert shape_of(matrix(2)) == shape_of(matrix(3))
    assert shape_of(matrix(2).table()) != shape_of(matrix(3).table())
