"""The contract of panels passes a good one, and says which cell, window or column of another is at fault."""

from __future__ import annotations

import itertools

import pytest
from attrs import frozen

from influcore import Campaign, Column, Influencer, ListRows, Panel, SqlRows, Table, hookimpl, opt
from influcore.contributions import small_table
from influcore.testing import PanelContract

COLUMNS = (Column(name="name", title="Name"), Column(name="followers", title="Followers", kind="int"))
_NUMBERS = itertools.count(1)


@frozen(kw_only=True)
class Of:
    """A campaign."""

    campaign: str = opt("The campaign.", ref="campaign", arg=True)


def _rows(session):
    return [{"name": i.name, "followers": 5, "_ref": i.ref} for i in session.list(Influencer)]


def read(session, params):
    session.get(Campaign, params.campaign)
    return small_table(COLUMNS, _rows(session), row="influencer", empty="Nobody yet: `influencer.new`.")


def contract(read=read, **facts):
    name = f"mine{next(_NUMBERS)}"
    panel = Panel(
        name=f"{name}.people", title="People", help="People.", read=read, subject="campaign", params=Of, **facts
    )

    class Mine:
        @hookimpl
        def influcore_register_panels(self):
            return (panel,)

    return type("TestPeople", (PanelContract,), {"plugin": (name, Mine())})


def _by_sql(session, params):
    rows = SqlRows(session, "SELECT name, 5 AS followers FROM influencer", columns={"name": "name"}, search=("name",))
    return Table(columns=COLUMNS, rows=rows, empty="Nobody yet.")


def test_a_good_panel_passes(verdict):
    assert verdict(contract()) == {}


def test_a_window_on_sql_that_says_what_it_can_not_sort_by_passes(verdict):
    assert verdict(contract(_by_sql)) == {}


def _counting(session, params):
    return small_table(COLUMNS, [{"name": "x", "followers": next(_NUMBERS)}])


def _writing(session, params):
    session._conn.execute("PRAGMA query_only=OFF")
    session._conn.execute("UPDATE influencer SET notes = notes || '!'")
    return read(session, params)


def _odd_cell(session, params):
    return small_table(COLUMNS, [{"name": {"a": 1}, "followers": 5}])


def _wrong_kind(session, params):
    return small_table(COLUMNS, [{"name": "x", "followers": "5,000"}])


class _Forgetful(ListRows):
    def count(self, match=""):
        return 7


class _Unsortable(ListRows):
    def stream(self, *, sort="", descending=False, match=""):
        return (
            iter(sorted(super().stream(match=match), key=lambda row: row[sort]))
            if sort
            else super().stream(match=match)
        )


def _of_rows(rows):
    return lambda session, params: Table(columns=COLUMNS, rows=rows(session), empty="Nobody.")


def _mixed(session):
    return _Unsortable([{"name": "x", "followers": 5}, {"name": None, "followers": 6}])


def _notes(session, params):
    return small_table(COLUMNS, [{"name": i.notes, "followers": 5} for i in session.list(Influencer)])


def _formatting(session, params):
    people = session.list(Influencer)
    return small_table(COLUMNS, [{"name": ("known as " + i.name) % (), "followers": 5} for i in people])


@pytest.mark.parametrize(
    ("read", "test", "words"),
    [
        (_counting, "reading_changes_nothing", ("something else the second time", ".rows[0].followers")),
        (_writing, "reading_changes_nothing", ("writes", "table influencer")),
        (_odd_cell, "every_face_can_show_it", ("column name", "a cell is a dict")),
        (_wrong_kind, "every_face_can_show_it", ("column followers of kind int", "'5,000'", "expected int")),
        (_of_rows(lambda s: _Forgetful(_rows(s))), "windows_agree_with_counts", ("counts 7 rows and streams 2",)),
        (_of_rows(_mixed), "every_column_sorts_or_says_why_not", ("sorted by name", "TypeError", "row[sort]")),
        (_formatting, "hostile_text_is_inert", ("TypeError: not enough arguments", "% ()")),
        (lambda session, params: 1 / 0, "it_shows_something", ("ZeroDivisionError", "1 / 0")),
        (lambda session, params: "text", "it_shows_something", ("gave 'text'", "expected a content")),
        (_of_rows(lambda s: ListRows([])), "it_shows_something", ("shows nothing", "overriding `fill`")),
    ],
    ids=["counts", "writes", "dict", "kind", "count", "sort", "format", "raises", "text", "empty"],
)
def test_a_bad_panel_is_told_which_cell_it_is(verdict, read, test, words):
    told = verdict(contract(read), test)
    assert [word for word in words if word not in told[test]] == []


def test_what_may_be_shared_shows_no_notes(verdict):
    assert verdict(contract(_notes), "private") == {}
    told = verdict(contract(_notes, share="on_request"), "private")
    assert "column name: expected private=True" in told["private_texts_stay_at_home"]


def test_the_hostile_workspace_is_hostile(workspace):
    desk, _ = contract()().hostile(workspace)
    person = desk.session().list(Influencer)[0]
    assert person.name.startswith("=HYPERLINK")
    assert "\x1b[31m" in person.notes


def test_a_plugin_that_the_host_refuses_is_told_so(verdict):
    class Misspelt:
        @hookimpl
        def influcore_register_panel(self):
            return ()

    made = type("TestMisspelt", (PanelContract,), {"plugin": Misspelt()})
    with pytest.raises(pytest.fail.Exception, match="did you mean influcore_register_panels"):
        verdict(made)
