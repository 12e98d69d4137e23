"""The contract of tables passes good ones, and names the table, column or step that is wrong in others."""

from __future__ import annotations

from typing import ClassVar

import pytest
from attrs import evolve, frozen

from influcore import Entity, Tables, TableSpec, hookimpl
from influcore.testing import TablesContract


@frozen(kw_only=True)
class Rating(Entity):
    """How safe an influencer is for a brand."""

    KIND: ClassVar[str] = "safety_rating"
    influencer: str
    stars: int
    remark: str | None = None


COLUMNS = {"id": str, "rev": int, "influencer": str, "stars": int}


def m001_ratings(db):
    keys = [("influencer", "influencer", "id")]
    db.table("safety_rating").create(
        COLUMNS, pk="id", not_null={"rev", "influencer", "stars"}, foreign_keys=keys, strict=True
    )
    db.table("safety_rating").create_index(["influencer"], unique=True)


def m002_remarks(db):
    db.table("safety_rating").add_column("remark", str)


SPEC = TableSpec(name="safety_rating", kind="entity", of=Rating, person="influencer", natural=("influencer",))
TABLES = Tables(migrations=(m001_ratings, m002_remarks), tables=(SPEC,))


def contract(tables=TABLES, stars=4):
    class Safety:
        @hookimpl
        def influcore_register_tables(self):
            return (tables,)

    class Made(TablesContract):
        plugin = ("safety", Safety())

        def examples(self, write, planted):
            return (Rating(influencer=planted.influencers[0].id, stars=stars),)

    return Made


def test_good_tables_pass(verdict):
    assert verdict(contract()) == {}


def _loose(db):
    columns = COLUMNS | {"remark": str}
    db.table("safety_rating").create(columns, pk="id", not_null={"rev", "influencer", "stars"})
    db.table("safety_rating").create_index(["influencer"], unique=True)


def _doubled(db):
    db.table("safety_rating").create(
        COLUMNS | {"remark": str}, pk="id", not_null={"rev", "influencer", "stars"}, strict=True
    )


def _other_columns(db):
    db.table("safety_rating").create(
        {"id": str, "rev": int, "influencer": str, "points": int, "remark": str}, pk="id",
        not_null={"rev", "influencer", "remark"}, strict=True,
    )  # fmt: skip
    db.table("safety_rating").create_index(["influencer"], unique=True)


def m003_more(db):
    db.table("safety_more").create({"id": str}, pk="id", strict=True)


def m004_raises(db):
    raise RuntimeError("no such thing")


def _named(step, name="m001_ratings"):
    step.__name__ = name
    return step


@pytest.mark.parametrize(
    ("tables", "test", "words"),
    [
        (evolve(TABLES, migrations=(_named(_loose),)), "tables_are_strict", ("safety_rating: create it with strict",)),
        (evolve(TABLES, migrations=(_named(_doubled),)), "what_may_occur_once_occurs_once", ("on influencer",)),
        (
            evolve(TABLES, migrations=(_named(_doubled),)), "the_same_natural_key_is_refused_in_words",
            ("a second one of the same natural key went in",),
        ),
        (
            evolve(TABLES, migrations=(_named(_other_columns),)), "columns_are_the_fields_of_the_class",
            ("the class has “stars”, the table has not", "the table has “points”", "remark may be None"),
        ),
        (
            evolve(TABLES, migrations=(m001_ratings, m002_remarks, m003_more)), "migrations_make_what_is_described",
            ("no TableSpec describes", "safety_more"),
        ),
        (
            evolve(TABLES, migrations=(m002_remarks, m001_ratings)), "migrations_make_what_is_described",
            ("numbers must be each their own, and rise",),
        ),
        (
            evolve(TABLES, migrations=(_named(lambda db: m001_ratings(db), "first"),)),
            "migrations_make_what_is_described", ("first: call it m001_what",),
        ),
        (
            evolve(TABLES, migrations=(m001_ratings, m002_remarks, m004_raises)), "tables_are_strict",
            ("a migration fails on an empty workspace", "RuntimeError: no such thing"),
        ),
        (
            evolve(TABLES, tables=(evolve(SPEC, person="creator"),)), "columns_are_the_fields_of_the_class",
            ("person is “creator”, which is no column",),
        ),
    ],
    ids=["loose", "doubled", "doubled-in", "columns", "undescribed", "order", "name", "raises", "person"],
)  # fmt: skip
def test_bad_tables_are_told_what_is_wrong(verdict, tables, test, words):
    told = verdict(contract(tables), test)
    assert [word for word in words if word not in told[test]] == []


def test_a_table_without_an_example_is_asked_for_one(verdict):
    made = contract()
    del made.examples
    told = verdict(made, "journalled")
    assert "safety_rating: override `examples(write, planted)`" in told["rows_are_journalled_and_undone"]


def test_an_example_that_can_not_be_stored_is_told(verdict):
    told = verdict(contract(stars="four"), "journalled")
    assert "an example can not be stored" in told["rows_are_journalled_and_undone"]
