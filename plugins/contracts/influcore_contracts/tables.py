"""The plugin's own tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from influcore import Tables, TableSpec

from .entities import Contract, Event

if TYPE_CHECKING:
    from sqlite_utils import Database

_DAYS = (
    "signed_on", "valid_from", "valid_to", "exclusivity_from", "exclusivity_to", "rights_from", "rights_to",
)  # fmt: skip


def m001_contracts(db: Database) -> None:
    """Make the tables of contracts and of their steps; a step can be taken back by undo, and never edited."""
    names = (
        "id", "collaboration", "title", "status", "law", "exclusivity", "exclusivity_category",
        "exclusivity_competitors", "rights_scope", "rights_purpose", "rights_territory", "disclosure", "note",
    )  # fmt: skip
    contract: dict[str, type] = {"rev": int} | dict.fromkeys((*names, *_DAYS), str)
    db.table("contracts_contract").create(
        contract,
        pk="id",
        not_null=set(contract) - {"id", *_DAYS},
        foreign_keys=[("collaboration", "collaboration", "id")],
        strict=True,
    )
    db.table("contracts_contract").create_index(["collaboration"])
    event: dict[str, type] = {"rev": int}
    event |= dict.fromkeys(("id", "contract", "at", "from_status", "to_status", "by", "note"), str)
    db.table("contracts_event").create(
        event,
        pk="id",
        not_null=set(event) - {"id"},
        foreign_keys=[("contract", "contracts_contract", "id")],
        strict=True,
    )
    db.table("contracts_event").create_index(["contract"])
    db.execute(
        "CREATE TRIGGER contracts_event_is_never_edited BEFORE UPDATE ON contracts_event "
        "BEGIN SELECT RAISE(ABORT, 'a step of a contract is never edited'); END"
    )


TABLES = Tables(
    migrations=(m001_contracts,),
    tables=(
        TableSpec(name=Contract.KIND, kind="entity", of=Contract, person="collaboration"),
        TableSpec(name=Event.KIND, kind="entity", of=Event, person="contract"),
    ),
)
