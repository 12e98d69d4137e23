"""A plugin's own tables: how they are made, and what each of them is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from attrs import frozen

from influcore.entities import Entity

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database


@frozen(kw_only=True)
class TableSpec:
    """What a table is; the workspace remembers it even without the plugin.

    ``kind``: *entity* (row images, undo, ``rev``), *observation* (append-only, one journal entry a batch), *derived*
    and *secret* (neither journalled nor dumped). ``person`` is the column that leads to an influencer or profile.
    ``of`` is the attrs class of its rows, for entities and observations; its columns are the class's fields, money as
    two columns ``<field>_minor`` and ``<field>_currency``. ``natural`` names the columns that may occur only once.
    """

    name: str
    kind: Literal["entity", "observation", "derived", "secret"]
    of: type[Entity] | None = None
    person: str | None = None
    on_erase: Literal["delete", "blank"] = "delete"
    natural: tuple[str, ...] = ()


@frozen(kw_only=True)
class Tables:
    """``migrations`` are functions ``m001_…(db)`` in order, append-only; each gets a sqlite-utils Database."""

    migrations: tuple[Callable[[Database], Any], ...]
    tables: tuple[TableSpec, ...]
    order: int = 100
