"""A user's mapping: columns of a file renamed to what a connector knows them by, before it sees the file."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import evolve

from influcore.contributions import Connector
from influcore.entities import Layout
from influcore.errors import InvalidInput, UnknownId

from .options import ImportOptions

if TYPE_CHECKING:
    from influcore.services.desk import Desk

NOTHING = "-"
# In how many ways a date is written with day or month first, by what CLDR gives as a locale's short date.
_ORDERS = {"d": "dmy", "M": "mdy"}


def renamed(header: Sequence[str], mapping: Mapping[str, str], file: str) -> list[str]:
    """Rename the columns of a header; ``#3`` is the third, ``-`` leaves a column out.

    A column that has the name of a field already, and is not mapped itself, makes way for the one that is.
    Errors: InvalidInput names a column that is not there.
    """
    if not mapping:
        return list(header)
    found = {_place(header, name, file): field.strip() for name, field in mapping.items()}
    taken = {_plain(field) for field in found.values()}
    return [
        ("" if found[i] == NOTHING else found[i]) if i in found else "" if _plain(name) in taken else name
        for i, name in enumerate(header)
    ]


def renamed_records(
    rows: Iterator[tuple[int, list[str]]], mapping: Mapping[str, str], file: str
) -> Iterator[tuple[int, list[str]]]:
    """Give the records with the first of them, the header, renamed."""
    for number, (line, row) in enumerate(rows):
        yield line, renamed(row, mapping, file) if number == 0 else row


def check_fields(connector: Connector, mapping: Mapping[str, str]) -> None:
    """Refuse a field that the connector does not know. Errors: InvalidInput names those it knows."""
    known = {_plain(field) for field in connector.fields}
    strange = [
        (column, f"“{field}” is no field of {connector.name}")
        for column, field in mapping.items()
        if known and field.strip() != NOTHING and _plain(field) not in known
    ]
    if strange:
        fields = ", ".join(connector.fields)
        raise InvalidInput("strange --map", problems=strange, hint=f"fields are {fields}, or - for none")


def with_layout(desk: Desk, name: str, options: ImportOptions) -> ImportOptions:
    """Add what is kept under a name; what was said beside it counts more. Errors: UnknownId."""
    layouts = desk.session().list(Layout)
    layout = next((found for found in layouts if found.slug == name), None)
    if layout is None:
        names = [found.slug for found in layouts]
        near = difflib.get_close_matches(name, names, n=3)
        hint = f"kept are {', '.join(names)}" if names else "--save-mapping NAME keeps one"
        raise UnknownId("mapping", name, near=near, hint=hint)
    return evolve(
        options,
        connector=options.connector or layout.connector,
        mapping={**layout.columns, **options.mapping},
        options={**layout.options, **options.options},
    )


def save_layout(desk: Desk, name: str, options: ImportOptions, connector: str) -> str:
    """Keep a mapping under a name, in place of what it meant before; gives a sentence."""
    wanted = Layout(slug=name, connector=connector, columns=dict(options.mapping), options=dict(options.options))
    with desk.write("import.mapping") as write:
        there = write.list(Layout, slug=name)
        if there and evolve(wanted, id=there[0].id, rev=there[0].rev) == there[0]:
            return f"the mapping {name} is kept already"
        if there:
            write.change(evolve(wanted, id=there[0].id, rev=there[0].rev))
        else:
            write.add(wanted)
        write.note(f"kept the mapping {name}")
    return f"kept the mapping {name}; --mapping {name} uses it"


def locale_options(name: str) -> dict[str, str]:
    """Give what a locale says of ambiguous numbers and dates. Errors: InvalidInput for what is no locale."""
    from babel import Locale, UnknownLocaleError
    from babel.dates import get_date_format
    from babel.numbers import get_decimal_symbol

    try:
        locale = Locale.parse(name.replace("-", "_"))
    except (UnknownLocaleError, ValueError) as error:
        raise InvalidInput(f"“{name}” is no locale", hint="as in de, fr, pt-BR, en-GB") from error
    first = re.search(r"[dMy]", get_date_format("short", locale=locale).pattern)
    said = {"decimal": get_decimal_symbol(locale)}
    if first and first[0] in _ORDERS:
        said["dates"] = _ORDERS[first[0]]
    return said if said["decimal"] in (".", ",") else {k: v for k, v in said.items() if k != "decimal"}


def _place(header: Sequence[str], name: str, file: str) -> int:
    wanted = name.strip()
    if re.fullmatch(r"#[0-9]{1,4}", wanted) and 0 < int(wanted[1:]) <= len(header):
        return int(wanted[1:]) - 1
    places = [i for i, column in enumerate(header) if _plain(column) == _plain(wanted)]
    if len(places) == 1:
        return places[0]
    columns = ", ".join(column.strip() for column in header[:20])
    if places:
        raise InvalidInput(
            f"{file} has the column “{wanted}” {len(places)} times", hint=f"name it by its place, as #{places[0] + 1}"
        )
    raise InvalidInput(f"{file} has no column “{wanted}”", hint=f"it has {columns}; #1 is the first")


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name.replace("\u00ad", "").casefold()).strip()
