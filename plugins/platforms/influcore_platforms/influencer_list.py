"""Lists of influencers as people and other tools keep them: a row a person, with one account or several.

One column a network (Aspire), pairs of network and name (Stellar), links (Upfluence, CreatorIQ), bare @handles (Klear)
or whatever else `list_names` knows; any other column can be mapped to one of its fields.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from attrs import frozen

from influcore import Connector, CreatorRecord, InvalidInput, Match, Note, Reject, Sample, Source
from influcore.contributions.numbers import is_missing, parse_count
from influcore.entities import clean_handle, platform_named as described

from .headers import cell, columns, delimiter_of, opened, plain
from .list_columns import Understood, host_of, is_piece, understand
from .list_names import FIELDS, HOSTS, NETWORKS
from .places import platform_named, platform_of
from .post_fields import COUNTS, CREATOR, POST

SAMPLE = 300
Row = tuple[int, list[str]]
Account = tuple[str, str, int | None]  # platform, handle, followers


class _Bad(ValueError):
    """A row can not be used for the sake of one cell."""

    def __init__(self, reason: str, column: int | None, value: str) -> None:
        super().__init__(reason)
        self.column = column
        self.value = value


def sniff(sample: Sample) -> Match | None:
    """Know a list by a column of accounts beside others that lists of people have, and by holding no posts."""
    post = columns(sample.header, POST)
    if {"posted", "key"} & set(post) and ("key" in post or columns(sample.header, COUNTS)):
        return None
    rows = _sample_rows(sample)
    found = understand(sample.header, rows)
    if not found.has_identity or not rows:
        return None
    named = len(found.used) - len(found.by_values)
    own = bool(found.accounts or "platform" in found.fields)
    if not own and {"id", "handle"} <= set(columns(sample.header, CREATOR)):
        return None  # a table with ids of its own, which posts refer to
    if found.fields.keys() == {"url"} and not found.accounts and not _links(found, rows):
        return None
    what = ", ".join([*dict.fromkeys(network for network, _ in found.accounts), *found.fields])
    if named >= 2:
        return Match(
            80 if found.accounts or (own and "handle" in found.fields) else 65, f"a list of influencers: {what}"
        )
    return Match(45, f"a list of accounts: {what}") if _links(found, rows) else None


def _sample_rows(sample: Sample) -> list[list[str]]:
    lines = sample.text.lstrip("\n").split("\n")[: SAMPLE + 1]
    try:
        return [row for row in csv.reader(lines, delimiter=sample.delimiter) if any(row)][1:]
    except csv.Error:
        return []


def _links(found: Understood, rows: Sequence[Sequence[str]]) -> bool:
    """Say whether what stands in the columns of accounts begins with @ or is a link to a network."""
    places = [*found.fields.get("handle", []), *found.fields.get("url", []), *(i for _, i in found.accounts)]
    values = [v for row in rows for i in places if (v := cell(row, i))]
    return bool(values) and all(v.startswith("@") or host_of(v) in HOSTS for v in values)


def read(source: Source) -> Iterator[CreatorRecord | Reject | Note]:
    """Give one record an account; those of a row, or of the same person's id, are one person."""
    header, rows = opened(source, delimiter_of(source))
    first = list(islice(rows, SAMPLE))
    found = understand(header, [row for _, row in first])
    if not found.has_identity:
        names = ", ".join(name.strip() for name in header[:12])
        raise InvalidInput(
            f"{source.name}: no column of accounts among {names}", hint="name it with --map COLUMN=handle or =instagram"
        )
    platform, notes = _default_platform(source, found)
    yield from (*notes, *_notes(found))
    table = _List(source, found, platform)
    for line, row in chain(first, rows):
        if not any(value.strip() for value in row):
            continue
        try:
            yield from table.records(line, row)
        except _Bad as bad:
            name = header[bad.column].strip() if bad.column is not None else ""
            yield Reject(line, str(bad), name, bad.value[:80])
    if table.whose:
        yield Note(
            f"{table.whose:,} rows name several accounts and one number of followers: it was left out, since they "
            "do not say whose it is"
        )


def _default_platform(source: Source, found: Understood) -> tuple[str, Sequence[Note]]:
    """Give the platform of accounts that come without one; needed only where there may be such."""
    if "handle" not in found.fields:
        return "", ()
    if "platform" in found.fields or "url" in found.fields or found.accounts:
        told = source.options.get("platform", "")
        return (platform_named(told) if told else ""), ()
    return platform_of(source)


def _notes(found: Understood) -> Iterator[Note]:
    named = [f"“{found.header[i].strip()}” → {network}" for network, i in found.accounts]
    named += [f"“{found.header[i].strip()}” → followers on {network}" for network, i in found.counts.items()]
    named += [
        f"“{found.header[i].strip()}” → {field}" for field, all in found.fields.items() for i in all if i in found.used
    ]
    by_values = {found.header[i].strip() for i, _ in found.by_values}
    yield Note(f"columns: {', '.join(named)}")
    if by_values:
        yield Note(f"recognised by their values: {', '.join(sorted(by_values))} (else give --map COLUMN=FIELD)")
    if found.unused:
        yield Note(f"columns that were not used: {', '.join(found.unused[:20])} (--map COLUMN=FIELD uses one)")


@frozen
class _Place:
    """Where an account stands in a row, and what is known of it beforehand."""

    column: int
    platform: str = ""
    followers: int | None = None


class _List:
    """Rows of one list, made records."""

    def __init__(self, source: Source, found: Understood, platform: str) -> None:
        self._found = found
        self._decimal = source.options.get("decimal", "")
        self._platform = platform
        self.whose = 0

    def records(self, line: int, row: Sequence[str]) -> list[CreatorRecord]:
        """Make the records of a row. Errors: `_Bad`."""
        if len(row) > len(self._found.header) and any(v.strip() for v in row[len(self._found.header) :]):
            raise _Bad(f"{len(row)} values under {len(self._found.header)} names", None, "")
        accounts = self._accounts(row)
        if not accounts:
            raise _Bad("no account is named", None, "")
        told = self._one("person", row)
        person = f"id {told}" if told else f"line {line}" if len(accounts) > 1 else ""
        email = self._one("email", row)
        if email and not re.fullmatch(r"[^@\s]+@[^@\s]+", email):
            raise _Bad(f"“{email[:60]}” is no e-mail address", self._found.fields["email"][0], email)
        return [
            CreatorRecord(
                platform=platform, handle=handle, name=self._name(row), country=self._one("country", row),
                followers=followers, categories=self._several("category", row), tags=self._several("tags", row),
                email=email, person=person, line=line,
            )
            for platform, handle, followers in accounts
        ]  # fmt: skip

    def _accounts(self, row: Sequence[str]) -> list[Account]:
        found: dict[tuple[str, str], int | None] = {}
        places = [p for p in self._places(row) if not is_missing(cell(row, p.column))]
        for place in places:
            platform, handle = self._account(cell(row, place.column), place)
            column = self._found.counts.get(platform, place.followers)
            found[platform, handle] = found.get((platform, handle)) or self._count(row, column)
        general = self._found.fields.get("followers", [])
        if len(general) == 1 and cell(row, general[0]):
            if len(found) == 1:
                [account] = found
                found[account] = found[account] if found[account] is not None else self._count(row, general[0])
            else:
                self.whose += len(found) > 1
        return [(platform, handle, followers) for (platform, handle), followers in found.items()]

    def _places(self, row: Sequence[str]) -> Iterator[_Place]:
        """Give the columns of accounts; the second network goes with the second name, and so with followers."""
        fields = self._found.fields
        networks, counts = fields.get("platform", []), fields.get("followers", [])
        for column in fields.get("url", []):
            yield _Place(column, "" if host_of(cell(row, column)) or not networks else cell(row, networks[0]))
        for i, column in enumerate(fields.get("handle", [])):
            network = cell(row, networks[min(i, len(networks) - 1)]) if networks else ""
            yield _Place(column, network, counts[i] if len(counts) > 1 and i < len(counts) else None)
        for network, column in self._found.accounts:
            yield _Place(column, network)

    def _account(self, text: str, place: _Place) -> tuple[str, str]:
        host = host_of(text) if "/" in text else ""
        of_link = HOSTS.get(host, "")
        try:
            said = platform_named(NETWORKS.get(plain(place.platform), place.platform)) if place.platform else ""
        except InvalidInput as error:
            raise _Bad(error.message, place.column, place.platform) from error
        if of_link and said and of_link != said:
            raise _Bad(f"the link is to {of_link}, the network {said}", place.column, text)
        platform = of_link or said or self._platform
        if not platform:
            raise _Bad("which network it is on is not said", place.column, text)
        path = re.sub(r"(?i)^(?:https?://)?[^/]+/", "", text) if host else text
        if host and is_piece(text):
            raise _Bad("this is a link to a post, not to an account", place.column, text)
        bare = re.sub(r"(?i)^(?:in|add|company|c|user|channel|profile)/", "", path) if host else text
        try:
            return platform, clean_handle(re.split(r"[/?#]", bare)[0] if host else bare, described(platform))
        except ValueError as error:
            raise _Bad(str(error), place.column, text) from error

    def _count(self, row: Sequence[str], column: int | None) -> int | None:
        try:
            return parse_count(cell(row, column), self._decimal)
        except ValueError as error:
            raise _Bad(str(error), column, cell(row, column)) from error

    def _name(self, row: Sequence[str]) -> str:
        """Join first and last name; where only one of them has a column, “nom” or “nombre” is the other."""
        name, first, last = (self._one(field, row) for field in ("name", "first name", "last name"))
        has = self._found.fields.keys() & {"first name", "last name"}
        if len(has) == 1 and plain(self._header("name")) in ("nom", "nombre", "nome", "name"):
            return f"{first} {name}".strip() if has == {"first name"} else f"{name} {last}".strip()
        return name or f"{first} {last}".strip()

    def _header(self, field: str) -> str:
        places = self._found.fields.get(field, [])
        return self._found.header[places[0]] if places else ""

    def _one(self, field: str, row: Sequence[str]) -> str:
        value = cell(row, next(iter(self._found.fields.get(field, [])), None))
        return "" if is_missing(value) else value

    def _several(self, field: str, row: Sequence[str]) -> tuple[str, ...]:
        cells = [cell(row, column) for column in self._found.fields.get(field, [])]
        return tuple(part.strip() for text in cells for part in re.split(r"[,;|]", text) if not is_missing(part))


INFLUENCER_LIST = Connector(
    name="platforms.influencer-list",
    title="List of influencers",
    help="Any list of people and their accounts: one's own, or of Upfluence, Aspire, GRIN, CreatorIQ, Klear, Stellar.",
    gives=("influencers",),
    sniff=sniff,
    read=read,
    options=("platform", "decimal"),
    fields=tuple(names[0] for names in FIELDS.values()) + tuple(dict.fromkeys(NETWORKS.values())),
)
