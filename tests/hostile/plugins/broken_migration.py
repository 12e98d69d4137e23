"""Fail in the middle of a migration."""

from influcore import Tables, TableSpec, hookimpl


def m001_half(db):
    db.table("broken_migration_half").create({"id": str}, pk="id", strict=True)
    raise RuntimeError("boom")


@hookimpl
def influcore_register_tables():
    return [Tables(migrations=(m001_half,), tables=(TableSpec(name="broken_migration_half", kind="derived"),))]
