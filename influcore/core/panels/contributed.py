"""Fields that plugins hang on what a panel shows: as columns of a list, and as cards of one thing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from influcore.contributions import Card, Cards, Cell, Column, Field, Mark, Session
from influcore.contributions.content import ColumnKind
from influcore.entities import Money, Ref

_KINDS: dict[type, ColumnKind] = {
    int: "int", float: "number", bool: "flag", Money: "money", dt.date: "date", dt.datetime: "datetime", Mark: "mark",
}  # fmt: skip


def contributed(session: Session, subject: str) -> Sequence[Field]:
    """Give the fields of a kind that plugins brought; the core shows its own already."""
    return [field for field in session.fields(subject) if not field.name.startswith(f"{subject}.")]


def field_columns(fields: Sequence[Field], wide: int = 2) -> tuple[Column, ...]:
    """Make a column of each field."""
    return tuple(
        Column(name=field.name, title=field.title, kind=_KINDS.get(field.type, "text"), wide=wide) for field in fields
    )


def field_cells(session: Session, fields: Sequence[Field], refs: Sequence[Ref]) -> list[dict[str, Cell]]:
    """Read the fields of many things at once; a row for each, in order."""
    read = {field.name: session.field(field.name, refs) for field in fields}
    return [{name: values[place] for name, values in read.items()} for place in range(len(refs))]


def field_cards(session: Session, ref: Ref) -> Cards:
    """Show the fields of one thing."""
    fields = contributed(session, ref.kind)
    [cells] = field_cells(session, fields, [ref])
    cards = (
        Card(title=f.title, name=f.name, value=cells[f.name], kind=_KINDS.get(f.type, "text"), note=f.help)
        for f in fields
    )
    return Cards(cards=tuple(cards), title="From plugins", empty="No plugin says anything more.")
