"""Which columns fit, and what never happens to a number."""

from influcore import Column, ListRows, Money, Table, Unknown
from influcore.contributions import Mark
from influcore_tui.columns import natural_widths, place, shown, titles_of
from influcore_tui.paint import text_of
from influcore_tui.table_model import TableModel
from influcore_tui.window import Wanted, fetch

COLUMNS = (
    Column(name="name", title="Name"),
    Column(name="cost", title="Cost", kind="money"),
    Column(name="note", title="Note", wide=1),
    Column(name="slug", title="Slug", wide=2),
)
ROWS = [
    {"name": "Léa Moreau", "cost": Money(320000, "EUR"), "note": "a note of some length, to be read", "slug": "lea"},
    {"name": "Noa", "cost": None, "note": "", "slug": "noa"},
]


def model(width: int, **more: object) -> TableModel:
    table = Table(columns=COLUMNS, rows=ListRows(ROWS), **more)  # type: ignore[arg-type]
    made = TableModel(table, "a: New thing.")
    made.begin([fetch(table.rows, table.columns, Wanted(), 0, counting=True)])
    made.arrange(width)
    return made


def names(made: TableModel) -> list[str]:
    return [COLUMNS[spot.column].name for spot in made.places]


def test_columns_of_lesser_weight_need_room() -> None:
    assert names(model(100)) == ["name", "cost", "note", "slug"]
    assert names(model(40)) == ["name", "cost", "note"]
    assert names(model(24)) == ["name", "cost"]


def test_a_text_gives_way_before_a_number_does() -> None:
    narrow = model(18)
    line = text_of(narrow.row(0, here=False))
    assert "€3,200" in line
    assert "…" in line


def test_what_does_not_fit_is_reached_by_scrolling_columns() -> None:
    columns = tuple(Column(name=f"n{i}", title=f"Number {i}", kind="int") for i in range(9))
    table = Table(columns=columns, rows=ListRows([{f"n{i}": 10**i for i in range(9)}]))
    made = TableModel(table)
    made.begin([fetch(table.rows, table.columns, Wanted(), 0, counting=True)])
    made.arrange(40)
    seen = {spot.column for spot in made.places}
    assert made.has_more_right
    assert "›" in text_of(made.header(40))
    while made.scroll_columns(1):
        seen |= {spot.column for spot in made.places}
        assert made.places[0].column == 0
    assert seen == set(range(9))
    assert "‹" in text_of(made.header(40))


def test_totals_say_that_they_are_totals() -> None:
    made = model(60, totals={"cost": Money(320000, "EUR")})
    assert text_of(made.foot()).split() == ["Total", "€3,200"]


def test_an_empty_table_names_the_key_that_begins() -> None:
    table = Table(columns=COLUMNS, rows=ListRows([]), empty="No things yet.")
    made = TableModel(table, "a: New thing.")
    made.begin([fetch(table.rows, table.columns, Wanted(), 0, counting=True)])
    made.arrange(60)
    assert "No things yet. a: New thing." in " ".join(text_of(line) for line in made.nothing(60))
    made.wanted = Wanted(match="xyz")
    assert "No row holds “xyz”. Esc clears" in " ".join(text_of(line) for line in made.nothing(60))


def test_sorting_begins_large_for_numbers_and_turns_round_the_second_time() -> None:
    made = model(60)
    made.wanted = made.sorted_by("cost")
    assert made.wanted == Wanted("", "cost", True)
    assert "Cost ▼" in text_of(made.header(60))
    made.wanted = made.sorted_by("cost")
    assert made.wanted.descending is False
    assert made.sorted_by("name") == Wanted("", "name", False)


def test_what_is_unknown_says_why() -> None:
    assert shown(Unknown("needs reach"), COLUMNS[0]).text == "? needs reach"
    assert shown(Mark("overdue", "bad"), COLUMNS[0]).text == "! overdue"


def test_a_rate_says_what_it_is_a_rate_of() -> None:
    assert titles_of([Column(name="er", title="ER", basis="reach")]) == ["ER (reach)"]


def test_places_never_exceed_the_room() -> None:
    for room in range(1, 120):
        widths = natural_widths(titles_of(COLUMNS), [])
        places = place(COLUMNS, [w + 12 for w in widths], room)
        assert places
        assert sum(spot.width for spot in places) + 2 * (len(places) - 1) <= room
